"""The last good answers of a neighbour, so that a page outlives an outage; only what everybody may see is kept."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

MOST_ANSWERS = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, its ETag, and when it was last known to be true."""

    content: bytes
    etag: str
    as_of: datetime


class KeptAnswers:
    """Keeps the most recently used answers in memory."""

    def __init__(self, limit: int = MOST_ANSWERS) -> None:
        self._limit = limit
        self._answers: OrderedDict[str, Kept] = OrderedDict()

    def get(self, address: str) -> Kept | None:
        """Return what is kept of an address."""
        kept = self._answers.get(address)
        if kept is not None:
            self._answers.move_to_end(address)
        return kept

    def keep(self, address: str, kept: Kept) -> None:
        """Keep an answer; the one not used for longest gives way."""
        self._answers[address] = kept
        self._answers.move_to_end(address)
        while len(self._answers) > self._limit:
            self._answers.popitem(last=False)

    def forget(self, address: str) -> None:
        """Drop what is no longer there."""
        self._answers.pop(address, None)
