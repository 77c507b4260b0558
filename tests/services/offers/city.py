"""A city for the catalogue's tests: the real service, and a registry that tells only what a test wants told."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from services.offers.app import create_app
from services.offers.settings import OffersSettings
from shared.contracts.contract import Contract
from shared.contracts.registry import (
    GrantGiven,
    GrantState,
    LifePhaseDefined,
    MembershipChanged,
    NetworkDefined,
    NetworkStatus,
    PartnerDefined,
    PartnerKind,
    Role,
)
from shared.contracts.vocabulary import AgeInterval
from shared.hosting.parts import ServiceParts, migrations_of
from shared.hosting.service import create_service
from shared.hosting.settings import ServiceSettings, settings_config
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import fresh_name

REGISTRY = "/registry/city"
PHASES = (
    ("schwangerschaft", -9, 0),
    ("p0_2", 0, 24),
    ("p2_4", 24, 48),
    ("p4_6", 48, 72),
    ("p6plus", 72, 132),
)
NEW = {"If-None-Match": "*"}


class RegistrySettings(ServiceSettings):
    model_config = settings_config("REGISTRY_")


def telling_registry(settings: ServiceSettings) -> FastAPI:
    """A source of the registry's events by the real mechanism, without the registry's own tables."""
    return create_service(ServiceParts(name="registry", settings=settings, routers=()))


@dataclass
class Quarter:
    """A network of its own for a test, with one member organisation and people who hold grants there."""

    city: "City"
    network: str
    organisation: UUID
    coordinator: str
    partner: str

    def body(self, **said: Any) -> dict[str, Any]:
        """An offer's body; `said` replaces or adds to it."""
        about = {"network": self.network, "organisation": str(self.organisation)}
        return {**about, "title": "Krabbelgruppe", "ages": {"min_months": 6, "max_months": 18}, **said}

    async def put(self, offer: UUID, *, by: str, condition: dict[str, str] = NEW, **said: Any) -> httpx.Response:
        headers = {**self.city.platform.headers(by), **condition}
        return await self.city.offers.http.put(f"/offers/{offer}", json=self.body(**said), headers=headers)

    async def draft(self, **said: Any) -> UUID:
        """The id of a new draft of the coordinator."""
        offer = uuid4()
        made = await self.put(offer, by=self.coordinator, **said)
        assert made.status_code == httpx.codes.CREATED, made.text
        return offer

    async def published(self, **said: Any) -> UUID:
        """The id of a new published offer."""
        offer = await self.draft(**said)
        made = await self.post(offer, "publish", by=self.coordinator, version=1)
        assert made.status_code == httpx.codes.OK, made.text
        return offer

    async def post(self, offer: UUID, step: str, *, by: str, version: int) -> httpx.Response:
        headers = {**self.city.platform.headers(by), **if_match(version)}
        return await self.city.offers.http.post(f"/offers/{offer}/{step}", headers=headers)


@dataclass
class City:
    """The catalogue and the registry it listens to."""

    platform: TestPlatform
    registry: StartedService
    offers: StartedService

    @classmethod
    async def start(cls, platform: TestPlatform, **settings: Any) -> "City":
        registry = await platform.start(
            "registry", telling_registry, RegistrySettings, versions=migrations_of("offers")
        )
        offers = await platform.start("offers", create_app, OffersSettings, **settings)
        city = cls(platform, registry, offers)
        await city.hear(
            *(
                (f"life-phase/{key}", LifePhaseDefined(key=key, label=key, ages=interval(least, most), order=place))
                for place, (key, least, most) in enumerate(PHASES)
            )
        )
        return city

    async def tell(self, *told: tuple[str, Contract], version: int = 1) -> int:
        """The registry tells of subjects, in their first version unless said otherwise; the position of the last event."""
        async with self.registry.running.edge.transaction() as work:
            for subject, data in told:
                work.announce(subject, version=version, data=data)
        return work.position

    async def hear(self, *told: tuple[str, Contract], version: int = 1) -> None:
        """The registry tells, and the catalogue has heard it."""
        await self.offers.has_applied(REGISTRY, await self.tell(*told, version=version))

    async def quarter(self) -> Quarter:
        network, organisation = fresh_name("quartier"), uuid4()
        coordinator, partner = f"coordinator-{network}", f"partner-{network}"
        await self.hear(
            network_told(network),
            organisation_told(organisation),
            membership_told(network, organisation),
            self.grant(coordinator, Role.COORDINATOR, network=network),
            self.grant(partner, Role.PARTNER, organisation=organisation),
        )
        return Quarter(self, network, organisation, coordinator, partner)

    def grant(self, subject: str, role: Role, **scope: Any) -> tuple[str, GrantState]:
        grant_id = uuid4()
        account = self.platform.account(subject)
        given = GrantGiven(
            id=grant_id, account=account, role=role, valid_from=datetime(2020, 1, 1, tzinfo=UTC), **scope
        )
        return f"grant/{grant_id}", given

    async def get(self, path: str, *, by: str | None = None, **query: Any) -> httpx.Response:
        headers = self.platform.headers(by) if by else {}
        return await self.offers.http.get(path, params=query, headers=headers)

    async def public_events(self, network: str) -> list[dict[str, Any]]:
        """A quarter's public events, page after page: other tests have told a lot before."""
        events: list[dict[str, Any]] = []
        after, head = 0, 1
        while after < head:
            page = (await self.get("/public/events", network=network, after=after)).json()
            events += page["events"]
            after, head = page["next"], page["head"]
        return events


def interval(least: int | None, most: int | None) -> AgeInterval:
    return AgeInterval(min_months=least, max_months=most)


def network_told(network: str) -> tuple[str, NetworkDefined]:
    status = NetworkStatus.ACTIVE
    told = NetworkDefined(id=network, label=network, short_label=network, status=status, areas=(network,))
    return f"network/{network}", told


def organisation_told(organisation: UUID) -> tuple[str, PartnerDefined]:
    told = PartnerDefined(id=organisation, label="Kita", kind=PartnerKind.INSTITUTION, partner_type="kita")
    return f"partner/{organisation}", told


def membership_told(network: str, organisation: UUID) -> tuple[str, MembershipChanged]:
    told = MembershipChanged(network=network, partner=organisation, role="Mitglied")
    return f"membership/{network}/{organisation}", told


def if_match(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}
