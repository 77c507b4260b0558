"""The sections of a site for people at work, as shared/desk.html draws them; their titles are in the reader's language already."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A page of a section."""

    title: str
    path: str


@dataclass(frozen=True)
class Section:
    """A part of the site with its pages."""

    title: str
    entries: Sequence[Entry]
