"""Two services of the platform without business: one commits events, one keeps them in a projection."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Response
from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid

from shared.contracts.offers import OfferPublished
from shared.hosting.parts import ServiceParts
from shared.hosting.running import RunningService
from shared.hosting.service import create_service
from shared.hosting.settings import ServiceSettings, settings_config
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.messaging.batch import PROJECTION, Batch, Listener, Row, state_listener
from shared.messaging.event import Event
from tests.bench.load import Effects, Moment, Run, send

OFFERS = Table(
    "bench_offers",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    schema=PROJECTION,
)


class BenchSettings(ServiceSettings):
    """Read from `BENCH_…`."""

    model_config = settings_config("BENCH_")


def publishing() -> FastAPI:
    """Return the service that commits; it plays the registry, so that its listener needs no announcement of it."""
    router = APIRouter(dependencies=[Depends(require(PUBLIC))])

    @router.post("/runs")
    async def run(wanted: Run, running: RunningService) -> list[Moment]:
        async def publish(offers: list[OfferPublished]) -> int:
            async with running.edge.transaction() as work:
                for offer in offers:
                    work.announce(f"offer/{offer.id}", version=1, data=offer, network=offer.network)
            return work.position

        return await send(wanted, publish)

    return create_service(ServiceParts(name="registry", settings=BenchSettings(), routers=(router,)))


def listening() -> FastAPI:
    """Return the service that keeps the events and remembers when each was committed."""
    effects = Effects()
    router = APIRouter(dependencies=[Depends(require(PUBLIC))])

    @router.get("/effects")
    async def read_effects(after: int, until: int) -> Response:
        return effects.answer(after, until)

    return create_service(
        ServiceParts(
            name="dashboard",
            settings=BenchSettings(),
            routers=(router,),
            listeners=(state_listener((OfferPublished,), OFFERS, _row), _clock_of(effects)),
            producers=frozenset({"registry"}),
        )
    )


def _row(event: Event[OfferPublished]) -> Row:
    return {"id": event.data.id, "title": event.data.title, "description": event.data.description}


def _clock_of(effects: Effects) -> Listener:
    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        batch.after_commit.append(partial(effects.note, [event.position for event in events]))

    return Listener((OfferPublished,), apply)
