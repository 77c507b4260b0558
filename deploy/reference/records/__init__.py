"""The project's own format for reference data: one record a line of thought, each with its sources and certainty."""
