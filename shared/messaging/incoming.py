"""Reads what arrives, entry by entry: one broken event never spoils its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shared.contracts.catalogue import Catalogue, ContractBroken, UnknownType, UnknownVersion
from shared.messaging.event import Event
from shared.messaging.stream import Entry


@dataclass(frozen=True, slots=True)
class Skipped:
    """An event without meaning for this release."""

    position: int
    id: UUID


@dataclass(frozen=True, slots=True)
class Broken:
    """An event that breaks its contract; `id` is None when not even that can be read."""

    position: int
    id: UUID | None
    type: str
    error: str
    body: bytes


Incoming = Event[Any] | Skipped | Broken


@dataclass(frozen=True)
class Reading:
    """What of a batch can be applied; `waits_for` is the type whose version this release doesn't know."""

    incoming: tuple[Incoming, ...]
    waits_for: str | None = None


def read_all(entries: Sequence[Entry], *, catalogue: Catalogue, source: str) -> Reading:
    """Read entries in order, up to the first whose version is unknown."""
    incoming: list[Incoming] = []
    for entry in entries:
        try:
            incoming.append(_read(entry, catalogue, source))
        except UnknownVersion as unknown:
            return Reading(tuple(incoming), waits_for=str(unknown))
    return Reading(tuple(incoming))


def _read(entry: Entry, catalogue: Catalogue, source: str) -> Incoming:
    event_id, event_type = None, ""
    try:
        attributes = orjson.loads(entry.body) if entry.attributes is None else entry.attributes
        event_id, event_type = UUID(attributes["id"]), str(attributes["type"])
        data = catalogue.read(event_type, attributes.get("data") or {})
        if attributes["source"] != source:
            return Broken(entry.position, event_id, event_type, "source", _bytes(entry))
        return Event(
            id=event_id,
            source=source,
            position=entry.position,
            type=event_type,
            subject=attributes["subject"],
            subject_version=int(attributes["subjectversion"]),
            network=attributes.get("network"),
            time=datetime.fromisoformat(attributes["time"]),
            data=data,
            traceparent=attributes.get("traceparent"),
        )
    except UnknownType:
        assert event_id is not None
        return Skipped(entry.position, event_id)
    except ContractBroken:
        return Broken(entry.position, event_id, event_type, "contract", _bytes(entry))
    except (orjson.JSONDecodeError, KeyError, ValueError, TypeError, AttributeError) as unreadable:
        return Broken(entry.position, event_id, event_type, f"envelope: {type(unreadable).__name__}", _bytes(entry))


def _bytes(entry: Entry) -> bytes:
    return entry.body if entry.attributes is None else orjson.dumps(entry.attributes)
