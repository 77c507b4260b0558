"""Offers are plain text: whatever looks like HTML or a script is refused, so that no taker has to guess what is safe."""

import re

_MARKUP = re.compile(
    r"<[/!?]?[a-z]|<!--|\b(javascript|vbscript):|&(#\d+|#x[0-9a-f]+|amp|lt|gt|quot|nbsp);", re.IGNORECASE
)


def holds_markup(text: str) -> bool:
    """Tell whether the text holds a tag, a comment, a character reference or a script's address; `<3` and `a < 5` are text."""
    return _MARKUP.search(text) is not None
