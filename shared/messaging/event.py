"""Events as CloudEvents 1.0 with the extensions `network`, `subjectversion`, `sequence` and `traceparent`.

The log keeps the envelope without `sequence`, for the position is only known while it is written. An event that was emptied
afterwards has the extension `redacted` and no data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson

from shared.contracts.contract import Contract

REDACTED = "redacted"
KEPT_WHEN_REDACTED = (
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "subjectversion",
    "time",
    "datacontenttype",
    "network",
)

Payload = TypeVar("Payload", bound=Contract, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What a use case collects; the edge gives it its place in the log."""

    id: UUID
    subject: str
    subject_version: int
    network: str | None
    time: datetime
    data: Contract
    traceparent: str | None = None


# Not frozen: that would double the time of making one, and ten thousand of them are made in a second.
@dataclass(slots=True, kw_only=True)
class Event(Generic[Payload]):
    """An event as a consumer sees it: `position` is its place in its source's log, from 1."""

    id: UUID
    source: str
    position: int
    type: str
    subject: str
    subject_version: int
    network: str | None
    time: datetime
    data: Payload
    traceparent: str | None


def envelope(event: NewEvent, *, source: str) -> bytes:
    """Return the CloudEvents JSON object as the log keeps it."""
    attributes: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(event.id),
        "source": source,
        "type": event.data.type(),
        "subject": event.subject,
        "subjectversion": event.subject_version,
        "time": event.time,
        "datacontenttype": "application/json",
    }
    if event.network is not None:
        attributes["network"] = event.network
    if event.traceparent is not None:
        attributes["traceparent"] = event.traceparent
    attributes["data"] = event.data.model_dump(mode="json", exclude_none=True)
    return orjson.dumps(attributes)


def placed(body: bytes, position: int) -> bytes:
    """Return the envelope with its `sequence`: the position in 20 digits."""
    return b'{"sequence":"%020d",' % position + body.lstrip()[1:]


def emptied(body: bytes | str) -> bytes:
    """Return a logged envelope that says no more than that there was an event, of which type and about what."""
    attributes: dict[str, Any] = orjson.loads(body)
    kept = {name: attributes[name] for name in KEPT_WHEN_REDACTED if name in attributes}
    return orjson.dumps({**kept, REDACTED: True, "data": {}})


def is_redacted(attributes: Mapping[str, Any]) -> bool:
    """Tell whether an event was emptied."""
    return attributes.get(REDACTED) is True
