"""Names in the order in which people look for them: Ä beside A, whatever the case (the database sorts by code point)."""

import unicodedata


def sort_key(name: str) -> str:
    """Return the text to sort a name by."""
    folded = name.casefold()
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
