"""What can be wrong with a spreadsheet, in words for the person who made it."""

from dataclasses import dataclass


class SpreadsheetUnreadable(Exception):
    """The file as a whole cannot be read; the message says in German why and what to do."""


class CellUnusable(Exception):
    """The content of one cell cannot be used; the message says in German why."""


@dataclass(frozen=True)
class UnusableCell:
    """A cell that its program left without a usable value, and why."""

    reason: str
