"""The main job told step by step: a family subscribes, a partner publishes, the mail arrives, the dashboard shows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import httpx

from deploy.local.operator import Operator
from deploy.reference.identifiers import identifier
from shared.hosting.running import new_uuid7, utc_now

NETWORK = "hoerde"
PARTNER = "demo-partner-awo"
ORGANISATION = identifier("partner", "awo-dortmund")
AGE_MONTHS = 14
WAIT_SECONDS = 10
LINK = re.compile(r"/abo/bestaetigen/([\w.~-]+)")

Say = Callable[[str], Any]


@dataclass
class Story:
    """Tells each step with the time it took."""

    say: Say
    steps: int = 0
    _began: float = field(default_factory=perf_counter)

    def tell(self, text: str) -> None:
        """Tell a step that has just happened."""
        self.steps += 1
        now = perf_counter()
        self.say(f"  {self.steps}. {text}  ({(now - self._began) * 1000:.0f} ms)")
        self._began = now


async def tell(operator: Operator, *, say: Say) -> None:
    """Play the story against the running platform; raises httpx.HTTPError when something does not answer."""
    say("Die Hauptsache, in Hörde:\n")
    story = Story(say)
    address = f"familie-{new_uuid7().hex[-12:]}@example.org"
    async with (
        operator.clients("offers", "notifications", "dashboard", subject=PARTNER) as services,
        _mailbox(operator) as mailbox,
    ):
        await _subscribe(services["notifications"], address)
        story.tell(
            f"Eine Familie in Hörde, Kind {AGE_MONTHS} Monate, möchte Bescheid bekommen. Antwort: Bitte bestätigen."
        )
        mail = await _mail(mailbox, address)
        story.tell(f"Im Postfach liegt: „{mail['subject']}“")
        await _confirm(services["notifications"], mail["text"])
        story.tell("Ein Tipp auf den Link, ein Knopf: Das Abonnement ist bestätigt.")
        offer_id, title = await _draft(services["offers"])
        story.tell(f"Pia Partnerin (AWO) trägt ein Angebot ein: „{title}“")
        position, began = await _publish(services["offers"], offer_id), perf_counter()
        story.tell(f"Sie veröffentlicht es. Es ist Ereignis {position} im Verlauf des Katalogs.")
        notice = await _mail(mailbox, address, after=mail["id"])
        arrived = (perf_counter() - began) * 1000
        story.tell(f"Die Familie hat eine Mail: „{notice['subject']}“")
        await _shown(services["dashboard"], position)
        story.tell("Die Übersicht der Präventionsfachstelle zeigt es.")
        say(f"\nVon der Veröffentlichung bis zur Mail: {arrived:.0f} ms.")
        say(
            f"Nachsehen: {operator.seen_at('portal')}/angebot/{offer_id}  {operator.seen_at('mailbox')}  {operator.seen_at('dashboard')}"
        )


def _mailbox(operator: Operator) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=operator.url_of("mailbox"), timeout=WAIT_SECONDS + 5)


async def _subscribe(notifications: httpx.AsyncClient, address: str) -> None:
    now = utc_now()
    month = now.year * 12 + now.month - 1 - AGE_MONTHS
    body = {
        "address": address,
        "networks": [NETWORK],
        "birth_month": f"{month // 12}-{month % 12 + 1:02d}",
        "text_language": "de",
    }
    (await notifications.post("/subscriptions", json=body)).raise_for_status()


async def _mail(mailbox: httpx.AsyncClient, address: str, *, after: str = "") -> dict[str, Any]:
    answer = await mailbox.get("/api/mails", params={"to": address, "after": after, "wait_seconds": WAIT_SECONDS})
    mails: list[dict[str, Any]] = answer.raise_for_status().json()
    if not mails:
        raise httpx.ReadTimeout("no mail came")
    return mails[0]


async def _confirm(notifications: httpx.AsyncClient, text: str) -> None:
    link = LINK.search(text)
    assert link is not None
    (await notifications.post("/confirmations", json={"token": link[1]})).raise_for_status()


async def _draft(offers: httpx.AsyncClient) -> tuple[str, str]:
    offer_id, title = str(new_uuid7()), f"Krabbelgruppe am Clarenberg ({utc_now():%H:%M:%S})"
    body = {
        "network": NETWORK,
        "organisation": str(ORGANISATION),
        "title": title,
        "description": "Singen, spielen, andere Eltern treffen. Zur Vorführung erfunden.",
        "ages": {"min_months": 6, "max_months": 24},
        "themes": [],
        "languages": ["de", "tr"],
        "place": {"name": "Familienzentrum Hörde"},
        "schedule_text": "mittwochs 9:30 bis 11 Uhr",
        "cost_cents": 0,
    }
    (await offers.put(f"/offers/{offer_id}", json=body, headers={"If-None-Match": "*"})).raise_for_status()
    return offer_id, title


async def _publish(offers: httpx.AsyncClient, offer_id: str) -> int:
    answer = await offers.post(f"/offers/{offer_id}/publish", headers={"If-Match": '"1"'})
    return int(answer.raise_for_status().headers["Event-Position"])


async def _shown(dashboard: httpx.AsyncClient, position: int) -> None:
    asked: dict[str, str | int] = {"source": "/offers/city", "position": position, "wait_seconds": WAIT_SECONDS}
    (await dashboard.get("/checkpoints", params=asked)).raise_for_status()
