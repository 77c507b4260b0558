"""What a table's cells say, and which figures speak of too few."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.exchange import cells
from services.registry.domain.exchange.sheet import HeadingsMissing, rows_below
from services.registry.domain.indicators.indicator import DescentIsNoNeed, Direction, Indicator, Unit
from services.registry.domain.indicators.reading import Known, Readings, read_values
from services.registry.domain.indicators.source import ColumnsUnclear, IndicatorSource, Layout
from services.registry.domain.indicators.value import speaks_of_few
from shared.spreadsheets.faults import CellUnusable

KNOWN = Known(
    areas={"hoerde": "hoerde", "hörde": "hoerde"},
    indicators={"sgb2_u15": "sgb2_u15", "geburten": "geburten"},
    units={"sgb2_u15": Unit.PERCENT, "geburten": Unit.COUNT},
)
LONG = Layout(area="Gebiet", year="Jahr", indicator="Kennzahl", value="Wert")


def readings(layout: Layout, *rows: tuple[object, ...]) -> Readings:
    source = IndicatorSource(key="atlas", label="Atlas", columns=layout)
    return read_values(rows_below(rows, wanted=layout.headings), source, KNOWN)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.234", 1234), ("12,5 %", 12.5), ("1.234,5", 1234.5), (7, 7), (0.25, 0.25), ("-3,1", -3.1), (" 28 ", 28)],
)
def test_a_number_is_read_as_german_offices_write_it(cell: object, value: float) -> None:
    assert cells.number(cell) == value


@pytest.mark.parametrize("cell", ["viele", "1,2,3", "12 von 30", "1e400", float("inf"), True])
def test_what_is_no_number_is_refused(cell: object) -> None:
    with pytest.raises(CellUnusable):
        cells.number(cell)


@given(st.integers(min_value=-(10**8), max_value=10**8))
def test_a_whole_number_with_points_is_read_back(number: int) -> None:
    assert cells.number(f"{number:,}".replace(",", ".")) == number


def test_headings_are_found_below_a_title() -> None:
    found = readings(
        LONG, ("Statistik 2025",), ("Jahr *", "gebiet", "Kennzahl", "WERT"), (2025, "Hörde", "geburten", 28)
    )

    assert [(value.area, value.year, value.value) for value in found.values] == [("hoerde", 2025, 28)]


def test_missing_headings_are_named() -> None:
    with pytest.raises(HeadingsMissing) as missing:
        readings(LONG, ("Gebiet", "Jahr"), ("hoerde", 2025))
    assert missing.value.missing == ("Kennzahl", "Wert")


def test_each_indicator_may_have_its_own_column() -> None:
    layout = Layout(area="Gebiet", fixed_year=2024, indicators={"Geburten": "geburten", "SGB II": "sgb2_u15"})

    found = readings(layout, ("Gebiet", "Geburten", "SGB II"), ("hoerde", 120, None))

    assert [(value.indicator, value.year, value.value) for value in found.values] == [("geburten", 2024, 120)]


def test_a_bad_row_leaves_the_others_unharmed() -> None:
    rows = [("nirgends", 2025, "geburten", 90), ("hoerde", "bald", "geburten", 90), ("hoerde", 2025, "geburten", 90)]

    found = readings(LONG, ("Gebiet", "Jahr", "Kennzahl", "Wert"), *rows)

    assert len(found.values) == 1
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "Gebiet"), (3, "Jahr")]


def test_a_figure_told_twice_is_a_fault() -> None:
    row = ("hoerde", 2025, "geburten", 90)

    found = readings(LONG, ("Gebiet", "Jahr", "Kennzahl", "Wert"), row, row)

    assert (len(found.values), [fault.row for fault in found.faults]) == (1, [3])


@pytest.mark.parametrize("cell", [0, 1, 4, "4", "*", "x"])
def test_a_count_below_five_is_suppressed_at_the_door(cell: object) -> None:
    found = readings(LONG, ("Gebiet", "Jahr", "Kennzahl", "Wert"), ("hoerde", 2025, "geburten", cell))

    assert [(value.value, value.suppressed) for value in found.values] == [(None, True)]


@given(st.integers(min_value=0, max_value=1_000), st.integers(min_value=0, max_value=1_000))
def test_no_rate_gives_away_fewer_than_five(few: int, group: int) -> None:
    share = 100 * few / group if group else 0
    those = round(share * group / 100)
    others = group - those
    assert speaks_of_few(share, Unit.PERCENT, group=group) or (those >= 5 and (others >= 5 or others < 0))


@pytest.mark.parametrize(("share", "group"), [(10, 400), (50, 10), (98, 400), (120, 400)])
def test_a_share_of_enough_who_leaves_enough_is_shown(share: float, group: int) -> None:
    assert not speaks_of_few(share, Unit.PERCENT, group=group)


@pytest.mark.parametrize(("share", "group"), [(99, 100), (100, 400), (99.5, 400), (0, 400)])
def test_a_share_of_nearly_all_or_nobody_is_suppressed(share: float, group: int) -> None:
    assert speaks_of_few(share, Unit.PERCENT, group=group)


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.PER_100, Unit.PER_1000])
def test_a_rate_of_an_unknown_group_is_not_shown(unit: Unit) -> None:
    assert speaks_of_few(40, unit, group=None)


def test_a_rate_without_its_group_is_left_out_with_a_reason() -> None:
    rows = [("hoerde", 2025, "sgb2_u15", "12 %"), ("hoerde", 2025, "geburten", 90)]

    found = readings(LONG, ("Gebiet", "Jahr", "Kennzahl", "Wert"), *rows)

    assert [value.indicator for value in found.values] == ["geburten"]
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "Wert")]
    assert "bezieht" in found.faults[0].reason


@pytest.mark.parametrize("label", ["Kinder mit Migrationshintergrund", "Ausländische Kinder", "Staatsangehörigkeit"])
def test_descent_is_never_shown_as_a_need(label: str) -> None:
    said: dict[str, Any] = {"key": "anteil", "label": label, "unit": Unit.PERCENT, "caution": "Beschreibt nur."}
    assert Indicator(**said, direction=Direction.NEUTRAL).label == label
    with pytest.raises(DescentIsNoNeed):
        Indicator(**said, direction=Direction.MORE_IS_WORSE)


@pytest.mark.parametrize(
    "said",
    [
        {"year": "Jahr", "fixed_year": 2025, "indicator": "K", "value": "W"},
        {"year": "Jahr"},
        {"year": "Jahr", "indicator": "K"},
        {"year": "Jahr", "indicator": "K", "value": "W", "indicators": {"A": "geburten"}},
    ],
)
def test_a_layout_that_leaves_something_open_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ColumnsUnclear):
        Layout(area="Gebiet", **said)
