"""Brings different spellings of one word to the same letters: case, accents, umlauts, dots of abbreviations."""

import re
import unicodedata
from functools import lru_cache

_UMLAUT_WRITTEN_OUT = re.compile(r"([aou])e")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`\u00b4](?=\w)")
_REGISTERED_ASSOCIATION = re.compile(r"(?<!\w)e\.\s?v\b\.?")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the text in plain small letters; ä, ae and a become the same letter, so that Müller, Mueller and Muller do too."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _UMLAUT_WRITTEN_OUT.sub(r"\1", plain)


def words(text: str) -> list[str]:
    """Return the folded words; `e. V.` and `g.G.m.b.H.` are one word each, `art's` is `arts`."""
    plain = _APOSTROPHE.sub("", fold(text))
    plain = _REGISTERED_ASSOCIATION.sub(" legalform ", plain)
    plain = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", plain)
    return _WORD.findall(plain)
