"""Writes workbooks (ECMA-376): one sheet while its rows arrive, or several at once. openpyxl writes whole sheets to disk before it packs them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from shared.spreadsheets.cell_text import plain
from shared.spreadsheets.zip_stream import Sink, archive_into, entry

LONGEST_CELL = 32_767
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DEFAULT_TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
)
SHEET_BEGINS = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode()
SHEET_ENDS = b"</sheetData></worksheet>"
ONE_SHEET = ("Liste",)
LONGEST_NAME = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def workbook_of(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook with a sheet for each name, its first row the headings."""
    sink = Sink()
    archive = archive_into(sink)
    _write_frame(archive, tuple(sheets))
    for number, rows in enumerate(sheets.values(), start=1):
        with archive.open(entry(_sheet_file(number)), "w") as sheet:
            sheet.write(SHEET_BEGINS)
            for row in rows:
                sheet.write(_row(row))
            sheet.write(SHEET_ENDS)
    archive.close()
    return sink.taken()


class WorkbookStream:
    """Takes rows and gives the archive's bytes as they are packed."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._sink = Sink()
        self._archive = archive_into(self._sink)
        _write_frame(self._archive, ONE_SHEET)
        self._sheet: IO[bytes] = self._archive.open(entry(_sheet_file(1)), "w")
        self._sheet.write(SHEET_BEGINS)
        self._write(headings)

    def rows(self, rows: Sequence[Sequence[Any]]) -> bytes:
        """Return the bytes of some more rows, as far as they are packed."""
        for row in rows:
            self._write(row)
        return self._sink.taken()

    def end(self) -> bytes:
        """Return the last bytes."""
        self._sheet.write(SHEET_ENDS)
        self._sheet.close()
        self._archive.close()
        return self._sink.taken()

    def _write(self, row: Sequence[Any]) -> None:
        self._sheet.write(_row(row))


def _sheet_file(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _row(row: Sequence[Any]) -> bytes:
    return f"<row>{''.join(_cells(row))}</row>".encode()


def _write_frame(archive: ZipFile, names: Sequence[str]) -> None:
    numbered = list(enumerate((NOT_IN_NAMES.sub(" ", name)[:LONGEST_NAME] for name in names), start=1))
    types = "".join(
        f'<Override PartName="/{_sheet_file(number)}" ContentType="{KIND}.worksheet+xml"/>' for number, _ in numbered
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>' for number, name in numbered
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _ in numbered
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{DEFAULT_TYPES}{types}</Types>',
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
    }
    for name, content in parts.items():
        archive.writestr(entry(name), HEAD + content)


def _cells(row: Sequence[Any]) -> Iterator[str]:
    for value in row:
        cell = plain(value)
        if cell is None:
            yield "<c/>"
        elif isinstance(cell, bool):
            yield f'<c t="b"><v>{int(cell)}</v></c>'
        elif isinstance(cell, str):
            text = escape(NOT_IN_XML.sub("", cell)[:LONGEST_CELL])
            yield f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        else:
            yield f"<c><v>{cell}</v></c>"
