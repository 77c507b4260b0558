"""Keeps of KERN's styles what the pages use, a third: a cheap telephone reads them before it draws anything."""

import re
from collections.abc import Iterator
from pathlib import Path

# What a template or a module of the pages can name as a class, an element, an attribute or the second half of a class.
_WORD = re.compile(r"[A-Za-z0-9_-]+")
_PAGES = ("services/*/web/**/*", "shared/web/**/*")
_SUFFIXES = frozenset({".html", ".js", ".py"})
_NOT_OURS = "vendor"


def styled_words(root: Path, styles: str) -> list[str]:
    """Return the words of a style sheet that the pages under a repository's root use, also those that a template puts together
    of a beginning, such as `kern-icon--`, and another word of theirs.
    """
    used = frozenset(word for source in _sources(root) for word in _WORD.findall(source))
    beginnings = tuple(word for word in used if word.endswith("-") and word.strip("-"))

    def is_used(word: str) -> bool:
        return word in used or any(
            word.startswith(beginning) and word[len(beginning) :] in used for beginning in beginnings
        )

    return sorted(word for word in set(_WORD.findall(styles)) if is_used(word))


def _sources(root: Path) -> Iterator[str]:
    for pattern in _PAGES:
        for path in root.glob(pattern):
            if path.suffix in _SUFFIXES and _NOT_OURS not in path.parts:
                yield path.read_text()
