"""Finding offers, and keeping what finding needs."""
