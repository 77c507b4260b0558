"""Every list filters, sorts, pages and exports by its address."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from services.portal.web.workspace.sheet import ROWS_A_PAGE, Asked, Cell, Column, Sheet, exported, shown

COLUMNS = (Column("name", "Name"), Column("zahl", "Zahl"))


def sheet_of(*names: str) -> Sheet:
    return Sheet(
        "liste", COLUMNS, [{"name": Cell(name), "zahl": Cell(str(len(name)), order=len(name))} for name in names]
    )


def asked(words: str = "", sorting: str = "", page: int = 1) -> Asked:
    return Asked(words, sorting, page, ending="")


def names(sheet: Sheet, question: Asked) -> list[str]:
    return [row["name"].text for row in shown(sheet, question).rows]


def test_words_narrow_the_list() -> None:
    assert names(sheet_of("Kita Nord", "Kita Süd", "Schule"), asked("kita süd")) == ["Kita Süd"]


def test_names_sort_as_people_sort_them() -> None:
    assert names(sheet_of("Zoo", "apfel", "Äpfel", "Birne"), asked(sorting="name")) == [
        "apfel",
        "Äpfel",
        "Birne",
        "Zoo",
    ]


def test_numbers_sort_as_numbers_and_backwards() -> None:
    assert names(sheet_of("a" * 10, "b" * 9, "c"), asked(sorting="-zahl")) == ["a" * 10, "b" * 9, "c"]


def test_an_unknown_column_sorts_nothing() -> None:
    assert names(sheet_of("b", "a"), asked(sorting="anders")) == ["b", "a"]


@pytest.mark.parametrize(("page", "first"), [(1, 0), (2, ROWS_A_PAGE), (99, ROWS_A_PAGE)])
def test_a_long_list_has_pages_and_the_last_one_is_the_last(page: int, first: int) -> None:
    every = [f"{number:03}" for number in range(ROWS_A_PAGE + 3)]
    assert names(sheet_of(*every), asked(page=page)) == every[first : first + ROWS_A_PAGE]


def test_the_file_holds_all_that_was_found_and_runs_no_formula() -> None:
    file = exported(sheet_of("=HYPERLINK(1)", "Kita", "Schule"), Asked("", "name", 1, ending="csv"))
    text = bytes(file.body).decode("utf-8-sig")
    assert text.splitlines()[0] == "Name;Zahl"
    assert "'=HYPERLINK(1);13" in text
    assert "Schule;6" in text


def test_a_workbook_holds_all_that_was_found_with_numbers_as_numbers() -> None:
    file = exported(sheet_of("=HYPERLINK(1)", "Kita", "Schule"), Asked("", "-zahl", 1, ending="xlsx"))
    book = load_workbook(BytesIO(bytes(file.body)))
    assert list(book.worksheets[0].values) == [("Name", "Zahl"), ("=HYPERLINK(1)", 13), ("Schule", 6), ("Kita", 4)]
    assert [cell.data_type for cell in book.worksheets[0]["A"]] == ["s"] * 4
