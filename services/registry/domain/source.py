"""Event sources: which instance of which service speaks for which network, and where its feed is."""

from dataclasses import dataclass
from datetime import datetime

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import NamedTwice


@dataclass(frozen=True, kw_only=True)
class Source(Aggregate):
    """A source, e.g. `/offers/hoerde`; it speaks for its networks from `since` on."""

    source: str
    feed_url: str
    networks: tuple[str, ...] = ()
    speaks_for_the_rest: bool = False
    since: datetime
    retired: bool = False

    def __post_init__(self) -> None:
        if len(set(self.networks)) < len(self.networks):
            raise NamedTwice("networks")
