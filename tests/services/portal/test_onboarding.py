"""A quarter joins by itself: docs/onboarding.md, followed word for word, while the others work on."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from services.offers.app import create_app as create_offers
from services.offers.settings import OffersSettings
from shared.testing.platform import TestPlatform
from shared.testing.servers import DatabaseAddresses, MailboxAddresses
from tests.services.portal.demo_sign_in import DemoIssuer
from tests.services.portal.town import AWO, NEW, OFFER, Town

GUIDE = Path(__file__).parents[3] / "docs" / "onboarding.md"
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUARTER = "musterviertel"
COORDINATOR = "newcomer"
# Stands in for the operator's command, whose installation a test doesn't have: the grant is real, and all know it when it ends.
TOKENS = """#!{python}
import os, sys, json, urllib.request as web
role = sys.argv[2]
if role.startswith("coordinator:"):
    body = {{"account": os.environ["ACCOUNT"], "role": "coordinator", "network": role.split(":")[1], "valid_from": "2020-01-01T00:00:00Z"}}
    headers = {{"Authorization": "Bearer " + os.environ["OFFICE"], "If-None-Match": "*", "Content-Type": "application/json"}}
    address = os.environ["REGISTRY"] + "/grants/0197f0c2-6a00-7000-8000-00000000c001"
    given = web.urlopen(web.Request(address, json.dumps(body).encode(), headers, method="PUT"))
    asked = "/checkpoints?source=/registry/city&wait_seconds=5&position=" + given.headers["Event-Position"]
    web.urlopen(os.environ["OFFERS"] + asked).read()
print(os.environ["OFFICE" if role == "office" else "COORDINATION"])
"""


@pytest.fixture
async def own_town(
    postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey, mailbox_server: MailboxAddresses, tmp_path: Path
) -> AsyncIterator[Town]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    platform = TestPlatform(create_database=database_for, broker_url=valkey_server.url)
    platform.issuer = DemoIssuer(tmp_path)
    async with platform:
        yield await Town.start(platform, mailbox_server, folder=tmp_path)


@dataclass
class Others:
    """Quarters that go on publishing while a new one joins, and how their portal answered."""

    town: Town
    statuses: list[int] = field(default_factory=list)
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self) -> int:
        """Publish and look until told to stop; the number of offers."""
        published = 0
        while not self.stopped.is_set():
            await self.town.published(title=f"Angebot {published}")
            published += 1
            self.statuses.append((await self.town.portal.http.get("/quartier/hoerde")).status_code)
        return published


async def follow(town: Town, folder: Path) -> tuple[int, str]:
    """Run the guide's commands in one shell; how it ended and what it printed."""
    operator = folder / "infamilie"
    operator.write_text(TOKENS.format(python=sys.executable), encoding="utf-8")
    operator.chmod(0o700)
    platform = town.platform
    told = {
        "INFAMILIE": str(operator),
        "REGISTRY": town.registry.url,
        "OFFERS": town.offers.url,
        "NOTIFICATIONS": town.notifications.url,
        "PORTAL": town.portal.url,
        "OFFICE": platform.issuer.token("office"),
        "COORDINATION": platform.issuer.token(COORDINATOR),
        "ACCOUNT": platform.account(COORDINATOR),
    }
    commands = "".join(COMMANDS.findall(GUIDE.read_text(encoding="utf-8")))
    shell = await asyncio.create_subprocess_exec(
        "bash", "-eu", "-o", "pipefail", "-c", commands,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **told}, cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    printed, _ = await shell.communicate()
    return shell.returncode or 0, printed.decode()


async def test_the_guide_followed_word_for_word_makes_an_active_quarter_without_disturbing_others(
    own_town: Town, tmp_path: Path
) -> None:
    others = Others(own_town)
    busy = asyncio.create_task(others.work())

    code, printed = await follow(own_town, tmp_path)
    others.stopped.set()
    published = await busy

    assert code == 0, printed
    network = (await own_town.registry.http.get(f"/networks/{QUARTER}")).json()
    page = await own_town.portal.http.get(f"/quartier/{QUARTER}")
    mail = (await own_town.mails_to("familie@beispiel.example"))[0]
    assert network["status"] == "active"
    assert "Baby-Eltern-Treff im Musterviertel" in page.text
    assert "Musterviertel" in mail["text"]
    assert published > 0
    assert set(others.statuses) == {200}


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
