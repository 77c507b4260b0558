"""A city for the dashboard's tests: the real registry and catalogue tell, the dashboard shows."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from services.dashboard.app import create_app
from services.dashboard.settings import DashboardSettings
from services.offers.app import create_app as create_offers
from services.offers.settings import OffersSettings
from services.registry.app import create_app as create_registry
from services.registry.settings import RegistrySettings
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import fresh_name

REGISTRY, OFFERS = "/registry/city", "/offers/city"
PORTAL = "https://portal.example"
KEYS: dict[str, Any] = {
    "session_key": "a session key of thirty-two letters",
    "form_key": "a form key of thirty-two letters!!",
}
PHASES = (
    ("schwangerschaft", "Schwangerschaft", -9, 0),
    ("p0_2", "0 bis 2 Jahre", 0, 24),
    ("p2_4", "2 bis 4 Jahre", 24, 48),
    ("p4_6", "4 bis 6 Jahre", 48, 72),
    ("p6plus", "ab 6 Jahren", 72, 132),
)
Json = dict[str, Any]


@dataclass
class Quarter:
    """A network of its own with one member organisation."""

    city: "City"
    network: str
    area: str
    partner: str

    async def draft(self, **said: Any) -> str:
        """The id of a new draft."""
        offer = str(uuid4())
        about = {"network": self.network, "organisation": self.partner, "title": "Krabbelgruppe"}
        ages = {"min_months": 6, "max_months": 18}
        await self.city.put(self.city.offers, f"/offers/{offer}", {**about, "ages": ages, **said})
        return offer

    async def published(self, min_months: int | None = 6, max_months: int | None = 18, **said: Any) -> str:
        """The id of a new published offer for these ages."""
        ages = {"min_months": min_months, "max_months": max_months}
        offer = await self.draft(ages={key: bound for key, bound in ages.items() if bound is not None}, **said)
        await self.city.step(offer, "publish", version=1)
        return offer

    async def shown(self) -> Json:
        """This quarter's part of the overview, after everything told so far was heard."""
        overview = await self.city.overview()
        return next(quarter for quarter in overview["quarters"] if quarter["network"] == self.network)

    async def counts(self) -> list[int]:
        """The number of offers in each life phase."""
        return [phase["offers"] for phase in (await self.shown())["phases"]]


@dataclass
class City:
    """The services, and how far each source has told."""

    platform: TestPlatform
    registry: StartedService
    offers: StartedService
    dashboard: StartedService
    told: dict[str, int]

    @classmethod
    async def start(cls, platform: TestPlatform, **settings: Any) -> "City":
        registry = await platform.start("registry", create_registry, RegistrySettings)
        offers = await platform.start("offers", create_offers, OffersSettings)
        dashboard = await platform.start(
            "dashboard", create_app, DashboardSettings, portal_url=PORTAL, **KEYS, **settings
        )
        city = cls(platform, registry, offers, dashboard, {})
        source = {"feed_url": f"{offers.url}/events", "speaks_for_the_rest": True, "since": "2020-01-01T00:00:00Z"}
        await city.put(registry, "/sources/offers/city", source)
        for place, (key, label, least, most) in enumerate(PHASES):
            body = {"label": label, "ages": {"min_months": least, "max_months": most}, "order": place}
            await city.put(registry, f"/life-phases/{key}", body)
        return city

    async def put(self, service: StartedService, path: str, body: Json, *, version: int | None = None) -> None:
        """PUT as the office; creates, or with `version` changes what stands in that version."""
        condition = {"If-None-Match": "*"} if version is None else {"If-Match": f'"{version}"'}
        answer = await service.http.put(path, json=body, headers={**self.platform.headers(), **condition})
        self._note(service, answer)

    async def step(self, offer: str, step: str, *, version: int) -> None:
        """Publish or withdraw an offer."""
        headers = {**self.platform.headers(), "If-Match": f'"{version}"'}
        self._note(self.offers, await self.offers.http.post(f"/offers/{offer}/{step}", headers=headers))

    def _note(self, service: StartedService, answer: httpx.Response) -> None:
        assert answer.is_success, answer.text
        self.told[f"/{service.name}/city"] = int(answer.headers["Event-Position"])

    async def heard(self) -> None:
        """Wait until the catalogue and the dashboard know everything told so far."""
        await self.offers.has_applied(REGISTRY, self.told[REGISTRY])
        for source, position in self.told.items():
            await self.dashboard.has_applied(source, position)

    async def overview(self) -> Json:
        """The overview as the API tells it, after everything told so far was heard."""
        await self.heard()
        answer = await self.dashboard.http.get("/api/overview")
        assert answer.status_code == httpx.codes.OK, answer.text
        overview: Json = answer.json()
        return overview

    async def page(self, path: str, **query: Any) -> str:
        """A page, after everything told so far was heard."""
        await self.heard()
        answer = await self.dashboard.http.get(path, params=query, headers={"Accept": "text/html"})
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.text

    async def area(self, **said: Any) -> str:
        area = fresh_name("hafen")
        body = {"label": area.title(), "kind": "aktionsraum", "district": "Innenstadt-Nord", "valid_from": 2008}
        await self.put(self.registry, f"/areas/{area}", {**body, **said})
        return area

    async def quarter(self, **said: Any) -> Quarter:
        """A new network with a member, known to the catalogue."""
        network, partner, area = fresh_name("libellen"), str(uuid4()), await self.area()
        body = {"label": f"Netzwerk {network}", "short_label": network, "status": "active", "areas": [area], **said}
        await self.put(self.registry, f"/networks/{network}", body)
        about = {"label": f"Kita {partner[:8]}", "kind": "institution", "partner_type": "kita"}
        await self.put(self.registry, f"/partners/{partner}", about)
        await self.put(self.registry, f"/networks/{network}/members/{partner}", {"role": "Mitglied"})
        await self.heard()
        return Quarter(self, network, area, partner)
