"""Events travel as CloudEvents 1.0, and arrive as they were sent; whatever else arrives is told apart, never raised."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.catalogue import CATALOGUE, Catalogue
from shared.contracts.contract import Contract, JsonObject
from shared.messaging.event import Event, NewEvent, envelope, placed
from shared.messaging.incoming import Broken, Reading, Redacted, Skipped, read_ahead, read_all
from shared.messaging.stream import Entry
from tests.shared.contracts.golden_files import Golden, golden_paths, read_golden

SOURCE = "/offers/city"
GOLDEN = [read_golden(path) for path in golden_paths()]
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
payloads = st.sampled_from(GOLDEN).map(lambda event: CATALOGUE.read(event["type"], event["data"]))
offsets = st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
new_events = st.builds(
    NewEvent,
    id=st.uuids(),
    subject=slugs.map(lambda slug: f"offer/{slug}"),
    subject_version=st.integers(0, 2**31 - 1),
    network=st.none() | slugs,
    time=st.datetimes(min_value=datetime(2000, 1, 1), timezones=offsets),  # noqa: DTZ001 - hypothesis adds the zone
    data=payloads,
    traceparent=st.none() | st.just(TRACE),
)
positions = st.integers(1, 2**63 - 1)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def sent(event: NewEvent, position: int = 1) -> bytes:
    return placed(envelope(event, source=SOURCE), position)


def read(body: bytes, position: int = 1) -> Reading:
    return read_all([Entry(position=position, body=body)], catalogue=CATALOGUE, source=SOURCE)


def arrived(body: bytes, position: int = 1) -> Any:
    (incoming,) = read(body, position).incoming
    return incoming


@given(new_events, positions)
def test_an_event_arrives_as_it_was_sent(event: NewEvent, position: int) -> None:
    assert arrived(sent(event, position), position) == Event(
        id=event.id,
        source=SOURCE,
        position=position,
        type=event.data.type(),
        subject=event.subject,
        subject_version=event.subject_version,
        network=event.network,
        time=event.time,
        data=event.data,
        traceparent=event.traceparent,
    )


@given(new_events, positions)
def test_an_envelope_has_the_attributes_of_cloud_events(event: NewEvent, position: int) -> None:
    attributes = orjson.loads(sent(event, position))
    assert attributes["specversion"] == "1.0"
    assert UUID(attributes["id"]) == event.id
    assert (attributes["source"], attributes["type"]) == (SOURCE, event.data.type())
    assert attributes["datacontenttype"] == "application/json"
    assert re.fullmatch(r"[0-9]{20}", attributes["sequence"])
    assert int(attributes["sequence"]) == position
    assert datetime.fromisoformat(attributes["time"]).utcoffset() is not None
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in attributes)


@given(new_events)
def test_optional_attributes_are_there_only_with_a_value(event: NewEvent) -> None:
    attributes = orjson.loads(sent(event))
    assert ("network" in attributes) == (event.network is not None)
    assert ("traceparent" in attributes) == (event.traceparent is not None)
    assert None not in attributes.values()


@given(st.lists(positions, min_size=2, max_size=2, unique=True))
def test_sequences_sort_as_positions_do(places: list[int]) -> None:
    event = NewEvent(
        id=UUID(int=1),
        subject="x",
        subject_version=1,
        network=None,
        time=datetime(2026, 1, 1, tzinfo=UTC),
        data=known(),
    )
    first, second = (orjson.loads(sent(event, place))["sequence"] for place in sorted(places))
    assert first < second


def known() -> Contract:
    return CATALOGUE.read(GOLDEN[0]["type"], GOLDEN[0]["data"])


@given(st.lists(new_events, max_size=6), st.integers(0, 6))
def test_one_broken_entry_spoils_none_of_its_neighbours(events: list[NewEvent], place: int) -> None:
    bodies = [sent(event, position) for position, event in enumerate(events, 1)]
    place = min(place, len(bodies))
    bodies.insert(place, b"\xff no JSON")
    entries = [Entry(position=position, body=body) for position, body in enumerate(bodies, 1)]
    incoming = read_all(entries, catalogue=CATALOGUE, source=SOURCE).incoming
    assert [isinstance(each, Broken) for each in incoming] == [at == place for at in range(len(entries))]


@given(json_values)
def test_no_json_that_arrives_is_raised(value: Any) -> None:
    assert isinstance(arrived(orjson.dumps(value)), Broken)


@given(st.binary(max_size=60))
def test_no_bytes_that_arrive_are_raised(body: bytes) -> None:
    assert isinstance(arrived(body), Broken)


@given(st.sampled_from(GOLDEN), st.data())
def test_an_envelope_with_one_odd_attribute_is_told_apart(event: Golden, data: st.DataObject) -> None:
    attribute = data.draw(st.sampled_from(sorted(event)))
    odd = {**event, "source": SOURCE, attribute: data.draw(json_values)}
    (incoming,) = read(orjson.dumps(odd)).incoming
    assert isinstance(incoming, Broken | Skipped | Redacted) or is_well_formed(incoming)


def is_well_formed(event: Event[Any]) -> bool:
    """Whether everything that the consumers rely on is there, whatever the types promise."""
    version: Any = event.subject_version
    texts: list[Any] = [event.subject, event.network or "", event.traceparent or ""]
    has_version = type(version) is int and 0 <= version < 2**31
    return has_version and event.time.utcoffset() is not None and all(isinstance(each, str) for each in texts)


ODD: list[tuple[str, object]] = [
    ("id", "not a UUID"),
    ("id", 7),
    ("source", "/offers/hoerde"),
    ("source", None),
    ("subject", ""),
    ("subject", 7),
    ("subject", "offer/\x00"),
    ("subjectversion", "3"),
    ("subjectversion", 3.5),
    ("subjectversion", True),
    ("subjectversion", -1),
    ("subjectversion", 2**31),
    ("network", ["libellen"]),
    ("time", "2026-01-15T09:30:00"),
    ("time", "yesterday"),
    ("time", 1768469400),
    ("data", None),
    ("data", []),
]


@pytest.mark.parametrize(("attribute", "value"), ODD)
def test_an_envelope_that_nobody_can_rely_on_is_broken(attribute: str, value: object) -> None:
    whole = {**GOLDEN[0], "source": SOURCE}
    assert isinstance(arrived(orjson.dumps(whole)), Event)
    assert isinstance(arrived(orjson.dumps({**whole, attribute: value})), Broken)


def test_a_newer_version_holds_up_what_follows_it() -> None:
    newer = {**GOLDEN[0], "source": SOURCE, "type": f"{known().name}.v99"}
    entries = [Entry(position=at, body=orjson.dumps(each)) for at, each in enumerate((newer, newer), 1)]
    assert read_all(entries, catalogue=CATALOGUE, source=SOURCE) == Reading((), waits_for=newer["type"])


async def test_reading_ahead_changes_nothing() -> None:
    whole = {**GOLDEN[0], "source": SOURCE}
    bodies = [orjson.dumps(whole), b"\xff no JSON", orjson.dumps({**whole, "type": f"{known().name}.v99"})]
    entries, ahead = ([Entry(position=at, body=body) for at, body in enumerate(bodies, 1)] for _ in range(2))
    await read_ahead(ahead, catalogue=CATALOGUE, source=SOURCE)
    assert [each.incoming is None for each in ahead] == [False, False, True]
    reading = read_all(ahead, catalogue=CATALOGUE, source=SOURCE)
    assert reading == read_all(entries, catalogue=CATALOGUE, source=SOURCE)
    assert reading.waits_for is not None


async def test_what_cannot_be_read_ahead_is_raised_when_it_is_taken() -> None:
    class Failing(Catalogue):
        def read(self, event_type: str, data: JsonObject) -> Contract:
            raise RuntimeError(event_type)

    entry, failing = Entry(position=1, body=orjson.dumps({**GOLDEN[0], "source": SOURCE})), Failing(())
    await read_ahead([entry], catalogue=failing, source=SOURCE)
    with pytest.raises(RuntimeError):
        read_all([entry], catalogue=failing, source=SOURCE)


def test_an_unknown_type_is_skipped() -> None:
    unknown = {**GOLDEN[0], "source": SOURCE, "type": "de.infamilie.planted.bell-rung.v1"}
    assert arrived(orjson.dumps(unknown)) == Skipped(1, UUID(unknown["id"]))
