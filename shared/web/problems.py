"""Problem details: how a refusal looks to the one who asked (RFC 9457). Free of any framework, so a domain may import it.

Domain errors carry facts; a service's one table (`Refusals`) says which problem each of them is. Titles and details are
German message ids: pages translate them, APIs send them as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

URN = "urn:infamilie:problem:"
MEDIA_TYPE = "application/problem+json"


def mark(text: str) -> str:
    """Returns the text unchanged; tells the text extraction that it is a message id translated later."""
    return text


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One stable kind of problem. `detail` may name members in braces: "Es sind nur {places} Plätze frei."."""

    name: str
    status: int
    title: str
    detail: str = ""

    @property
    def type(self) -> str:
        return URN + self.name


class Refusal(Exception):
    """The base of a service's domain errors: a rule said no. Subclasses carry facts, never sentences."""


class Problem(Exception):
    """A refusal that already knows how it looks; raised at the edge, where no domain error is involved."""

    def __init__(
        self,
        kind: ProblemKind,
        *,
        detail: str | None = None,
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.headers = dict(headers or {})
        self.members = members
        self._detail = detail

    def detail(self, translate: Callable[[str], str] = mark) -> str:
        """The sentence for the reader, with the members filled in."""
        if self._detail is not None:
            return self._detail
        return translate(self.kind.detail).format_map(self.members) if self.kind.detail else ""

    def document(self) -> dict[str, Any]:
        """The JSON document of RFC 9457, section 3."""
        document = {"type": self.kind.type, "title": self.kind.title, "status": self.kind.status}
        if detail := self.detail():
            document["detail"] = detail
        return {**self.members, **document}


Refusals = Mapping[type[Exception], ProblemKind | Callable[[Any], Problem]]
"""A service's table: domain error → kind, or → a function that makes the problem from the error's facts."""


def problem_of(refusal: Exception, table: Refusals) -> Problem:
    """The problem a domain error stands for; the nearest class of its family tree decides."""
    entry = next(table[cls] for cls in type(refusal).__mro__ if cls in table)
    return Problem(entry) if isinstance(entry, ProblemKind) else entry(refusal)
