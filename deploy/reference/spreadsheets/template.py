"""Writes an empty workbook to fill in: the tables, a sheet that explains the columns, and the lists of allowed words."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from deploy.reference.reading import read_reference
from deploy.reference.records.reference import Reference
from deploy.reference.spreadsheets.columns import TABLES, Table
from deploy.reference.spreadsheets.vocabulary import without_commas

LAST_CHECKED_ROW = 5_000
HEADING_FONT = Font(bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="1D3B5C")
LISTED = {"partner_type": "Partnertyp", "network": "Netzwerk"}
KINDS = ("Einrichtung", "Unternehmen", "Verein", "Behörde")


def write_template(path: Path, reference: Reference | None = None) -> None:
    """Write the workbook to the path; its tables are empty, so that nothing invented is ever loaded from it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    lists = _lists(reference or read_reference())
    for table in TABLES:
        _write_table(workbook.create_sheet(table.name), table, lists)
    _write_explanation(workbook.create_sheet("Erklärung"))
    _write_lists(workbook.create_sheet("Listen"), lists)
    workbook.save(path)


def _lists(reference: Reference) -> dict[str, tuple[str, ...]]:
    return {
        "Art": KINDS,
        "Partnertyp": tuple(kind.label for kind in reference.partner_types),
        "Netzwerk": tuple(network.short_label for network in reference.networks),
        "Thema": tuple(without_commas(theme.label) for theme in reference.themes),
        "Sprache": tuple(language.label for language in reference.languages),
    }


def _write_table(sheet: Worksheet, table: Table, lists: dict[str, tuple[str, ...]]) -> None:
    sheet.append([f"{column.heading} *" if column.required else column.heading for column in table.columns])
    _decorate_headings(sheet)
    for index, column in enumerate(table.columns, start=1):
        letter = get_column_letter(index)
        source = _source_of(column.field, lists)
        if source:
            validation = DataValidation(type="list", formula1=source, allow_blank=True)
            validation.add(f"{letter}2:{letter}{LAST_CHECKED_ROW}")
            sheet.add_data_validation(validation)
    sheet.freeze_panes = "A2"


def _source_of(field: str, lists: dict[str, tuple[str, ...]]) -> str | None:
    if field == "kind":
        return f'"{",".join(KINDS)}"'
    if field in {"bridge", "publish"}:
        return '"ja,nein"'
    if field in LISTED:
        letter = get_column_letter(list(lists).index(LISTED[field]) + 1)
        return f"Listen!${letter}$2:${letter}${len(lists[LISTED[field]]) + 1}"
    return None


def _write_explanation(sheet: Worksheet) -> None:
    sheet.append(["Tabelle", "Spalte", "Pflicht", "Was hineingehört", "Beispiel"])
    _decorate_headings(sheet)
    for table in TABLES:
        for column in table.columns:
            sheet.append([table.name, column.heading, "ja" if column.required else "", column.meaning, column.example])
    sheet.column_dimensions["D"].width = 80


def _write_lists(sheet: Worksheet, lists: dict[str, tuple[str, ...]]) -> None:
    sheet.append(list(lists))
    _decorate_headings(sheet)
    for index, words in enumerate(lists.values(), start=1):
        for row, word in enumerate(words, start=2):
            sheet.cell(row=row, column=index, value=word)


def _decorate_headings(sheet: Worksheet) -> None:
    for index, cell in enumerate(sheet[1], start=1):
        cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(index)].width = 24
