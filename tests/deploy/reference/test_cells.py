"""Cells are read as people write them; what cannot be meant is refused with a reason."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deploy.reference.spreadsheets import cells
from shared.spreadsheets.faults import CellUnusable, UnusableCell


@pytest.mark.parametrize(
    ("written", "months"),
    [
        (18, 18),
        (18.0, 18),
        ("18", 18),
        ("18 Monate", 18),
        ("6 Mon.", 6),
        ("3 Jahre", 36),
        ("ab 3 Jahren", 36),
        ("1,5 Jahre", 18),
        ("Schwangerschaft", -9),
        ("ab Geburt", 0),
        ("-9", -9),
    ],
)
def test_an_age_is_understood(written: object, months: int) -> None:
    assert cells.months(written) == months


@pytest.mark.parametrize(("written", "bound"), [("35 Monate", 36), ("2 Jahre", 36), (71, 72)])
def test_a_last_month_or_year_belongs_to_the_age(written: object, bound: int) -> None:
    assert cells.months(written, last=True) == bound


@pytest.mark.parametrize(
    "written", ["bald", "3-6", "1,3 Jahre", "400 Monate", "-10", "", datetime(2026, 3, 6, tzinfo=UTC)]
)
def test_what_is_no_age_is_refused(written: object) -> None:
    with pytest.raises(CellUnusable):
        cells.months(written)


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("kostenlos", 0),
        (0, 0),
        ("2,50", 250),
        ("2,5 €", 250),
        ("€ 5", 500),
        (2.5, 250),
        (0.1, 10),
        ("1.234,50 Euro", 123450),
        ("1.50", 150),
    ],
)
def test_an_amount_is_read_in_cents(written: object, cents: int) -> None:
    assert cells.cents(written) == cents


@pytest.mark.parametrize("written", ["teuer", "-5", -5, "2,555", 2.555, 1_000_001, "5 $"])
def test_what_is_no_amount_is_refused(written: object) -> None:
    with pytest.raises(CellUnusable):
        cells.cents(written)


@given(some.integers(min_value=0, max_value=10_000_000))
def test_every_amount_survives_being_written_in_german(cents: int) -> None:
    assert cells.cents(f"{cents // 100},{cents % 100:02} €") == cents


@pytest.mark.parametrize(
    ("written", "decision"), [("ja", True), ("X", True), (True, True), ("nein", False), (0, False)]
)
def test_a_decision_is_understood(written: object, decision: bool) -> None:
    assert cells.yes_or_no(written) is decision


def test_dates_are_berlin_time_in_summer_and_winter() -> None:
    winter, summer = cells.occurrences("16.07.2027 15:00-16:30; 12.01.2027, 15:00 Uhr bis 16:30 Uhr")

    assert (winter.starts_at, summer.starts_at) == (
        datetime(2027, 1, 12, 14, tzinfo=UTC),
        datetime(2027, 7, 16, 13, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("morgen", "kein Termin"),
        ("31.02.2027 15:00-16:00", "gibt es nicht"),
        ("12.01.2027 16:00-15:00", "nicht nach dem Beginn"),
        ("28.03.2027 02:30-04:00", "Zeitumstellung"),
    ],
)
def test_an_impossible_date_is_refused(written: str, reason: str) -> None:
    with pytest.raises(CellUnusable, match=reason):
        cells.occurrences(written)


def test_a_list_is_split_at_commas_only_where_nothing_else_separates() -> None:
    assert cells.parts("Spiel, Sport und Bewegung; Lesen") == ("Spiel, Sport und Bewegung", "Lesen")
    assert cells.parts("Deutsch, Türkisch, Deutsch") == ("Deutsch", "Türkisch")


def test_a_number_is_text_without_decimals() -> None:
    assert cells.words(44263.0, longest=10) == "44263"


@pytest.mark.parametrize("written", ["x" * 201, "a\x00b", "a\x1bb"])
def test_text_that_no_service_takes_is_refused(written: str) -> None:
    with pytest.raises(CellUnusable):
        cells.words(written, longest=200)


def test_a_line_break_in_a_line_becomes_a_space() -> None:
    assert cells.words("Krabbel-\r\ngruppe", longest=200) == "Krabbel- gruppe"


def test_a_cell_without_a_value_says_why() -> None:
    with pytest.raises(CellUnusable, match="Formel"):
        cells.words(UnusableCell("Formel ohne Ergebnis"), longest=200)


def test_an_identity_is_read_or_refused() -> None:
    assert cells.identity("6f0c9f0e-5a0b-5d0e-9d53-1f2a3c4b5e6d") == UUID("6f0c9f0e-5a0b-5d0e-9d53-1f2a3c4b5e6d")
    with pytest.raises(CellUnusable):
        cells.identity("17")
