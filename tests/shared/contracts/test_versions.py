"""How a consumer reads what an older or newer producer wrote, on a planted contract of three versions."""

from typing import Any, ClassVar

import pytest

from shared.contracts.catalogue import Catalogue, ContractBroken, UnknownType, UnknownVersion
from shared.contracts.contract import Contract, JsonObject, Upcast

NAME = "de.infamilie.planted.bell-rung"


def _name_the_unit(data: JsonObject) -> JsonObject:
    return {"loudness_decibels": data["loudness"]}


def _say_who_rang(data: JsonObject) -> JsonObject:
    return {**data, "rung_by": "nobody"}


class BellRung(Contract):
    """A bell was rung: v1 had no unit, v2 did not say by whom."""

    name: ClassVar[str] = NAME
    version: ClassVar[int] = 3
    upcasts: ClassVar[dict[int, Upcast]] = {1: _name_the_unit, 2: _say_who_rang}

    loudness_decibels: int
    rung_by: str


CATALOGUE = Catalogue([BellRung])


@pytest.mark.parametrize(
    ("version", "data"),
    [
        (1, {"loudness": 60}),
        (2, {"loudness_decibels": 60}),
        (3, {"loudness_decibels": 60, "rung_by": "nobody"}),
    ],
)
def test_every_older_version_is_lifted_to_the_present_one(version: int, data: JsonObject) -> None:
    assert CATALOGUE.read(f"{NAME}.v{version}", data) == BellRung(loudness_decibels=60, rung_by="nobody")


def test_lifting_leaves_the_event_as_it_came() -> None:
    data = {"loudness_decibels": 60}
    CATALOGUE.read(f"{NAME}.v2", data)
    assert data == {"loudness_decibels": 60}


def test_a_producer_writes_the_newest_version() -> None:
    assert BellRung.type() == f"{NAME}.v3"


def test_what_a_newer_producer_adds_is_left_aside() -> None:
    read = CATALOGUE.read(f"{NAME}.v3", {"loudness_decibels": 60, "rung_by": "us", "pitch_hertz": 440})
    assert read == BellRung(loudness_decibels=60, rung_by="us")


def test_a_newer_version_is_told_from_an_unknown_event() -> None:
    with pytest.raises(UnknownVersion):
        CATALOGUE.read(f"{NAME}.v4", {})


@pytest.mark.parametrize(
    "event_type", ["de.infamilie.planted.bell-broken.v1", NAME, f"{NAME}.v", f"{NAME}.vX", f"{NAME}.v²", ""]
)
def test_a_name_that_no_contract_has_is_unknown(event_type: str) -> None:
    with pytest.raises(UnknownType):
        CATALOGUE.read(event_type, {})


BROKEN: list[tuple[int, Any]] = [
    (3, {"loudness_decibels": "loud", "rung_by": "us"}),
    (3, {}),
    (3, []),
    (3, "text"),
    (2, {}),
    (2, []),
    (1, {}),
    (1, "text"),
    (0, {"loudness": 60}),
]


@pytest.mark.parametrize(("version", "data"), BROKEN)
def test_data_that_breaks_its_contract_in_any_version_is_told(version: int, data: Any) -> None:
    with pytest.raises(ContractBroken):
        CATALOGUE.read(f"{NAME}.v{version}", data)
