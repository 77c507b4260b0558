"""A line of the start page: so much of something waits, how urgent it is, and where it is done."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Literal

from services.portal.neighbours.refusals import CatalogueAway, Refused, RegistryAway
from shared.identity.refusals import NotPermitted, NotVisible
from shared.web.pages.view import translated

Urgency = Literal["urgent", "soon", "later"]
ORDER: dict[Urgency, int] = {"urgent": 0, "soon": 1, "later": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do; without a count it is one thing."""

    title: str
    text: str
    path: str
    urgency: Urgency = "soon"
    count: int = 1


@dataclass(frozen=True, slots=True)
class ToDo:
    """What was found, the urgent first, and who gave no answer."""

    tasks: Sequence[Task]
    away: frozenset[str]


async def gathered(questions: Sequence[Awaitable[Sequence[Task]]]) -> ToDo:
    """Ask everybody at once."""
    found: list[Task] = []
    away: set[str] = set()
    for answer in await asyncio.gather(*questions, return_exceptions=True):
        if isinstance(answer, CatalogueAway):
            away.add(translated("Die Angebote"))
        elif isinstance(answer, RegistryAway):
            away.add(translated("Das Register der Partner"))
        elif isinstance(answer, BaseException):
            _insist_on_known(answer)
        else:
            found += [task for task in answer if task.count]
    return ToDo(sorted(found, key=lambda task: ORDER[task.urgency]), frozenset(away))


def _insist_on_known(failure: BaseException) -> None:
    """A quarter or grant younger than the neighbour's knowledge of it has no tasks yet; anything else is a fault."""
    if not isinstance(failure, (NotVisible, NotPermitted, Refused)):
        raise failure
