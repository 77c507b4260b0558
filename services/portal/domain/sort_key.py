"""How names are ordered for people: the database compares bytes, which would put Zoo before apfel and both before Äpfel."""

import unicodedata


def sort_key(name: str) -> str:
    """Return the name as DIN 5007-1 orders it: case and accents don't count, ß is ss."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
