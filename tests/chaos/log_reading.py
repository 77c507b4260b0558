"""The logs as their databases hold them: the one truth that everything is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from tests.chaos.town import Town


@dataclass(frozen=True, slots=True)
class Logged:
    """One row of a log."""

    source: str
    position: int
    id: UUID
    type: str
    subject: str
    version: int
    network: str | None
    time: datetime
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The type without prefix and version, e.g. `offer-published`."""
        return self.type.rpartition(".")[0].rpartition(".")[2]


Log = list[Logged]


async def read_log(town: Town, instance: str) -> Log:
    """Return the whole log of a service instance."""
    source = source_of(instance)
    async with town.databases.of(instance) as connection:
        rows = await connection.fetch(
            "SELECT position, id, type, subject, subject_version, network, time, body::text FROM event_log ORDER BY position"
        )
    return [
        Logged(source, row[0], row[1], row[2], row[3], row[4], row[5], row[6], orjson.loads(row[7]).get("data") or {})
        for row in rows
    ]


def source_of(instance: str) -> str:
    """Return the source of an instance's events."""
    service, _, quarter = instance.partition("-")
    return f"/{service}/{quarter or 'city'}"


async def heads(town: Town, *instances: str) -> dict[str, int]:
    """Return how long each log is."""
    found = {}
    for instance in instances:
        async with town.databases.of(instance) as connection:
            found[source_of(instance)] = await connection.fetchval("SELECT coalesce(max(position), 0) FROM event_log")
    return found
