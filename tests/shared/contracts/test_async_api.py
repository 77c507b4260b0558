"""The AsyncAPI document keeps AsyncAPI 3.0's structure, and describes events as they really are on the wire."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from deploy.export_async_api import export
from shared.contracts.async_api import document
from shared.contracts.catalogue import ALL
from shared.contracts.offers import OfferPublished
from tests.shared.contracts.async_api_structure import STRUCTURE, loose_references
from tests.shared.contracts.golden_files import Golden, golden_paths, read_golden

PRESENT_TYPES = {contract.type() for contract in ALL}
PATHS = [path for path in golden_paths() if read_golden(path)["type"] in PRESENT_TYPES]
PRODUCERS = (None, "registry", "offers", "notifications", "portal", "dashboard")
FORMATS = FormatChecker(("date", "date-time", "uuid"))


def message_of(event: Golden) -> dict[str, Any]:
    """The one message of the document with this event's type."""
    messages: list[dict[str, Any]] = list(document()["components"]["messages"].values())
    (message,) = [each for each in messages if each["name"] == event["type"]]
    return message


def complaints(event: Golden) -> list[str]:
    validator = Draft7Validator(message_of(event)["payload"], format_checker=FORMATS)
    return [error.json_path for error in validator.iter_errors(event)]


@pytest.fixture
def published() -> Golden:
    path = next(path for path in PATHS if path.stem == OfferPublished.type())
    return read_golden(path)


@pytest.mark.parametrize("producer", PRODUCERS)
def test_the_document_has_the_structure_of_async_api_3(producer: str | None) -> None:
    described = json.loads(json.dumps(document(producer=producer)))
    assert [error.json_path for error in Draft7Validator(STRUCTURE).iter_errors(described)] == []
    assert loose_references(described) == []


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("asyncapi", "2.6.0"),
        ("info", {"title": "ohne Version"}),
        ("operations", {"x": {"action": "shout"}}),
        ("topics", {}),
    ],
)
def test_a_broken_structure_is_found(part: str, value: object) -> None:
    assert not Draft7Validator(STRUCTURE).is_valid({**document(), part: value})


def test_a_reference_to_nowhere_is_found() -> None:
    planted = {"$ref": "#/channels/nowhere"}
    assert loose_references({**document(), "x-planted": planted}) == ["#/channels/nowhere"]


def test_a_channels_address_names_its_parameters() -> None:
    for name, channel in document()["channels"].items():
        assert channel["address"] == f"events:/{name}/{{instance}}:{{epoch}}"
        assert set(channel["parameters"]) == {"instance", "epoch"}


def test_every_contract_is_one_message_of_its_producers_channel() -> None:
    described = document()
    channels = [names for channel in described["channels"].values() for names in channel["messages"]]
    assert sorted(channels) == sorted(described["components"]["messages"])
    assert len(channels) == len(ALL)


def test_the_messages_say_what_is_public() -> None:
    visible = {each["name"]: each["x-visibility"] for each in document()["components"]["messages"].values()}
    assert visible == {contract.type(): contract.visibility.value for contract in ALL}


@pytest.mark.parametrize("contract", ALL, ids=lambda contract: contract.__name__)
def test_a_payload_is_a_valid_schema(contract: Any) -> None:
    Draft7Validator.check_schema(message_of({"type": contract.type()})["payload"])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_golden_event_fits_the_schema_of_its_message(path: Path) -> None:
    assert complaints(read_golden(path)) == []


ENVELOPE_FAULTS: list[tuple[str, object]] = [
    ("specversion", "0.3"),
    ("id", "1"),
    ("source", ""),
    ("type", "de.infamilie.offers.offer-drafted.v1"),
    ("subject", ""),
    ("subjectversion", "1"),
    ("time", "2026-01-15T09:30:00"),
    ("datacontenttype", "text/plain"),
    ("sequence", "7"),
    ("traceparent", "00-1-2-3"),
    ("network", "Libellen am See"),
]


@pytest.mark.parametrize(("attribute", "value"), ENVELOPE_FAULTS)
def test_an_envelope_with_a_fault_does_not_fit(published: Golden, attribute: str, value: object) -> None:
    payload = message_of(published)["payload"]
    validator = Draft7Validator(payload, format_checker=FORMATS)
    assert [error.json_path for error in validator.iter_errors({**published, attribute: value})] == [f"$.{attribute}"]


@pytest.mark.parametrize("attribute", ["specversion", "id", "source", "type", "subject", "time", "sequence", "data"])
def test_an_envelope_that_lacks_an_attribute_does_not_fit(published: Golden, attribute: str) -> None:
    del published[attribute]
    validator = Draft7Validator(document()["components"]["messages"]["offers.offer-published.v2"]["payload"])
    assert not validator.is_valid(published)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("network", "Hörde!"),
        ("organisation", "kita"),
        ("cost_cents", -1),
        ("status", "lost"),
        ("ages", {"min_months": -99}),
    ],
)
def test_data_with_a_fault_does_not_fit(published: Golden, field: str, value: object) -> None:
    published["data"][field] = value
    assert [path.startswith(f"$.data.{field}") for path in complaints(published)] == [True]


def test_the_exported_document_is_the_whole_of_what_is_served(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "asyncapi.json"
    export(path)
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(document()))
