"""A town for the portal's tests: the real registry, catalogue, notifications and mailbox, and a portal before them."""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import text

from services.notifications.app import create_app as create_notifications
from services.notifications.settings import NotificationsSettings
from services.offers.app import create_app as create_offers
from services.offers.settings import OffersSettings
from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from services.registry.app import create_app as create_registry
from services.registry.settings import RegistrySettings
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import MailboxAddresses
from tests.services.portal.demo_sign_in import DemoIssuer

REGISTRY = "/registry/city"
NEW = {"If-None-Match": "*"}
PHASES = (
    ("schwangerschaft", "Schwangerschaft und Geburt", -9, 0),
    ("p0_2", "0 bis 2 Jahre", 0, 24),
    ("p2_4", "2 bis 4 Jahre", 24, 48),
    ("p4_6", "4 bis 6 Jahre", 48, 72),
    ("p6plus", "ab 6 Jahren (Grundschule)", 72, 132),
)
AREA = {"label": "Hörde", "kind": "aktionsraum", "district": "Hörde", "valid_from": 2010}
AWO = UUID("0190a000-0000-7000-8000-0000000000a0")
LIBRARY = UUID("0190a000-0000-7000-8000-0000000000b0")
SITE = UUID("0190a000-0000-7000-8000-0000000000c0")
ANCHOR_SITE = {
    "label": "Familienzentrum Clarenberg",
    "network": "hoerde",
    "area": "hoerde",
    "site_type": "familienzentrum",
    "address": "Clarenberg 1, 44263 Dortmund",
    "latitude": 51.4885,
    "longitude": 7.5032,
}
SECRET = "a secret of the tests with 32 letters"
OFFER = {
    "network": "hoerde",
    "organisation": str(AWO),
    "title": "Krabbelgruppe am Clarenberg",
    "description": "Singen und spielen.\n\nOhne Anmeldung.",
    "ages": {"min_months": 6, "max_months": 24},
    "themes": ["begegnung"],
    "languages": ["de", "tr"],
    "place": {"name": "Familienzentrum Clarenberg", "address": "Clarenberg 1"},
    "schedule_text": "dienstags 9:30 bis 11 Uhr",
    "cost_cents": 0,
}
LINK = re.compile(r"/abo/(?:bestaetigen/)?([A-Za-z0-9_-]{43})")


