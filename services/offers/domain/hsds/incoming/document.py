"""Reads what another directory sends: an envelope, a list, one service, or lines. What is made to do harm is refused before it is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from services.offers.domain.refusals import OfferRefusal

Json = dict[str, Any]
DEEPEST: Final = 24
"""HSDS nests a dozen deep: service, service_at_location, location, schedule, attribute, term, taxonomy."""
MOST_VALUES: Final = 400_000
MOST_SERVICES: Final = 1_000
GREATEST_NUMBER: Final = 1e15
_LISTS: Final = ("contents", "services")


class SourceNotUnderstood(OfferRefusal):
    """What was sent is no list of HSDS services; `fault` says why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class SourceDocument:
    """Services as they were sent, and how many pages there are of them."""

    services: list[Json]
    pages: int = 1


def read_document(body: bytes) -> SourceDocument:
    """Return the services in a document; raises SourceNotUnderstood."""
    said = _parsed(body)
    _insist_on_bounds(said)
    pages = said.get("total_pages", 1) if isinstance(said, dict) else 1
    services = _services(said)
    if len(services) > MOST_SERVICES:
        raise SourceNotUnderstood("too-many")
    return SourceDocument(services, pages if isinstance(pages, int) and not isinstance(pages, bool) else 1)


def _parsed(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _lines(body)


def _lines(body: bytes) -> list[Any]:
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) < 2:
        raise SourceNotUnderstood("no-json")
    if len(lines) > MOST_SERVICES:
        raise SourceNotUnderstood("too-many")
    try:
        return [orjson.loads(line) for line in lines]
    except orjson.JSONDecodeError as unreadable:
        raise SourceNotUnderstood("no-json") from unreadable


def _insist_on_bounds(said: Any) -> None:
    """Look at each value once, without recursion."""
    waiting: list[tuple[Any, int]] = [(said, 1)]
    values = 0
    while waiting:
        value, depth = waiting.pop()
        values += 1
        if depth > DEEPEST or values > MOST_VALUES:
            raise SourceNotUnderstood("too-deep" if depth > DEEPEST else "too-large")
        if isinstance(value, int | float) and abs(value) > GREATEST_NUMBER:
            raise SourceNotUnderstood("number")
        waiting.extend((inner, depth + 1) for inner in _inside(value))


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _services(said: Any) -> list[Json]:
    if isinstance(said, dict):
        named = next((said[name] for name in _LISTS if isinstance(said.get(name), list)), None)
        said = named if named is not None else [said]
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise SourceNotUnderstood("no-services")
    return said
