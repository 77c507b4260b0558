"""How the type of every event of the registry begins."""

PREFIX = "de.infamilie.registry."
