"""How an event stands in a Redis stream: `events:<source>:<epoch>`, entry id `<position>-0`.

Each entry names the event before it, so that a reader sees a break of history at once, without asking anyone.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from redis.typing import EncodableT

from shared.messaging.event import placed

EVENT = b"event"
BEFORE = b"before"
BEGINNING = UUID(int=0)

# Arguments: of each entry its id and its two fields; then how many the stream may keep, and how many seconds it lives.
# All or nothing is appended: a full broker refuses the first entry. One that is there already is no failure.
APPEND = """
for first = 1, #ARGV - 2, 3 do
    local answer = redis.pcall('XADD', KEYS[1], 'MAXLEN', '~', ARGV[#ARGV - 1],
        ARGV[first], 'event', ARGV[first + 1], 'before', ARGV[first + 2])
    if answer.err and not string.find(answer.err, 'equal or smaller', 1, true) then
        return answer
    end
end
redis.call('EXPIRE', KEYS[1], ARGV[#ARGV])
"""


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


ReadAhead = Callable[[Sequence[Entry]], Awaitable[None]]
"""Has entries say what they say before they can be applied."""


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


def append_arguments(rows: Iterable[Mapping[str, Any]], before: UUID) -> list[EncodableT]:
    """Return what APPEND is told of rows (`position`, `id`, `body`) that follow the event with the id `before`."""
    told: list[EncodableT] = []
    for row in rows:
        position = row["position"]
        told += (entry_id(position), placed(row["body"], position), before.bytes)
        before = row["id"]
    return told


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
