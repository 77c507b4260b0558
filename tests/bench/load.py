"""What is sent through the platform and through the loops by hand: the same bodies at the same pace, timed on one clock.

`monotonic` is the same clock in all processes of a machine, so that a commit here and an effect there can be compared.
"""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from uuid import UUID, uuid4

import orjson
from pydantic import BaseModel
from starlette.responses import Response

from shared.contracts.offers import OfferPublished, OfferStatus
from shared.contracts.vocabulary import AgeInterval

WRITERS = 6
ORGANISATION = UUID(int=1)


class Run(BaseModel):
    """How much is sent: so many events a commit, at a steady pace or (pace 0) one commit after the other."""

    events: int
    body_bytes: int
    events_per_second: float = 0
    events_per_commit: int = 1


class Moment(BaseModel):
    """The position of an event, and when its commit was acknowledged, in seconds."""

    position: int
    at: float


def offer_of(body_bytes: int) -> OfferPublished:
    """Return a new offer whose JSON has about so many bytes, some 500 at least."""
    return _offer("x" * max(0, body_bytes - BARE_BYTES))


def _offer(description: str) -> OfferPublished:
    return OfferPublished(
        id=uuid4(),
        network="hoerde",
        organisation=ORGANISATION,
        title="Krabbelgruppe",
        description=description,
        ages=AgeInterval(min_months=0, max_months=24),
        status=OfferStatus.PUBLISHED,
        notice_version=1,
    )


BARE_BYTES = len(_offer("").model_dump_json(exclude_none=True))


class Effects:
    """Remembers when effects were committed; costs the measured program as little as possible."""

    def __init__(self) -> None:
        self._moments: list[tuple[int, float]] = []

    def note(self, positions: list[int]) -> None:
        """Remember that these were committed just now."""
        now = monotonic()
        self._moments.extend((position, now) for position in positions)

    def answer(self, after: int, until: int) -> Response:
        """Return the moments behind a position as JSON pairs, none before all of them are there."""
        whole = bool(self._moments) and self._moments[-1][0] >= until
        found = [moment for moment in self._moments if moment[0] > after] if whole else []
        return Response(orjson.dumps(found), media_type="application/json")


async def send(run: Run, publish: Callable[[list[OfferPublished]], Awaitable[int]]) -> list[Moment]:
    """Publish as the run says; late commits don't slow the others down."""
    moments: list[Moment] = []

    gate = asyncio.Semaphore(WRITERS)

    async def commit(offers: list[OfferPublished]) -> None:
        async with gate:
            last = await publish(offers)
        now = monotonic()
        moments.extend(Moment(position=last - back, at=now) for back in range(len(offers)))

    offers = [offer_of(run.body_bytes) for _ in range(run.events)]
    began = monotonic()
    async with asyncio.TaskGroup() as group:
        for first in range(0, len(offers), run.events_per_commit):
            due = began + (first / run.events_per_second if run.events_per_second else 0)
            await asyncio.sleep(max(0.0, due - monotonic()))
            group.create_task(commit(offers[first : first + run.events_per_commit]))
    return moments
