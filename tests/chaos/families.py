"""Confirmed subscribers, won as real ones are: request, mail, link; and who of them an offer concerns."""

import asyncio
import random
import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx

from services.notifications.api.schemas import SubscriptionRequest
from tests.chaos.base_data import NETWORKS
from tests.chaos.servants import DidNotHappen
from tests.chaos.town import Town

LINK = re.compile(r"/abo/bestaetigen/([\w.~-]+)")
BERLIN = ZoneInfo("Europe/Berlin")
AT_ONCE = 8
MAIL_SECONDS = 60


@dataclass(frozen=True)
class Family:
    """A person with one active subscription; without birth month every age is of interest."""

    person: UUID
    address: str
    networks: frozenset[str]
    birth_month: date | None

    def wants(self, offer: dict[str, Any], *, at: datetime) -> bool:
        """Tell whether an offer, as its event tells it, is for this family at that time or within two months: half-open intervals."""
        if offer["network"] not in self.networks:
            return False
        if self.birth_month is None:
            return True
        day = at.astimezone(BERLIN).date()
        months = (day.year - self.birth_month.year) * 12 + day.month - self.birth_month.month
        low, high = offer["ages"].get("min_months"), offer["ages"].get("max_months")
        return (low is None or low <= months + 2) and (high is None or months < high)


async def subscribe_families(town: Town, count: int, rng: random.Random) -> tuple[Family, ...]:
    """Let families subscribe and confirm."""
    wishes = [_wish(number, rng) for number in range(count)]
    gate = asyncio.Semaphore(AT_ONCE)
    async with town.api("notifications") as http:
        http.headers.pop("Authorization")

        async def ask(wish: dict[str, Any]) -> None:
            async with gate:
                (await http.post("/subscriptions", json=wish)).raise_for_status()

        await asyncio.gather(*(ask(wish) for wish in wishes))
        tokens = await _tokens(town, count)
        return tuple(await asyncio.gather(*(_confirm(http, gate, wish, tokens[_address(wish)]) for wish in wishes)))


def _wish(number: int, rng: random.Random) -> dict[str, Any]:
    field = "email" if "email" in SubscriptionRequest.model_fields else "address"
    wish: dict[str, Any] = {
        field: f"familie-{number:03d}@chaos.example",
        "networks": rng.sample(NETWORKS, rng.randint(1, 2)),
    }
    if rng.random() < 0.8:
        now = datetime.now(UTC)
        month = now.year * 12 + now.month - 1 - rng.randint(-8, 100)
        wish["birth_month"] = f"{month // 12}-{month % 12 + 1:02d}"
    return wish


def _address(wish: dict[str, Any]) -> str:
    return str(wish.get("email") or wish["address"])


async def _tokens(town: Town, count: int) -> dict[str, str]:
    async with town.mailbox() as mailbox:
        for _ in range(MAIL_SECONDS * 5):
            if (await mailbox.get("/api/count")).json()["count"] >= count:
                mails = (await mailbox.get("/api/mails", params={"limit": 1000})).json()
                return {mail["to"][0]: link[1] for mail in mails if (link := LINK.search(mail["text"]))}
            await asyncio.sleep(0.2)
    raise DidNotHappen("not all confirmation mails came")


async def _confirm(http: httpx.AsyncClient, gate: asyncio.Semaphore, wish: dict[str, Any], token: str) -> Family:
    async with gate:
        answer = (await http.post("/confirmations", json={"token": token})).raise_for_status().json()
    person = UUID(bytes=urlsafe_b64decode(answer["token"] + "=")[:16])
    born = wish.get("birth_month")
    birth_month = date.fromisoformat(f"{born}-01") if born else None
    return Family(person, _address(wish), frozenset(wish["networks"]), birth_month)
