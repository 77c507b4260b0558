"""Texts of other directories as plain text: tags go, what they enclose stays, scripts and styles go with all they hold.

It looks at each letter once, whatever somebody sends; what still looks like markup afterwards is refused like everywhere.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from services.offers.domain.markup import holds_markup

LONGEST: Final = 20_000
"""Twice of what an offer may say; a text beyond it is not even looked at, and refused."""
_TAG: Final = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*)|[!?])[^<>]*>")
_SILENT: Final = frozenset({"script", "style", "iframe", "object", "template", "noscript"})
_BREAKS: Final = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


def plain_text(said: str) -> tuple[str, bool]:
    """Return the text without markup, and whether there was any."""
    text = said.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST or not holds_markup(text):
        return text.strip(), False
    lines = unescape("".join(_spoken(text))).split("\n")
    return _EMPTY_LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip(), True


def one_line(said: str) -> str:
    """Return a text in one line."""
    return " ".join(plain_text(said)[0].split())


def _spoken(text: str) -> Iterator[str]:
    silent_until = None
    at = 0
    for tag in _TAG.finditer(text):
        name = (tag[2] or "").lower()
        if silent_until is None:
            yield text[at : tag.start()]
            yield "\n" if name in _BREAKS else ""
            silent_until = name if name in _SILENT and not tag[1] else None
        elif tag[1] and name == silent_until:
            silent_until = None
        at = tag.end()
    if silent_until is None:
        yield text[at:]
