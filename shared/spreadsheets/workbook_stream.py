"""Writes a workbook of one sheet (ECMA-376) while its rows arrive. openpyxl writes the whole sheet to disk before it packs it."""

import re
from collections.abc import Iterator, Sequence
from typing import IO, Any
from xml.sax.saxutils import escape

from shared.spreadsheets.cell_text import plain
from shared.spreadsheets.zip_stream import Sink, archive_into, entry

LONGEST_CELL = 32_767
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FRAME = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


class WorkbookStream:
    """Takes rows and gives the archive's bytes as they are packed."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._sink = Sink()
        self._archive = archive_into(self._sink)
        for name, content in FRAME.items():
            self._archive.writestr(entry(name), HEAD + content)
        self._sheet: IO[bytes] = self._archive.open(entry("xl/worksheets/sheet1.xml"), "w")
        self._sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
        self._write(headings)

    def rows(self, rows: Sequence[Sequence[Any]]) -> bytes:
        """Return the bytes of some more rows, as far as they are packed."""
        for row in rows:
            self._write(row)
        return self._sink.taken()

    def end(self) -> bytes:
        """Return the last bytes."""
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        self._archive.close()
        return self._sink.taken()

    def _write(self, row: Sequence[Any]) -> None:
        self._sheet.write(f"<row>{''.join(_cells(row))}</row>".encode())


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
