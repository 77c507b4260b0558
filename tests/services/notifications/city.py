"""A city for the notifications' tests: the real service, a mail server, and sources that tell only what a test wants told."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy import RowMapping, text

from services.notifications.app import create_app
from services.notifications.equipment import Equipment
from services.notifications.settings import NotificationsSettings
from shared.contracts.contract import Contract
from shared.contracts.offers import OfferChanged, OfferPublished, OfferState, OfferStatus, OfferWithdrawn
from shared.contracts.registry import LifePhaseDefined, NetworkDefined, NetworkStatus, SourceAnnounced
from shared.contracts.vocabulary import AgeInterval
from shared.hosting.parts import ServiceParts, migrations_of
from shared.hosting.service import create_service
from shared.hosting.settings import ServiceSettings, settings_config
from shared.messaging.edge import Work
from shared.messaging.slots import in_slot
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import fresh_name
from tests.services.notifications.post_box import PostBox, Received

REGISTRY = "/registry/city"
OFFERS = "/offers/city"
PORTAL = "https://infamilie.example"
SENDER = "angebote@infamilie.example"


class TellingSettings(ServiceSettings):
    model_config = settings_config("TELLING_")


def telling(name: str) -> Any:
    """Return an app that is a source of events by the real mechanism, without tables of its own."""

    def create(settings: ServiceSettings) -> FastAPI:
        return create_service(ServiceParts(name=name, settings=settings, routers=()))

    return create


@dataclass
class City:
    """The service, its mail server and the sources it listens to."""

    platform: TestPlatform
    registry: StartedService
    offers: StartedService
    notifications: StartedService
    post_box: PostBox

    @classmethod
    async def start(cls, platform: TestPlatform, post_box: PostBox, journal: Path) -> "City":
        tables = migrations_of("notifications")
        registry = await platform.start("registry", telling("registry"), TellingSettings, versions=tables)
        offers = await platform.start("offers", telling("offers"), TellingSettings, versions=tables)
        notifications = await platform.start(
            "notifications",
            create_app,
            NotificationsSettings,
            portal_url=PORTAL,
            secret_key="a key for links and hashes",
            address_key="a key for addresses",
            erasure_journal=journal,
            smtp_port=post_box.port,
            smtp_timeout_seconds=1,
            mail_from=SENDER,
            subscriptions_per_hour=100_000,
            webhook_networks=["127.0.0.0/8"],
            webhook_timeout_seconds=1,
        )
        city = cls(platform, registry, offers, notifications, post_box)
        since = datetime(2020, 1, 1, tzinfo=UTC)
        source = SourceAnnounced(source=OFFERS, feed_url=f"{offers.url}/events", speaks_for_the_rest=True, since=since)
        phase = LifePhaseDefined(key="p0_2", label="0 bis 2 Jahre", ages=ages(0, 24), order=1)
        await city.hear((f"source/{OFFERS}", source), ("life-phase/p0_2", phase))
        return city

    @property
    def equipment(self) -> Equipment:
        equipment: Equipment = self.notifications.app.state.equipment
        return equipment

    async def hear(self, *told: tuple[str, Contract]) -> None:
        """The registry tells, and the service has heard it."""
        async with self.registry.running.edge.transaction() as work:
            for subject, data in told:
                work.announce(subject, version=1, data=data)
        await self.notifications.has_applied(REGISTRY, work.position)

    async def network(self, label: str = "Hörde") -> str:
        """Return a new quarter that the service knows."""
        network = fresh_name("quartier")
        told = NetworkDefined(id=network, label=label, short_label=label, status=NetworkStatus.ACTIVE, areas=())
        await self.hear((f"network/{network}", told))
        return network

    async def tell_offer(self, event: OfferState, *, version: int = 1, at: datetime | None = None) -> None:
        """The catalogue tells of an offer, and the service has heard it."""
        async with self.offers.running.edge.transaction() as work:
            work.now = at or work.now
            work.announce(f"offer/{event.id}", version=version, data=event, network=event.network)
        await self.notifications.has_applied(OFFERS, work.position)

    async def post(self, path: str, body: Mapping[str, Any], **headers: str) -> httpx.Response:
        return await self.notifications.http.post(path, json=body, headers=headers)

    async def ask(self, address: str, network: str, **wish: Any) -> httpx.Response:
        """Ask for a subscription."""
        return await self.post("/subscriptions", {"address": address, "networks": [network], **wish})

    async def subscriber(self, network: str, **wish: Any) -> "Subscriber":
        """Return somebody new who has confirmed a subscription."""
        subscriber = Subscriber(self, f"{fresh_name('amira')}@familie.example")
        await subscriber.subscribe(network, **wish)
        return subscriber

    async def rows(self, sql: str, **values: Any) -> list[RowMapping]:
        async with self.notifications.running.engine.begin() as connection:
            return list((await connection.execute(text(sql), values)).mappings())

    async def change(self, sql: str, **values: Any) -> None:
        async with self.notifications.running.engine.begin() as connection:
            await connection.execute(text(sql), values)

    async def settled(self, offer: UUID, *, seconds: float = 10) -> list[str]:
        """Wait until nothing about an offer is open any more and return how its mails ended."""
        sql = "SELECT state FROM deliveries WHERE offer = :offer ORDER BY notice_version, state"
        async with asyncio.timeout(seconds):
            while True:
                states = [row["state"] for row in await self.rows(sql, offer=offer)]
                if not {"created", "sending"} & set(states):
                    return states
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def at(self, now: datetime) -> AsyncIterator[Work]:
        """Yield the work of a transaction at another time; nothing of it stays."""
        running = self.notifications.running
        async with running.engine.connect() as plain:
            connection = await in_slot(plain, running.slots.live.slot)
            yield Work(connection, now, uuid4)
            await connection.rollback()


@dataclass
class Subscriber:
    """Somebody with an address."""

    city: City
    address: str
    token: str = ""

    async def subscribe(self, network: str, **wish: Any) -> None:
        """Ask and confirm."""
        asked = await self.city.ask(self.address, network, **wish)
        assert asked.status_code == httpx.codes.ACCEPTED, asked.text
        mail = (await self.mails())[-1]
        confirmed = await self.city.post("/confirmations", {"token": token_in(mail)})
        assert confirmed.status_code == httpx.codes.OK, confirmed.text
        self.city.post_box.received[self.address].clear()
        self.token = confirmed.json()["token"]

    @property
    def person(self) -> UUID:
        return self.city.equipment.keys.links.person_of(self.token)

    @property
    def leaving_token(self) -> str:
        """The token that stands in this person's notices."""
        return self.city.equipment.keys.links.leaving(self.person)

    async def mails(self, count: int = 1) -> list[Received]:
        return await self.city.post_box.mails_to(self.address, count=count)

    async def ledger(self) -> list[RowMapping]:
        """Return this person's notices, the oldest first."""
        sql = "SELECT * FROM deliveries WHERE person = :person AND lane <> 'optin' ORDER BY created_at, id"
        return await self.city.rows(sql, person=self.person)

    async def digest_comes(self) -> None:
        """The time of this person's digests comes."""
        sql = "UPDATE deliveries SET due_at = now(), not_before = now() WHERE person = :person AND kind = 'digest'"
        await self.city.change(sql, person=self.person)

    async def digests(self, *, seconds: float = 10) -> list[str]:
        """Wait until this person's digests are settled and return how they ended."""
        sql = "SELECT state FROM deliveries WHERE person = :person AND kind = 'digest' ORDER BY created_at"
        async with asyncio.timeout(seconds):
            while True:
                states = [row["state"] for row in await self.city.rows(sql, person=self.person)]
                if not {"created", "sending"} & set(states):
                    return states
                await asyncio.sleep(0.01)


def token_in(mail: Received) -> str:
    """Return the token of the confirmation link in a mail."""
    beginning = f"{PORTAL}/abo/bestaetigen/"
    line = next(line for line in mail.text().splitlines() if line.startswith(beginning))
    return line.removeprefix(beginning).strip()


def ages(least: int | None = None, most: int | None = None) -> AgeInterval:
    return AgeInterval(min_months=least, max_months=most)


def published(network: str, **said: Any) -> OfferPublished:
    return OfferPublished(**{**_offer(network), **said})


def changed(offer: OfferState, **said: Any) -> OfferChanged:
    return OfferChanged(**{**offer.model_dump(), **said})


def withdrawn(offer: OfferState) -> OfferWithdrawn:
    return OfferWithdrawn(**{**offer.model_dump(), "status": OfferStatus.ENDED})


def _offer(network: str) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "network": network,
        "organisation": uuid4(),
        "title": "Krabbelgruppe",
        "ages": ages(),
        "status": OfferStatus.PUBLISHED,
        "notice_version": 1,
    }
