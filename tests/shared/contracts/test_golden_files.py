"""Every contract keeps what it once promised: events published years ago are read today, and never change their meaning."""

from pathlib import Path
from typing import get_args

import pytest

from shared.contracts.catalogue import ALL, CATALOGUE
from shared.contracts.contract import Contract
from tests.shared.contracts.golden_files import (
    DIGESTS,
    changed,
    digests_of,
    golden_paths,
    read_golden,
    recorded_digests,
)

PATHS = golden_paths()
each_golden_file = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def promised_types() -> set[str]:
    """Each contract in each of its versions, old ones too."""
    return {f"{contract.name}.v{version}" for contract in ALL for version in range(1, contract.version + 1)}


def test_every_version_of_every_contract_has_a_golden_file() -> None:
    assert {read_golden(path)["type"] for path in PATHS} == promised_types()


@each_golden_file
def test_a_golden_file_is_named_after_its_type(path: Path) -> None:
    event_type = read_golden(path)["type"]
    assert path.stem == event_type or path.stem.startswith(f"{event_type}.")


def test_no_golden_file_was_ever_changed() -> None:
    recorded = recorded_digests(DIGESTS.read_text(encoding="utf-8"))
    assert changed(recorded, digests_of(PATHS)) == []


def test_every_golden_file_is_recorded() -> None:
    assert recorded_digests(DIGESTS.read_text(encoding="utf-8")).keys() == {path.name for path in PATHS}


def test_a_changed_and_a_lost_golden_file_are_found() -> None:
    assert changed({"kept": "a", "edited": "b", "lost": "c"}, {"kept": "a", "edited": "x", "new": "d"}) == [
        "edited",
        "lost",
    ]


@each_golden_file
def test_a_golden_event_is_read_in_the_present_version_and_written_back_equal(path: Path) -> None:
    event = read_golden(path)
    read = CATALOGUE.read(event["type"], event["data"])
    written = read.model_dump(mode="json", exclude_none=True)
    assert CATALOGUE.read(read.type(), written) == read
    assert event["type"] != read.type() or written == event["data"]


def misread(contract: type[Contract]) -> list[str]:
    """The fields whose None, left out on the wire, would be read as something else."""
    return [
        name
        for name, field in contract.model_fields.items()
        if type(None) in get_args(field.annotation) and not field.is_required() and field.default is not None
    ]


class Misleading(Contract):
    """A contract that reads an unknown price as a free entry."""

    cents: int | None = 0
    note: str | None = None


@pytest.mark.parametrize("contract", ALL, ids=lambda contract: contract.__name__)
def test_what_is_left_out_on_the_wire_is_read_as_none(contract: type[Contract]) -> None:
    assert misread(contract) == []


def test_a_field_that_is_read_as_something_else_is_found() -> None:
    assert misread(Misleading) == ["cents"]


def test_an_offer_whose_price_nobody_knows_is_not_read_as_free() -> None:
    unpriced = next(path for path in PATHS if path.stem == "de.infamilie.offers.offer-published.v1.least")
    read = CATALOGUE.read("de.infamilie.offers.offer-published.v1", read_golden(unpriced)["data"])
    assert read.model_dump()["cost_cents"] is None
