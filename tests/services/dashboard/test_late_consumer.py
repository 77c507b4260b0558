"""A dashboard that is new after everything has happened ends with the same tables as one that heard it as it came."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from services.dashboard.app import create_app
from services.dashboard.settings import DashboardSettings
from services.dashboard.storage.projection import METADATA
from shared.contracts.async_api import producer_of
from shared.contracts.catalogue import CATALOGUE
from shared.contracts.contract import Contract
from shared.contracts.registry import PartnerDefined, PartnerKind, PartnerRemoved, SourceAnnounced
from shared.hosting.parts import ServiceParts, migrations_of
from shared.hosting.service import create_service
from shared.hosting.settings import ServiceSettings, settings_config
from shared.messaging.batch import PROJECTION
from shared.testing.platform import StartedService, TestPlatform
from tests.services.dashboard.city import KEYS
from tests.shared.hosting.histories import LIVES, told_as, variants

PRODUCERS = ("registry", "offers", "notifications")
TIMES_TOLD = 3
REMOVED = UUID(int=9)
# The numbers by which readers follow the list, and when a source was last asked: each dashboard's own.
OWN_TO_EACH = ["position", "heard_at"]

State = Mapping[str, list[str]]


class TellerSettings(ServiceSettings):
    model_config = settings_config("TELLER_")


def teller(name: str, settings: ServiceSettings) -> FastAPI:
    """A source of events by the real mechanism, without a service's own tables."""
    return create_service(ServiceParts(name=name, settings=settings, routers=()))


@dataclass
class Producers:
    """The three that tell, by the real mechanism, and how far each has told."""

    platform: TestPlatform
    services: Mapping[str, StartedService]

    @classmethod
    async def start(cls, platform: TestPlatform) -> "Producers":
        services = {}
        for name in PRODUCERS:
            services[name] = await platform.start(
                name, partial(teller, name), TellerSettings, versions=migrations_of("offers")
            )
        producers = cls(platform, services)
        for name in PRODUCERS[1:]:
            await producers.tell("registry", f"source/{name}", 1, producers.announced(name))
        return producers

    def announced(self, name: str) -> SourceAnnounced:
        feed = f"{self.services[name].url}/events"
        since = datetime(2020, 1, 1, tzinfo=UTC)
        return SourceAnnounced(source=f"/{name}/city", feed_url=feed, speaks_for_the_rest=True, since=since)

    async def tell(self, name: str, subject: str, version: int, data: Contract) -> None:
        async with self.services[name].running.edge.transaction() as work:
            work.announce(subject, version=version, data=data)

    async def tell_everything(self) -> None:
        """Two things of each kind that there is, each told of several times, and a partner that goes again."""
        for subject, version, data in everything():
            await self.tell(producer_of(type(data)), subject, version, data)
        kita = PartnerDefined(id=REMOVED, label="Kita", kind=PartnerKind.INSTITUTION, partner_type="kita")
        await self.tell("registry", f"partner/{REMOVED}", 1, kita)
        await self.tell("registry", f"partner/{REMOVED}", 2, PartnerRemoved(id=REMOVED))

    async def dashboard(self) -> StartedService:
        return await self.platform.start(
            "dashboard", create_app, DashboardSettings, portal_url="https://portal.example", **KEYS
        )

    async def heard_by(self, dashboard: StartedService) -> None:
        """Wait until the dashboard has heard all that was told."""
        for name, service in self.services.items():
            headers = self.platform.headers("dashboard")
            page = await service.http.get("/events", params={"after": 0, "limit": 1}, headers=headers)
            await dashboard.has_applied(f"/{name}/city", page.json()["head"])


def everything() -> Iterator[tuple[str, int, Contract]]:
    for version in range(1, TIMES_TOLD + 1):
        for life in LIVES:
            contract = life[min(version, len(life)) - 1]
            told = variants(contract)
            for thing in (0, 1) if contract is not SourceAnnounced else ():
                data = told_as(told[(version + thing) % len(told)], contract, thing, version)
                yield f"{life[0].__name__}/{thing}", version, CATALOGUE.read(contract.type(), data)


@pytest.fixture
async def producers(platform: TestPlatform) -> Producers:
    return await Producers.start(platform)


async def tables_of(dashboard: StartedService) -> State:
    """The rows of every projected table, the ones of any later migration too."""
    named = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema ORDER BY tablename")
    async with dashboard.running.edge.reading() as connection:
        live = await connection.scalar(text("SELECT live FROM projection_slot"))
        names = (await connection.execute(named, {"schema": live})).scalars().all()
        return {
            name: list(
                (
                    await connection.execute(
                        text(f'SELECT (to_jsonb(t) - CAST(:own AS text[]))::text FROM "{live}"."{name}" t ORDER BY 1'),
                        {"own": OWN_TO_EACH},
                    )
                ).scalars()
            )
            for name in names
        }


async def test_a_dashboard_that_starts_after_everything_ends_with_the_same_tables(producers: Producers) -> None:
    first = await producers.dashboard()
    await producers.tell_everything()
    await producers.heard_by(first)

    late = await producers.dashboard()
    await producers.heard_by(late)

    assert await tables_of(late) == await tables_of(first)


async def test_what_is_told_here_fills_every_projected_table(producers: Producers) -> None:
    await producers.tell_everything()
    late = await producers.dashboard()
    await producers.heard_by(late)

    held = await tables_of(late)

    assert {table.name for table in METADATA.tables.values() if table.schema == PROJECTION} <= held.keys()
    assert [name for name, rows in held.items() if not rows] == []
