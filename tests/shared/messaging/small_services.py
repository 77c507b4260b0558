"""Two services that are real but for having no business: one that publishes, one that listens."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid, text

from shared.contracts.offers import OfferPublished, OfferStatus
from shared.contracts.registry import SourceAnnounced
from shared.contracts.vocabulary import AgeInterval
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service
from shared.hosting.settings import ServiceSettings
from shared.messaging.applying import Step, _no_step
from shared.messaging.batch import PROJECTION, Batch, Listener, Row, state_listener
from shared.messaging.event import Event
from shared.testing.platform import StartedService, TestPlatform

MIGRATIONS = Path(__file__).parent / "migrations"
OFFERS = Table(
    "small_offers",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    schema=PROJECTION,
)
POISON = "poison"


async def _effects(batch: Batch, events: Sequence[Event[Any]]) -> None:
    if any(event.data.title == POISON for event in events):
        raise RuntimeError(POISON)
    rows = [{"source": e.source, "position": e.position, "event_id": e.id} for e in events]
    await batch.connection.execute(text("INSERT INTO effects VALUES (:source, :position, :event_id)"), rows)


def _row(event: Event[OfferPublished]) -> Row:
    return {"id": event.data.id, "title": event.data.title}


LISTENERS = (state_listener((OfferPublished,), OFFERS, _row), Listener((OfferPublished,), _effects))


def publisher(name: str) -> Any:
    """Return the app factory of a service that only publishes."""

    def create_app(settings: ServiceSettings) -> FastAPI:
        return create_service(ServiceParts(name=name, settings=settings, routers=()))

    return create_app


def listener(*, number: int = 1, step: Step = _no_step) -> Any:
    """Return the app factory of a service that follows registry and offers."""

    def create_app(settings: ServiceSettings) -> FastAPI:
        return create_service(
            ServiceParts(
                name="dashboard",
                settings=settings,
                routers=(),
                listeners=LISTENERS,
                producers=frozenset({"registry", "offers"}),
                projection_number=number,
                step=step,
            )
        )

    return create_app


async def start_publisher(platform: TestPlatform, name: str, **settings: Any) -> StartedService:
    """Start a publisher of this name."""
    return await platform.start(name, publisher(name), ServiceSettings, versions=MIGRATIONS, **settings)


async def start_listener(
    platform: TestPlatform, *, number: int = 1, step: Step = _no_step, **settings: Any
) -> StartedService:
    """Start the listening service."""
    app = listener(number=number, step=step)
    return await platform.start("dashboard", app, ServiceSettings, versions=MIGRATIONS, **settings)


async def publish(
    service: StartedService, *titles: str, offer: UUID | None = None, version: int = 1, network: str = "hoerde"
) -> int:
    """Publish one event a title in one transaction; return the last position."""
    async with service.running.edge.transaction() as work:
        for title in titles:
            identifier = offer or uuid4()
            data = OfferPublished(
                id=identifier,
                network=network,
                organisation=uuid4(),
                title=title,
                ages=AgeInterval(min_months=0, max_months=24),
                status=OfferStatus.PUBLISHED,
                notice_version=1,
            )
            work.announce(f"offer/{identifier}", version=version, data=data, network=network)
    return work.position


async def announce_source(registry: StartedService, source: str, url: str, *, version: int = 1, **changes: Any) -> int:
    """Let the registry announce a source."""
    async with registry.running.edge.transaction() as work:
        data = SourceAnnounced(
            **{
                "source": source,
                "feed_url": f"{url}/events",
                "since": "2020-01-01T00:00:00Z",
                "speaks_for_the_rest": True,
                **changes,
            }
        )
        work.announce(f"source/{source}", version=version, data=data)
    return work.position


async def effects(service: StartedService) -> list[tuple[str, int]]:
    """Return the committed effects in order."""
    async with service.running.edge.reading() as connection:
        rows = await connection.execute(text("SELECT source, position FROM effects ORDER BY source, position"))
        return [(row.source, row.position) for row in rows]


async def titles(service: StartedService) -> list[str]:
    """Return the titles in the live projection."""
    async with service.running.edge.reading() as connection:
        return sorted(row.title for row in await connection.execute(OFFERS.select()))
