"""A quarter joins by itself: docs/onboarding.md, followed word for word, while the others work on."""

import asyncio
import re
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from services.offers.app import create_app as create_offers
from services.offers.settings import OffersSettings
from tests.services.portal.operated import Operated
from tests.services.portal.town import AWO, NEW, OFFER, Town

GUIDE = Path(__file__).parents[3] / "docs" / "onboarding.md"
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUARTER = "musterviertel"
QUARTERS_BEFORE = 13


async def follow(operated: Operated, folder: Path) -> tuple[int, str]:
    """Run the guide's commands in one shell."""
    town = operated.town
    services = (town.registry, town.offers, town.notifications, town.portal)
    told = {service.name.upper(): service.url for service in services}
    commands = "".join(COMMANDS.findall(GUIDE.read_text(encoding="utf-8")))
    return await operated.run("bash", "-eu", "-o", "pipefail", "-c", commands, folder=folder, **told)


@pytest.fixture
def own_town(operated: Operated) -> Town:
    return operated.town


@dataclass
class Others:
    """Quarters that go on publishing while a new one joins, and what they were answered; a refusal fails the test."""

    town: Town
    statuses: list[int] = field(default_factory=list)
    offers: list[UUID] = field(default_factory=list)
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self) -> None:
        """Publish and look until told to stop."""
        while not self.stopped.is_set():
            self.offers.append(await self.town.published(title=f"Angebot {len(self.offers)}"))
            self.statuses.append((await self.town.portal.http.get("/quartier/hoerde")).status_code)


async def standing(town: Town) -> dict[str, tuple[list[str], list[object]]]:
    """How the listeners stand to each source they follow, and what they had to put aside."""
    office = town.platform.headers()
    stand = {}
    for service in (town.offers, town.notifications, town.portal):
        sources = (await service.http.get("/checkpoints", headers=office)).json()["sources"]
        aside = (await service.http.get("/dead-letters", headers=office)).json()["items"]
        stand[service.name] = (sorted({source["state"] for source in sources}), aside)
    return stand


async def test_the_guide_followed_word_for_word_makes_an_active_quarter_without_disturbing_others(
    operated: Operated, tmp_path: Path
) -> None:
    town = operated.town
    for number in range(QUARTERS_BEFORE - 2):
        await town.add_quarter(f"quartier-{number}", f"Quartier {number}")
    processes = [service.running for service in (town.registry, town.offers, town.notifications, town.portal)]
    others = Others(town)
    busy = asyncio.create_task(others.work())

    code, printed = await follow(operated, tmp_path)
    others.stopped.set()
    await busy

    assert code == 0, printed
    network = (await town.registry.http.get(f"/networks/{QUARTER}")).json()
    networks = (await town.registry.http.get("/networks")).json()["items"]
    page = await town.portal.http.get(f"/quartier/{QUARTER}")
    mail = (await town.mails_to("familie@beispiel.example"))[0]
    assert (network["status"], len(networks) > QUARTERS_BEFORE) == ("active", True)
    assert "Baby-Eltern-Treff im Musterviertel" in page.text
    assert "Musterviertel" in mail["text"]
    assert len(others.offers) > 1
    assert set(others.statuses) == {200}
    published = await asyncio.gather(*map(town.offer_now, others.offers))
    assert {offer["status"] for offer in published} == {"published"}
    assert [service.running for service in (town.registry, town.offers, town.notifications, town.portal)] == processes
    assert await standing(town) == dict.fromkeys(("offers", "notifications", "portal"), (["working"], []))


async def test_every_command_of_the_guide_is_one_that_the_test_follows() -> None:
    fences = re.findall(r"^```(\w*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(fences) == {"sh", ""}


async def test_a_quarter_works_from_its_first_calls_on(own_town: Town) -> None:
    town, office = own_town, own_town.platform.headers()
    own = await town.platform.start("offers", create_offers, OffersSettings, instance=QUARTER)
    area = {"label": "Musterviertel", "kind": "aktionsraum", "district": "Nord", "valid_from": 2024}
    network = {"label": "Musterviertel", "short_label": "Muster", "status": "planned", "areas": [QUARTER]}
    source = {"feed_url": f"{own.url}/events", "networks": [QUARTER], "since": "2020-01-01T00:00:00Z"}
    offer = {**OFFER, "network": QUARTER, "organisation": str(AWO)}

    await town.tell(f"/areas/{QUARTER}", area)
    await town.tell(f"/networks/{QUARTER}", network)
    await town.everybody_has_heard(await town.tell(f"/sources/offers/{QUARTER}", source))
    page = await town.portal.http.get(f"/quartier/{QUARTER}")
    subscribed = await subscribe(town, QUARTER)
    drafted = await own.http.put(f"/offers/{(offer_id := uuid4())}", json=offer, headers={**office, **NEW})
    published = await own.http.post(f"/offers/{offer_id}/publish", headers={**office, "If-Match": '"1"'})
    await town.notifications.has_applied(f"/offers/{QUARTER}", int(published.headers["Event-Position"]))

    answers = [answer.status_code for answer in (page, drafted, published, subscribed)]
    assert answers == [httpx.codes.OK, httpx.codes.CREATED, httpx.codes.OK, httpx.codes.ACCEPTED]


async def subscribe(town: Town, network: str) -> httpx.Response:
    wish = {"address": f"familie-{uuid4().hex[:12]}@beispiel.example", "networks": [network]}
    return await town.notifications.http.post("/subscriptions", json=wish)
