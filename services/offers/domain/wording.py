"""Words of an offer: what a line may hold, how lists are ordered, how a search forgives spelling."""

import re
import unicodedata

LONGEST_SORT_KEY = 50  # a cursor holds it: 50 characters of any script stay below the cursor's 1,024
_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DIGRAPH = re.compile(r"(ae|oe|(?<![aeoq])ue)")
BETWEEN_WORDS = re.compile(r"\W+|_+")


def breaks_lines(line: str) -> bool:
    """Tell whether a mail header or a list would take the text for several lines, or for commands."""
    return _BREAKING.search(line) is not None


def plain(text: str) -> str:
    """Return the text without case, accents and umlaut dots: Äpfel, äpfel and Apfel become apfel's letters."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, each in its plain form."""
    return tuple(word for word in BETWEEN_WORDS.split(plain(text)) if word)


def forgiving(word: str) -> str:
    """Return a plain word with ae, oe, ue written as the umlaut's vowel: Hoerde and Hörde are spelled alike."""
    return _DIGRAPH.sub(lambda found: found[0][0], word)


def sort_key(title: str) -> str:
    """Return what German lists are ordered by (DIN 5007-1: an umlaut sorts as its vowel)."""
    return " ".join(plain_words(title))[:LONGEST_SORT_KEY]
