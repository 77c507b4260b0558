"""What is sent through the platform and through the loops by hand: the same bodies at the same pace, timed on one clock.

`monotonic` is the same clock in all processes of a machine, so that a commit here and an effect there can be compared.
"""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from uuid import UUID, uuid4

from pydantic import BaseModel

from shared.contracts.offers import OfferPublished, OfferStatus
from shared.contracts.vocabulary import AgeInterval

BARE_BYTES = 308
WRITERS = 6
ORGANISATION = UUID(int=1)


class Run(BaseModel):
    """How much is sent: one event a commit at a steady pace, or (pace 0) all in one commit."""

    events: int
    body_bytes: int
    events_per_second: float


class Moment(BaseModel):
    """The position of an event, and when its commit was acknowledged, in seconds."""

    position: int
    at: float


def offer_of(body_bytes: int) -> OfferPublished:
    """Return a new offer whose JSON has about so many bytes."""
    return OfferPublished(
        id=uuid4(),
        network="hoerde",
        organisation=ORGANISATION,
        title="Krabbelgruppe",
        description="x" * max(0, body_bytes - BARE_BYTES),
        ages=AgeInterval(min_months=0, max_months=24),
        status=OfferStatus.PUBLISHED,
        notice_version=1,
    )


async def send(run: Run, publish: Callable[[list[OfferPublished]], Awaitable[int]]) -> list[Moment]:
    """Publish as the run says; late commits don't slow the others down."""
    moments: list[Moment] = []

    gate = asyncio.Semaphore(WRITERS)

    async def commit(offers: list[OfferPublished]) -> None:
        async with gate:
            position = await publish(offers)
        moments.append(Moment(position=position, at=monotonic()))

    offers = [offer_of(run.body_bytes) for _ in range(run.events)]
    if not run.events_per_second:
        await commit(offers)
        return moments
    began = monotonic()
    async with asyncio.TaskGroup() as group:
        for count, offer in enumerate(offers):
            await asyncio.sleep(max(0.0, began + count / run.events_per_second - monotonic()))
            group.create_task(commit([offer]))
    return moments
