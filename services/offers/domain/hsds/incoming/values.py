"""Single values of another directory's records, which may be of any kind: what is not of the right one is as if it were not there."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

Record = Mapping[str, Any]


def text_of(record: Record, *names: str) -> str:
    """Return the first of these that is a text with something in it, else an empty one."""
    found = (record.get(name) for name in names)
    return next((each for each in found if isinstance(each, str) and each.strip()), "")


def number_of(record: Record, name: str) -> float | None:
    """Return a number, also where it is written as a text."""
    value = record.get(name)
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def records_of(record: Record, name: str) -> Iterator[Record]:
    """Yield the records in a list."""
    value = record.get(name)
    yield from (each for each in value if isinstance(each, Mapping)) if isinstance(value, list) else ()


def record_of(record: Record, name: str) -> Record:
    """Return a record, else an empty one."""
    value = record.get(name)
    return value if isinstance(value, Mapping) else {}


def day_of(record: Record, *names: str) -> str | None:
    """Return the first of these that is a day, as ISO 8601 writes it."""
    for name in names:
        try:
            return date.fromisoformat(text_of(record, name)[:10]).isoformat()
        except ValueError:
            continue
    return None


def time_of(record: Record, name: str) -> str | None:
    """Return a time of day without its zone, which HSDS tells apart."""
    try:
        return time.fromisoformat(text_of(record, name)[:8].rstrip("Zz+-")).replace(tzinfo=None).isoformat()
    except ValueError:
        return None
