"""From the answer to a publication to the mail in the hands of the SMTP server; nothing here has a limit by hand."""

import re
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import httpx

from deploy.local.installation import Installation
from deploy.local.operator import operator_of
from deploy.reference.identifiers import identifier
from shared.hosting.running import new_uuid7, utc_now
from tests.bench.figure import Figure, median_of, quantile

MAILS_A_RUN = 40
WARMING_UP = 5
NETWORK = "hoerde"
AGE_MONTHS = 14
ORGANISATION = identifier("partner", "awo-dortmund")
LINK = re.compile(r"/abo/bestaetigen/([\w.~-]+)")


class MainJob:
    """One subscriber, and a person of the office who publishes."""

    def __init__(self, offers: httpx.AsyncClient, notifications: httpx.AsyncClient, mailbox: httpx.AsyncClient) -> None:
        self._offers = offers
        self._notifications = notifications
        self._mailbox = mailbox
        self._address = f"familie-{new_uuid7().hex}@beispiel.example"
        self._last_mail = ""

    async def subscribe(self) -> None:
        """Subscribe and confirm."""
        now = utc_now()
        month = now.year * 12 + now.month - 1 - AGE_MONTHS
        body = {
            "address": self._address,
            "networks": [NETWORK],
            "birth_month": f"{month // 12}-{month % 12 + 1:02d}",
            "text_language": "de",
        }
        (await self._notifications.post("/subscriptions", json=body)).raise_for_status()
        link = LINK.search((await self._next_mail())["text"])
        assert link is not None
        (await self._notifications.post("/confirmations", json={"token": link[1]})).raise_for_status()

    async def seconds_to_the_mail(self) -> float:
        """Publish an offer; return how long after the answer the mailbox, which keeps a mail first, tells that it came."""
        offer = f"/offers/{new_uuid7()}"
        drafted = await self._offers.put(offer, json=offer_in(NETWORK), headers={"If-None-Match": "*"})
        answer = await self._offers.post(
            f"{offer}/publish", headers={"If-Match": drafted.raise_for_status().headers["ETag"]}
        )
        published = monotonic()
        answer.raise_for_status()
        (await self._mailbox.get("/api/count", params=self._asked())).raise_for_status()
        arrived = monotonic()
        await self._next_mail()
        return arrived - published

    async def _next_mail(self) -> dict[str, Any]:
        mails = (await self._mailbox.get("/api/mails", params=self._asked())).raise_for_status().json()
        self._last_mail = mails[-1]["id"]
        found: dict[str, Any] = mails[0]
        return found

    def _asked(self) -> dict[str, str | int]:
        return {"to": self._address, "after": self._last_mail, "wait_seconds": 20}


async def mail_figures(installation: Installation, *, runs: int) -> AsyncIterator[Figure]:
    """Yield median and 99 % of the way of a mail."""
    async with (
        operator_of(installation).clients("offers", "notifications") as services,
        httpx.AsyncClient(base_url=installation.url_of("mailbox"), timeout=30) as mailbox,
    ):
        job = MainJob(services["offers"], services["notifications"], mailbox)
        await job.subscribe()
        for _ in range(WARMING_UP):
            await job.seconds_to_the_mail()
        latencies = [[await job.seconds_to_the_mail() * 1000 for _ in range(MAILS_A_RUN)] for _ in range(runs)]
    for label, share, target in (("Median", 0.5, 25), ("99 %", 0.99, 100)):
        yield Figure(
            name=f"Angebot veröffentlicht bis Mail angenommen, {label}",
            unit="ms",
            value=median_of([quantile(run, share) for run in latencies]),
            target=target,
        )


def offer_in(network: str) -> dict[str, Any]:
    """Return an offer as a partner writes it."""
    return {
        "network": network,
        "organisation": str(ORGANISATION),
        "title": "Krabbelgruppe",
        "description": "Singen, spielen, andere Eltern treffen.",
        "ages": {"min_months": 6, "max_months": 24},
        "themes": [],
        "languages": ["de"],
        "place": {"name": "Familienzentrum"},
        "schedule_text": "mittwochs 9:30 bis 11 Uhr",
        "cost_cents": 0,
    }
