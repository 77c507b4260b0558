"""Finds in free texts what leads to a person: addresses of mailboxes and telephone numbers. Names can't be found so."""

import re

# It begins where a word begins: looked for from every letter on, one long word takes its length squared.
_MAILBOX = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,:])(?:\+|00|0)[1-9](?:[ /()\-]{0,3}\d){5,}")


def names_a_reachable_person(text: str) -> bool:
    """Tell whether the text holds a mailbox or a telephone number."""
    return _MAILBOX.search(text) is not None or _NUMBER.search(text) is not None
