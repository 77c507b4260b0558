"""Looks at a workbook's archive before anything unpacks it: a small file may hold a huge one (zip bomb), a macro, or no workbook."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from shared.spreadsheets.document_type import has_document_type
from shared.spreadsheets.faults import SpreadsheetUnreadable

LARGEST_UNPACKED_BYTES = 100 * 1024 * 1024
LARGEST_RATIO = 200
MOST_PARTS = 2_000


def refuse_dangerous_archive(content: bytes) -> None:
    """Raise SpreadsheetUnreadable for what is no plain workbook; reads the directory of the archive and the head of its parts only.

    The sizes there can be trusted: zipfile unpacks a part only as far as its entry says.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_by_directory(parts, len(content))
            for part in parts:
                _refuse_entities(archive, part)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as broken:
        raise SpreadsheetUnreadable(
            "Die Datei ist keine lesbare Excel-Arbeitsmappe (.xlsx). Ist sie beschädigt oder mit einem Kennwort geschützt? "
            "Bitte ohne Kennwort neu als .xlsx speichern."
        ) from broken


def _refuse_by_directory(parts: list[ZipInfo], packed_bytes: int) -> None:
    unpacked_bytes = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked_bytes > LARGEST_UNPACKED_BYTES:
        raise SpreadsheetUnreadable(
            "Die Arbeitsmappe ist ausgepackt größer als 100 MB. Bitte auf mehrere Dateien verteilen."
        )
    if unpacked_bytes > LARGEST_RATIO * max(packed_bytes, 1):
        raise SpreadsheetUnreadable(
            "Die Arbeitsmappe ist verdächtig stark gepackt und wird darum nicht gelesen. Bitte neu als .xlsx speichern."
        )
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SpreadsheetUnreadable("Die Arbeitsmappe enthält Makros. Bitte ohne Makros als .xlsx speichern.")
    if "xl/workbook.xml" not in names:
        raise SpreadsheetUnreadable(
            "Die Datei ist keine Excel-Arbeitsmappe (.xlsx). Bitte als .xlsx oder .csv speichern."
        )


def _refuse_entities(archive: ZipFile, part: ZipInfo) -> None:
    """Refuse a part with a document type: no spreadsheet program writes one, and its entities can grow without bound.

    Whatever its name is: a workbook may point to any part. Comments of any length may stand before it, so a parser looks.
    """
    with archive.open(part) as opened:
        if has_document_type(opened):
            raise SpreadsheetUnreadable(
                "Die Arbeitsmappe enthält unerlaubte Bestandteile. Bitte neu als .xlsx speichern."
            )
