"""What can go wrong between the portal and its neighbours, as facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from shared.web.problems import URN, Refusal


class CatalogueAway(Refusal):
    """The offer catalogue gives no usable answer, and none is kept."""


class RegistryAway(Refusal):
    """The registry gives no usable answer."""


class SubscriptionsAway(Refusal):
    """The keeper of subscriptions gives no usable answer."""


class NotHeard(Refusal):
    """Nobody is there at the moment to take what a family says."""


@dataclass(frozen=True, slots=True)
class FieldRefusal:
    """One entry of a problem's `errors`: a path such as `place/name`, and a German sentence."""

    path: str
    sentence: str


class Refused(Refusal):
    """A neighbour understood the request and said no (RFC 9457)."""

    def __init__(self, status: int, *, name: str, title: str, detail: str, fields: Sequence[FieldRefusal]) -> None:
        super().__init__(status, name)
        self.status = status
        self.name = name
        self.title = title
        self.detail = detail
        self.fields = tuple(fields)

    @property
    def sentence(self) -> str:
        """What the neighbour said, in one line."""
        return f"{self.title}. {self.detail}".strip() if self.title else self.detail


def refused(answer: httpx.Response) -> Refused:
    """Return the refusal that a problem document tells; a bare status has no words."""
    said = _document(answer)
    return Refused(
        answer.status_code,
        name=str(said.get("type", "")).removeprefix(URN),
        title=str(said.get("title", "")),
        detail=str(said.get("detail", "")),
        fields=[_field(entry) for entry in said.get("errors", ()) if isinstance(entry, dict)],
    )


def _field(entry: dict[str, Any]) -> FieldRefusal:
    pointer = str(entry.get("pointer", "")).removeprefix("#/")
    return FieldRefusal(pointer, str(entry.get("detail", "")))


def _document(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
