"""How the names of the catalogue's events begin."""

PREFIX = "de.infamilie.offers."
