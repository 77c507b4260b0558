"""Files are read as they come: headings in any order, formulas by their result, and nothing dangerous is opened."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from deploy.reference.records.reference import Reference
from deploy.reference.spreadsheet import read_tables
from deploy.reference.spreadsheets.columns import TABLES, Table
from deploy.reference.spreadsheets.rows import read_rows
from deploy.reference.spreadsheets.template import write_template
from deploy.reference.spreadsheets.vocabulary import vocabulary_of
from shared.spreadsheets.faults import SpreadsheetUnreadable, UnusableCell
from tests.deploy.reference.filled_workbook import SONNENBLUME, write_csv, write_sheet, write_workbook

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "spreadsheet.md"


def refusal(path: Path) -> str:
    with pytest.raises(SpreadsheetUnreadable) as unreadable:
        read_tables(path)
    return str(unreadable.value)


def test_headings_may_stand_lower_in_another_order_and_another_spelling(tmp_path: Path) -> None:
    rows = [
        ("Liste der Partner, Stand 2026",),
        (),
        ("NETZWERKE", "Partner-Typ", "art *", "Bezeichnung", "Ansprechpartner"),
        ("Hörde", "Schule", "Behörde", "Stift-Grundschule", "geheim"),
    ]

    (table,) = read_tables(write_sheet(tmp_path / "a.xlsx", "Tabelle1", rows))

    assert table.rows[0].number == 4
    assert table.rows[0].cells == {
        "networks": "Hörde",
        "partner_type": "Schule",
        "kind": "Behörde",
        "label": "Stift-Grundschule",
    }
    assert table.hints == ("Tabelle „Partner“: Die Spalte „Ansprechpartner“ ist unbekannt und wurde übergangen.",)


def test_a_required_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", "Partner", [("Name", "Art"), ("Kita", "Verein")])

    assert refusal(path) == "Tabelle „Partner“: Es fehlt die Spalte „Partnertyp“."


def test_a_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", "Partner", [("Name", "Partnername", "Art", "Partnertyp")])

    assert "„Name“ steht zweimal da" in refusal(path)


def test_a_formula_without_a_stored_result_is_an_unusable_cell(tmp_path: Path) -> None:
    rows = [("Name", "Art", "Partnertyp"), ('="Kita "&"Nord"', "Verein", "Schule")]

    (table,) = read_tables(write_sheet(tmp_path / "a.xlsx", "Partner", rows))

    assert isinstance(table.rows[0].cells["label"], UnusableCell)


def test_a_formula_counts_with_its_stored_result(tmp_path: Path) -> None:
    rows = [("Name", "Art", "Partnertyp"), ('="Kita "&"Nord"', "Verein", "Schule")]
    path = write_sheet(tmp_path / "a.xlsx", "Partner", rows)
    with_result = tmp_path / "b.xlsx"
    with ZipFile(path) as old, ZipFile(with_result, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                assert b"<v />" in content or b"<v></v>" in content
                content = content.replace(b"<v />", b"<v>Kita Nord</v>").replace(b"<v></v>", b"<v>Kita Nord</v>")
                content = content.replace(b'<c r="A2"', b'<c r="A2" t="str"')
            new.writestr(part.filename, content)

    (table,) = read_tables(with_result)

    assert table.rows[0].cells["label"] == "Kita Nord"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME])
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (120 * 1024 * 1024))

    assert "größer als 100 MB" in refusal(path)


def test_a_small_archive_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME])
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (20 * 1024 * 1024))

    assert "verdächtig stark gepackt" in refusal(path)


def test_a_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME])
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/other.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaa">]><x>&a;</x>')

    assert "unerlaubte Bestandteile" in refusal(path)


@pytest.mark.parametrize("name", ["xl/other.xml", "xl/worksheets/sheet7.bin"])
def test_entities_behind_a_long_comment_or_another_name_are_refused(tmp_path: Path, name: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME])
    comment = "<!--" + "".join(f" {number}" for number in range(5_000)) + "-->"
    with ZipFile(path, "a") as archive:
        archive.writestr(name, f'<?xml version="1.0"?>{comment}<!DOCTYPE x [<!ENTITY a "aaa">]><x>&a;</x>')

    assert "unerlaubte Bestandteile" in refusal(path)


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", partners=[SONNENBLUME])
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")

    assert "Makros" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)

    assert "keine lesbare Excel-Arbeitsmappe" in refusal(path)


def test_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(write_workbook(tmp_path / "b.xlsx", partners=[SONNENBLUME])) as old, ZipFile(path, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part)[: 200 if "sheet1" in part.filename else None])

    assert "beschädigt" in refusal(path)


def test_a_workbook_without_a_known_table_is_refused(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", "Tabelle1", [("a", "b"), (1, 2)])

    assert "kein Blatt „Quartier“, „Partner“ oder „Angebote“" in refusal(path)


def test_a_csv_file_without_known_headings_is_refused(tmp_path: Path) -> None:
    assert "Überschriften" in refusal(write_csv(tmp_path / "a.csv", [("a", "b")]))


@pytest.mark.parametrize("name", ["a.xls", "a.pdf", "missing.xlsx"])
def test_other_files_are_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.xls").touch()
    (tmp_path / "a.pdf").touch()

    assert name in refusal(tmp_path / name)


def test_a_far_away_row_does_not_make_the_reading_endless(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Partner"
    sheet.append(["Name", "Art", "Partnertyp"])
    sheet.cell(row=1_000_000, column=1, value="Kita")
    workbook.save(tmp_path / "a.xlsx")

    assert "mehr als 50000 Zeilen" in refusal(tmp_path / "a.xlsx")


def test_five_thousand_rows_are_read_with_every_fault_at_its_row(tmp_path: Path, dortmund: Reference) -> None:
    partners = [
        (
            f"Kita Nummer {number}",
            "Einrichtung" if number % 100 else "Planet",
            "Kita und Familienzentrum",
            "Hörde; Eving",
        )
        for number in range(1, 5_001)
    ]

    rows = read_rows(read_tables(write_workbook(tmp_path / "a.xlsx", partners=partners)), vocabulary_of(dortmund))

    assert len(rows.partners) == 4_950
    assert [fault.row for fault in rows.faults] == [number + 1 for number in range(100, 5_001, 100)]


def test_the_template_is_read_and_holds_no_rows(tmp_path: Path) -> None:
    write_template(tmp_path / "vorlage.xlsx")

    tables = read_tables(tmp_path / "vorlage.xlsx")

    assert [(table.table.name, table.rows, table.hints) for table in tables] == [
        ("Quartier", (), ()),
        ("Partner", (), ()),
        ("Angebote", (), ()),
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_documentation_names_every_column(table: Table) -> None:
    documented = DOCUMENTATION.read_text(encoding="utf-8").split("### " + table.name)[1].split("##")[0]
    headings = [column.heading + (" *" if column.required else "") for column in table.columns]

    assert [heading for heading in headings if f"| {heading} |" not in documented] == []
