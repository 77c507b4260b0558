"""Paging by cursor: the sort key of the last row shown, so that pages stay stable while rows come and go."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from shared.web.problems import Problem, ProblemKind, mark

CURSOR_INVALID: Final = ProblemKind(
    "cursor-invalid",
    400,
    mark("Diese Seite der Liste gibt es nicht"),
    mark("Bitte beginnen Sie die Liste von vorn und folgen Sie dem Feld „next“ der Antwort."),
)
LONGEST: Final = 1024
LARGEST_INTEGER: Final = 2**63 - 1  # PostgreSQL's bigint; beyond it the database would refuse

Key = str | int | datetime | UUID
Item = TypeVar("Item")
Row = TypeVar("Row")


class Page(BaseModel, Generic[Item]):
    """The envelope of every list: its items in order and the cursor of the next page, or null on the last one."""

    items: list[Item]
    next: str | None = Field(default=None, description="Cursor der nächsten Seite, null auf der letzten")


def page_of(
    rows: Sequence[Row], *, limit: int, key: Callable[[Row], tuple[Key, ...]], item: Callable[[Row], Item]
) -> Page[Item]:
    """The page of at most `limit` items from rows read with LIMIT limit + 1; the extra row tells that more follow."""
    shown = rows[:limit]
    following = write_cursor(*key(shown[-1])) if len(rows) > limit else None
    return Page(items=[item(row) for row in shown], next=following)


def write_cursor(*key: Key) -> str:
    """The opaque text for a sort key."""
    parts = [part if isinstance(part, (str, int)) else _text(part) for part in key]
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).rstrip(b"=").decode()


def read_cursor(text: str | None, *types: type[Any]) -> tuple[Any, ...] | None:
    """The sort key in a cursor, one value per type (str, int, datetime, UUID); None without cursor. Raises 400."""
    if text is None:
        return None
    try:
        parts = _parse(text)
        return tuple(_value(part, kind) for part, kind in zip(parts, types, strict=True))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise Problem(CURSOR_INVALID) from error


def _parse(text: str) -> list[Any]:
    if len(text) > LONGEST:
        raise ValueError
    padded = text.encode("ascii") + b"=" * (-len(text) % 4)
    parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    if not isinstance(parts, list):
        raise TypeError
    return parts


def _text(part: datetime | UUID) -> str:
    return part.isoformat() if isinstance(part, datetime) else str(part)


def _value(part: Any, kind: type[Any]) -> Key:
    if kind is int:
        if type(part) is not int or abs(part) > LARGEST_INTEGER:
            raise TypeError
        return part
    if not isinstance(part, str) or "\x00" in part:
        raise TypeError
    part.encode()  # a lone surrogate is a ValueError here instead of an error in the database
    if kind is datetime:
        moment = datetime.fromisoformat(part)
        if moment.tzinfo is None:
            raise ValueError
        return moment
    return UUID(part) if kind is UUID else part
