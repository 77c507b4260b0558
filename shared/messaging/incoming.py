"""Reads what arrives, entry by entry: one broken event never spoils its neighbours."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter

from shared.contracts.catalogue import Catalogue, ContractBroken, UnknownType, UnknownVersion
from shared.messaging.event import Event, is_redacted
from shared.messaging.stream import Entry

# PostgreSQL's integer, the type of every `subject_version`.
LARGEST_VERSION = 2**31 - 1
A_FEW = 10


# Makes the standard library's UUIDs in a sixth of the time that it takes itself.
_id = TypeAdapter(UUID).validator.validate_python


@dataclass(frozen=True, slots=True)
class Skipped:
    """An event without meaning for this release."""

    position: int
    id: UUID


@dataclass(frozen=True, slots=True)
class Redacted:
    """An event that was emptied after it was told; only its place is left."""

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


Incoming = Event[Any] | Skipped | Redacted | Broken


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
            incoming.append(entry.incoming or _read(entry, catalogue, source))
        except UnknownVersion as unknown:
            return Reading(tuple(incoming), waits_for=str(unknown))
    return Reading(tuple(incoming))


async def read_ahead(entries: Sequence[Entry], *, catalogue: Catalogue, source: str) -> None:
    """Have entries say what they say, before anybody can do anything with it, a few at a time; never raises.

    What can't be read is read again by `read_all`, whose caller tells of it and waits.
    """
    for count, entry in enumerate(entries, start=1):
        with suppress(Exception):
            entry.incoming = _read(entry, catalogue, source)
        if count % A_FEW == 0:
            # The batch before is being applied; the database's answers to it shall not wait here.
            await asyncio.sleep(0)


def _read(entry: Entry, catalogue: Catalogue, source: str) -> Incoming:
    event_id, event_type = None, ""
    try:
        attributes = orjson.loads(entry.body) if entry.attributes is None else entry.attributes
        event_id, event_type = _id(attributes["id"]), str(attributes["type"])
        if is_redacted(attributes):
            return Redacted(entry.position, event_id)
        data = catalogue.read(event_type, attributes.get("data") or {})
        if attributes["source"] != source:
            return Broken(entry.position, event_id, event_type, "source", _bytes(entry))
        return Event(
            id=event_id,
            source=source,
            position=entry.position,
            type=event_type,
            subject=_text(attributes["subject"]),
            subject_version=_version(attributes["subjectversion"]),
            network=None if attributes.get("network") is None else _text(attributes["network"]),
            time=_aware(attributes["time"]),
            data=data,
            traceparent=_trace(attributes.get("traceparent")),
        )
    except UnknownType:
        assert event_id is not None
        return Skipped(entry.position, event_id)
    except ContractBroken:
        return Broken(entry.position, event_id, event_type, "contract", _bytes(entry))
    except (orjson.JSONDecodeError, KeyError, ValueError, TypeError, AttributeError) as unreadable:
        return Broken(entry.position, event_id, event_type, f"envelope: {type(unreadable).__name__}", _bytes(entry))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value or "\x00" in value:
        raise ValueError("no text")
    return value


def _version(value: object) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_VERSION:
        raise ValueError("no version")
    return value


def _aware(value: str) -> datetime:
    time = datetime.fromisoformat(value)
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    return time


def _trace(value: object) -> str | None:
    """An odd trace is left out (W3C Trace Context, section 4.3); the event says what it says without it."""
    return value if isinstance(value, str) else None


def _bytes(entry: Entry) -> bytes:
    return entry.body if entry.attributes is None else orjson.dumps(entry.attributes)
