"""Which source speaks for whom."""

from typing import ClassVar

from pydantic import AwareDatetime, Field

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Line, Slug, Source


class SourceAnnounced(Contract):
    """An event source, where its feed is, and the networks it alone speaks for since which moment.

    A source without networks (`speaks_for_the_rest`) speaks for every network that no other source claims.
    """

    name: ClassVar[str] = PREFIX + "source-announced"

    source: Source
    feed_url: Line
    networks: tuple[Slug, ...] = Field(default=(), max_length=200)
    speaks_for_the_rest: bool = False
    since: AwareDatetime
    retired: bool = False


CONTRACTS: tuple[type[Contract], ...] = (SourceAnnounced,)
