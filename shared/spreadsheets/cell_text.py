"""How values stand in the cells of a file."""

import json
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

# A spreadsheet program would take such a text for a formula and run it (CWE-1236); an import takes the apostrophe off again.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def plain(value: Any) -> str | int | float | bool | None:
    """Return a value as a cell can hold it; lists are joined, documents stay JSON."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return str(value) if isinstance(value, UUID) else json.dumps(value, ensure_ascii=False, default=str)


def harmless(value: Any) -> str | int | float | bool | None:
    """Return a value for a file that spreadsheet programs open as it is."""
    cell = plain(value)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
