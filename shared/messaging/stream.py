"""How an event stands in a Redis stream: `events:<source>:<epoch>`, entry id `<position>-0`.

Each entry names the event before it, so that a reader sees a break of history at once, without asking anyone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from redis.typing import EncodableT, FieldT

from shared.messaging.event import placed

EVENT = b"event"
BEFORE = b"before"
BEGINNING = UUID(int=0)


@dataclass(slots=True)
class Entry:
    """One event on its way: its bytes or their JSON object, its place, and the 16 bytes of the id before it if known.

    `incoming` is what it says, if somebody has read it already.
    """

    position: int
    body: bytes = b""
    before: bytes | None = None
    attributes: dict[str, Any] | None = None
    incoming: Any = None


def stream_name(source: str, epoch: str) -> str:
    """Return the stream of a source's epoch."""
    return f"events:{source}:{epoch}"


def entry_id(position: int) -> str:
    """Return the stream id of a position."""
    return f"{position}-0"


def position_of(stream_id: bytes | str | None) -> int:
    """Return the position that a stream id stands for."""
    assert isinstance(stream_id, bytes)
    return int(stream_id.partition(b"-")[0])


def fields(body: bytes, position: int, before: UUID) -> dict[FieldT, EncodableT]:
    """Return what XADD writes."""
    return {EVENT: placed(body, position), BEFORE: before.bytes}


def read_entry(stream_id: bytes, entry: dict[bytes, bytes]) -> Entry:
    """Return an entry; one that lost its fields has an empty body, which its reader parks."""
    before = entry.get(BEFORE)
    return Entry(
        position=position_of(stream_id),
        body=entry.get(EVENT, b""),
        before=before if before is not None and len(before) == 16 else None,
    )


def event_id_of(entry: Mapping[Any, Any] | None) -> UUID | None:
    """Return the id of the event in an entry, None when it can't be read."""
    try:
        attributes: dict[str, Any] = orjson.loads((entry or {}).get(EVENT, b""))
        return UUID(attributes["id"])
    except (orjson.JSONDecodeError, KeyError, ValueError, TypeError):
        return None
