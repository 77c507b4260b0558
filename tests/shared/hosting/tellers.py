"""The real registry and the real catalogue after a busy day, and readers of their feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx

from services.offers.app import create_app as create_offers
from services.offers.settings import OffersSettings
from services.registry.app import create_app as create_registry
from services.registry.settings import RegistrySettings
from shared.contracts.vocabulary import AgeInterval
from shared.testing.platform import StartedService, TestPlatform

NETWORKS = ("hoerde", "eving")
SECRET_TITLE = "Noch nicht verraten"
PERSON = UUID(int=7)
VOLUNTEER, NUMBER, NOTE, GIVER = "Erika Muster", "0231 555 0199", "Die Leitung wechselt", "Stiftung Still"
"""A person, and what an offer says to professionals only."""
NEW = {"If-None-Match": "*"}
AGES = {"min_months": 0, "max_months": 24}
LARGEST_PAGES = 1_000

Json = dict[str, Any]


@dataclass
class Tellers:
    """Two services with a log each."""

    platform: TestPlatform
    registry: StartedService
    offers: StartedService

    @classmethod
    async def start(cls, platform: TestPlatform) -> "Tellers":
        registry = await platform.start("registry", create_registry, RegistrySettings)
        offers = await platform.start("offers", create_offers, OffersSettings)
        tellers = cls(platform, registry, offers)
        await tellers._fill()
        return tellers

    def service(self, name: str) -> StartedService:
        return {"registry": self.registry, "offers": self.offers}[name]

    def accounts(self) -> list[str]:
        """The account ids that grants were given to."""
        return [self.platform.account(subject) for subject in ("coordinator", "partner")]

    async def _fill(self) -> None:
        organisation = uuid4()
        await self._tell("life-phases/p0_2", {"label": "0 bis 2 Jahre", "ages": AGES, "order": 1})
        await self._tell("areas/hoerde", AREA)
        for network in NETWORKS:
            await self._tell(f"networks/{network}", {**NETWORK, "areas": ["hoerde"]})
        await self._tell(f"partners/{organisation}", {"label": "Kita", "kind": "institution", "partner_type": "kita"})
        await self._tell(f"anchor-sites/{uuid4()}", {**SITE, "network": "hoerde", "operator": str(organisation)})
        grant, _ = await self.platform.give(self.registry, "coordinator", "coordinator", network="hoerde")
        await self.platform.give(self.registry, "partner", "partner", organisation=str(organisation))
        await self._expect(204, self.registry, "DELETE", f"grants/{grant}", headers={"If-Match": '"1"'})
        await self._tell("sources/offers/city", SOURCE)
        for network in NETWORKS:
            position = await self._tell(f"networks/{network}/members/{organisation}", {"role": "Mitglied"})
        await self.offers.has_applied("/registry/city", position)
        await self._tell(f"persons/{PERSON}", VOLUNTEERS)
        for network in NETWORKS:
            await self._offers_of(network, organisation)

    async def _offers_of(self, network: str, organisation: UUID) -> None:
        """In each quarter a secret draft, a published offer that changed, and one that has ended."""
        about = {"network": network, "organisation": str(organisation), "ages": AGES, **FOR_PROFESSIONALS}
        secret, changed, ended = uuid4(), uuid4(), uuid4()
        for offer, title in ((secret, SECRET_TITLE), (changed, "Singen"), (ended, "Turnen")):
            await self._expect(201, self.offers, "PUT", f"offers/{offer}", {**about, "title": title}, headers=NEW)
        for offer in (changed, ended):
            await self._expect(200, self.offers, "POST", f"offers/{offer}/publish", headers={"If-Match": '"1"'})
        louder = {**about, "title": "Laut singen"}
        await self._expect(200, self.offers, "PUT", f"offers/{changed}", louder, headers={"If-Match": '"2"'})
        await self._expect(200, self.offers, "POST", f"offers/{ended}/withdraw", headers={"If-Match": '"2"'})

    async def _tell(self, path: str, body: Json) -> int:
        answer = await self._expect(201, self.registry, "PUT", path, body, headers=NEW)
        return int(answer.headers["Event-Position"])

    async def _expect(
        self, status: int, service: StartedService, method: str, path: str, body: Json | None = None, *, headers: Json
    ) -> httpx.Response:
        sent = {**self.platform.headers(), **headers}
        answer = await service.http.request(method, f"/{path}", json=body, headers=sent)
        assert answer.status_code == status, answer.text
        return answer


AREA: Json = {"label": "Hörde", "kind": "aktionsraum", "district": "Hörde", "valid_from": 2008}
NETWORK: Json = {"label": "Netzwerk", "short_label": "Netz", "status": "active"}
SITE: Json = {"label": "Familienzentrum", "area": "hoerde", "site_type": "familienzentrum"}
SOURCE: Json = {
    "feed_url": "http://127.0.0.1:9/events",
    "speaks_for_the_rest": True,
    "since": "2020-01-01T00:00:00Z",
}
ANY_AGE = AgeInterval()
VOLUNTEERS: Json = {
    "kind": "volunteer",
    "fields": [
        {"field": field, "value": value, "consent": "public", "text_version": "2026-01"}
        for field, value in (("name", VOLUNTEER), ("phone", NUMBER))
    ],
}
FOR_PROFESSIONALS: Json = {
    "contact": {"function": "Büro", "switchboard": NUMBER, "is_public": False},
    "internal_note": NOTE,
    "funding": {"source": GIVER},
}


@dataclass(frozen=True)
class Reader:
    """Somebody who reads a feed page by page."""

    http: httpx.AsyncClient
    path: str
    headers: Mapping[str, str]

    async def ask(self, **query: str | int) -> httpx.Response:
        return await self.http.get(self.path, params=query, headers=dict(self.headers))

    async def page(self, **query: str | int) -> Json:
        answer = await self.ask(**query)
        assert answer.status_code == 200, answer.text
        page: Json = answer.json()
        return page

    async def walk(self, *, after: int = 0, **query: str | int) -> list[Json]:
        """The pages from a position to the end of the log, each asked for by the `next` of the one before."""
        pages: list[Json] = []
        while len(pages) < LARGEST_PAGES:
            pages.append(await self.page(after=after, **query))
            if pages[-1]["next"] == pages[-1]["head"]:
                return pages
            assert pages[-1]["next"] > after, "the feed stands still"
            after = pages[-1]["next"]
        raise AssertionError("the feed has no end")


def public_reader(service: StartedService) -> Reader:
    return Reader(service.http, "/public/events", {})


def service_reader(tellers: Tellers, service: StartedService) -> Reader:
    return Reader(service.http, "/events", tellers.platform.headers("notifications"))


def events_in(pages: list[Json]) -> list[Json]:
    return [event for page in pages for event in page["events"]]
