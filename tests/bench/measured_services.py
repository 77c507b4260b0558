"""Two services of the platform without business: one commits events, one keeps them in a projection."""

from collections.abc import Callable
from functools import partial
from time import monotonic

from fastapi import APIRouter, Depends, FastAPI
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
from tests.bench.load import Moment, Run, send

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
    moments: list[Moment] = []
    router = APIRouter(dependencies=[Depends(require(PUBLIC))])

    @router.get("/effects")
    async def effects(after: int) -> list[Moment]:
        return [moment for moment in moments if moment.position > after]

    return create_service(
        ServiceParts(
            name="dashboard",
            settings=BenchSettings(),
            routers=(router,),
            listeners=(state_listener((OfferPublished,), OFFERS, _row), _clock_of(moments)),
            producers=frozenset({"registry"}),
        )
    )


def _row(event: Event[OfferPublished]) -> Row:
    return {"id": event.data.id, "title": event.data.title, "description": event.data.description}


def _clock_of(moments: list[Moment]) -> Listener:
    async def apply(batch: Batch, events: "list[Event[OfferPublished]]") -> None:
        batch.after_commit.append(partial(_note, moments, [event.position for event in events]))

    return Listener((OfferPublished,), apply)  # type: ignore[arg-type]  # a list of payloads is a list of contracts


def _note(moments: list[Moment], positions: list[int]) -> None:
    now = monotonic()
    moments.extend(Moment(position=position, at=now) for position in positions)


PROGRAMS: dict[str, Callable[[], FastAPI]] = {"publishing": publishing, "listening": listening}
