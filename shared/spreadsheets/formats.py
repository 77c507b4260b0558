"""Files in which a list leaves: CSV as German office programs open it, a workbook, or JSON; each is written stretch by stretch."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.spreadsheets.cell_text import harmless
from shared.spreadsheets.workbook_stream import WorkbookStream

Rows = Sequence[Sequence[Any]]
BYTE_ORDER_MARK = "\ufeff"


class ListWriter(Protocol):
    """Takes rows and gives bytes; the file is whole after `end`."""

    def rows(self, rows: Rows) -> bytes:
        """Return the bytes of some more rows."""

    def end(self) -> bytes:
        """Return the last bytes."""


class CsvWriter:
    """Semicolons and a byte order mark: a double click opens it with its umlauts (RFC 4180 otherwise)."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._file = io.StringIO(newline="")
        self._writer = csv.writer(self._file, delimiter=";")
        self._file.write(BYTE_ORDER_MARK)
        self._writer.writerow(headings)

    def rows(self, rows: Rows) -> bytes:
        """Return the lines of some more rows."""
        self._writer.writerows([harmless(value) for value in row] for row in rows)
        return self.end()

    def end(self) -> bytes:
        """Return what is written and not yet taken."""
        text = self._file.getvalue()
        self._file.seek(0)
        self._file.truncate()
        return text.encode()


class JsonWriter:
    """One object with the rows as its `items`."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = headings
        self._before = '{"items":[\n'

    def rows(self, rows: Rows) -> bytes:
        """Return some more items."""
        parts = []
        for row in rows:
            item = dict(zip(self._headings, row, strict=True))
            parts.append(self._before + json.dumps(item, ensure_ascii=False, default=_text))
            self._before = ",\n"
        return "".join(parts).encode()

    def end(self) -> bytes:
        """Return the end of the object."""
        return (self._before if self._before != ",\n" else "").encode() + b"\n]}\n"


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@dataclass(frozen=True)
class Format:
    """A kind of file."""

    media_type: str
    writer: Callable[[Sequence[str]], ListWriter]


FORMATS: Mapping[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", CsvWriter),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", WorkbookStream),
    "json": Format("application/json", JsonWriter),
}