def newest_first() -> UUID:
    """An id before those of all earlier offers: lists put equals in the order of their ids, and pages are short."""
    return UUID(int=uuid4().int % 2**80 | (2**48 - 1 - time.time_ns() // 1_000_000) << 80)


@dataclass
class Town:
    """The running services; tests make offers and subscriptions of their own in it."""

    platform: TestPlatform
    registry: StartedService
    offers: StartedService
    notifications: StartedService
    portal: StartedService
    mailbox: MailboxAddresses

    @classmethod
    async def start(cls, platform: TestPlatform, mailbox: MailboxAddresses, *, folder: Path) -> "Town":
        issuer = platform.issuer
        assert isinstance(issuer, DemoIssuer)
        issuer.open()
        registry = await platform.start("registry", create_registry, RegistrySettings)
        offers = await platform.start("offers", create_offers, OffersSettings)
        notifications = await platform.start(
            "notifications", create_notifications, NotificationsSettings, portal_url="http://portal.example",
            secret_key=SECRET, address_key=SECRET, erasure_journal=folder / "erasures.journal",
            smtp_port=mailbox.smtp_port,
        )  # fmt: skip
        portal = await platform.start("portal", create_portal, PortalSettings, **portal_settings(offers, notifications))
        issuer.open(portal.url)
        town = cls(platform, registry, offers, notifications, portal, mailbox)
        await town.found()
        return town

    async def found(self) -> None:
        """Fill the registry with two quarters, two partners and the people who work there."""
        for order, (key, label, low, high) in enumerate(PHASES):
            phase = {"label": label, "ages": {"min_months": low, "max_months": high}, "order": order}
            await self.tell(f"/life-phases/{key}", phase)
        await self.tell("/areas/hoerde", AREA)
        for network, name in (("hoerde", "Hörde"), ("eving", "Eving")):
            await self.add_quarter(network, name)
        for organisation, name in ((AWO, "AWO Dortmund"), (LIBRARY, "Stadtbibliothek")):
            partner = {"label": name, "kind": "association", "partner_type": "free_youth_welfare"}
            await self.tell(f"/partners/{organisation}", partner)
        await self.tell(f"/anchor-sites/{SITE}", ANCHOR_SITE)
        await self.tell(f"/networks/hoerde/members/{AWO}", {"role": "Mitglied"})
        await self.tell("/sources/offers/city", _source(self.offers))
        await self.platform.give(self.registry, "coordinator-hoerde", "coordinator", network="hoerde")
        await self.platform.give(self.registry, "coordinator-eving", "coordinator", network="eving")
        _, position = await self.platform.give(self.registry, "partner-awo", "partner", organisation=str(AWO))
        await self.everybody_has_heard(position)

    async def tell(self, path: str, body: dict[str, Any]) -> int:
        """Put something into the registry and return the event's position."""
        answer = await self.registry.http.put(path, json=body, headers={**self.platform.headers(), **NEW})
        assert answer.status_code == httpx.codes.CREATED, answer.text
        return int(answer.headers["Event-Position"])

    async def add_quarter(self, network: str, name: str) -> int:
        quarter = {"label": f"Netzwerk INFamilie {name}", "short_label": name, "status": "active", "areas": ["hoerde"]}
        return await self.tell(f"/networks/{network}", {**quarter, "languages": ["de", "tr"]})

    async def tell_of_quarter(self, network: str, name: str) -> None:
        """Add a quarter, with the AWO as its member, that everybody has heard of."""
        await self.add_quarter(network, name)
        await self.everybody_has_heard(await self.tell(f"/networks/{network}/members/{AWO}", {"role": "Mitglied"}))

    async def everybody_has_heard(self, position: int) -> None:
        for service in (self.offers, self.notifications, self.portal):
            await service.has_applied(REGISTRY, position)

    async def everybody_is_up_to_date(self) -> None:
        """Everybody has heard all that the registry has told."""
        async with self.registry.running.edge.reading() as connection:
            head = await connection.scalar(text("SELECT coalesce(max(position), 0) FROM event_log"))
        await self.everybody_has_heard(head or 0)

    async def draft(self, **said: Any) -> UUID:
        """The id of a new draft, made by the office."""
        offer = newest_first()
        headers = {**self.platform.headers(), **NEW}
        made = await self.offers.http.put(f"/offers/{offer}", json={**OFFER, **said}, headers=headers)
        assert made.status_code == httpx.codes.CREATED, made.text
        return offer

    async def published(self, **said: Any) -> UUID:
        """The id of a new published offer."""
        offer = await self.draft(**said)
        headers = {**self.platform.headers(), "If-Match": '"1"'}
        made = await self.offers.http.post(f"/offers/{offer}/publish", headers=headers)
        assert made.status_code == httpx.codes.OK, made.text
        return offer

    async def offer_now(self, offer: UUID) -> dict[str, Any]:
        """The offer as the catalogue has it for the office."""
        found = (await self.offers.http.get(f"/offers/{offer}", headers=self.platform.headers())).json()
        assert isinstance(found, dict)
        return found

    async def mails_to(self, address: str, *, after: str = "") -> list[dict[str, Any]]:
        """The mails that have come for an address, after another one; waits for the first."""
        asked: dict[str, str | int] = {"to": address, "wait_seconds": 10, "after": after}
        async with httpx.AsyncClient(base_url=self.mailbox.web_url, timeout=15, verify=False) as http:
            mails: list[dict[str, Any]] = (await http.get("/api/mails", params=asked)).json()
        assert mails, f"no mail for {address}"
        return mails


def portal_settings(offers: StartedService, notifications: StartedService) -> dict[str, Any]:
    return {
        "offers_url": offers.url,
        "notifications_url": notifications.url,
        "dashboard_url": "http://dashboard.example",
        "session_key": SECRET,
        "form_key": SECRET,
        "pages_trusted_seconds": 0,
    }


def token_in(mail: dict[str, Any]) -> str:
    """The token of the link in a mail."""
    found = LINK.search(mail["text"])
    assert found is not None, mail["text"]
    return found[1]


def _source(service: StartedService) -> dict[str, Any]:
    return {"feed_url": f"{service.url}/events", "speaks_for_the_rest": True, "since": "2020-01-01T00:00:00Z"}
