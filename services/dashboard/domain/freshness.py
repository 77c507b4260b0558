"""How old the picture is: each source is as fresh as the last time its feed told how long its log is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Feeds are asked every 5 s; a few rounds may fail before a reader needs to know.
FRESH_FOR = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFreshness:
    """A source, when it was last heard and how many of its events are not applied yet."""

    source: str
    heard_at: datetime | None
    position: int
    behind: int

    @property
    def producer(self) -> str:
        """The kind of service, e.g. `offers`."""
        return self.source.split("/")[1]

    @property
    def instance(self) -> str:
        """Which one of its kind, e.g. `city`."""
        return self.source.split("/")[2]

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether the source was heard just now and has nothing left to tell."""
        return self.heard_at is not None and now - self.heard_at <= FRESH_FOR and self.behind == 0


@dataclass(frozen=True, slots=True)
class Freshness:
    """All sources at one moment."""

    sources: Sequence[SourceFreshness]
    now: datetime

    @property
    def as_of(self) -> datetime | None:
        """The moment up to which the picture is complete; None while a source has never been heard."""
        heard = [source.heard_at for source in self.sources]
        known = [moment for moment in heard if moment is not None]
        return min(known) if known and len(known) == len(heard) else None

    @property
    def is_fresh(self) -> bool:
        """Tell whether every source is."""
        return bool(self.sources) and all(source.is_fresh(self.now) for source in self.sources)
