"""Which sources exist, where their feeds are, and which of them speaks for a network: told by the registry's events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Boolean, Column, DateTime, Integer, MetaData, Table, Text, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.registry import SourceAnnounced
from shared.messaging.batch import PROJECTION, Listener, state_listener
from shared.messaging.event import Event

METADATA = MetaData()
SOURCES = Table(
    "announced_sources",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("feed_url", Text, nullable=False),
    Column("networks", ARRAY(Text), nullable=False),
    Column("speaks_for_the_rest", Boolean, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("retired", Boolean, nullable=False),
    schema=PROJECTION,
)


@dataclass(frozen=True)
class Source:
    """An announced event source."""

    source: str
    feed_url: str
    networks: tuple[str, ...]
    speaks_for_the_rest: bool
    since: datetime
    retired: bool

    @property
    def producer(self) -> str:
        """The kind of service, e.g. `offers`."""
        return self.source.split("/")[1]


class Announced:
    """All announced sources at one moment."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.by_name: Mapping[str, Source] = {source.source: source for source in sources}

    def may_speak(self, source: str, network: str | None, at: datetime) -> bool:
        """Return whether an event of this source about this network is its own business at that time.

        Only sources of one producer rival each other; before `since` the former speaker was right.
        """
        producer = source.split("/")[1]
        if network is None or producer == "registry" or source not in self.by_name:
            return True
        claims = [
            s for s in self.by_name.values() if s.producer == producer and network in s.networks and s.since <= at
        ]
        if claims:
            return max(claims, key=lambda claim: claim.since).source == source
        return self.by_name[source].speaks_for_the_rest


async def announced(connection: AsyncConnection) -> Announced:
    """Return the sources as the registry's events told them."""
    rows = await connection.execute(select(SOURCES).order_by(SOURCES.c.source))
    return Announced(
        [
            Source(row.source, row.feed_url, tuple(row.networks), row.speaks_for_the_rest, row.since, row.retired)
            for row in rows
        ]
    )


def _row(event: Event[SourceAnnounced]) -> Mapping[str, Any]:
    return event.data.model_dump(mode="json")


LISTENER: Listener = state_listener((SourceAnnounced,), SOURCES, _row)
