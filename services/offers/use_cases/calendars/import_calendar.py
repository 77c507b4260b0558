"""Brings the events of somebody's calendar into an offer as its dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.offers.domain.calendars.entry import Entry, Reason
from services.offers.domain.calendars.plan import Plan, plan_of
from services.offers.domain.offer import Offer
from services.offers.domain.speaking import OwnVoice
from services.offers.storage.calendars import imported
from services.offers.use_cases.change_offer import change_offer
from services.offers.use_cases.present_offer import offer_to_change
from shared.identity.actor import Actor
from shared.messaging.edge import Work


@dataclass(frozen=True, kw_only=True)
class WantedDates:
    """A calendar as it was read; without `written` it is only told what would become of it."""

    offer: UUID
    expected: int
    source: str
    entries: Sequence[Entry]
    refused: Sequence[tuple[str, Reason]]
    written: bool


async def import_calendar(work: Work, actor: Actor, wanted: WantedDates, *, voice: OwnVoice) -> tuple[Offer, Plan]:
    """Return the offer and what became of each event; raises what a change of the offer raises."""
    offer = await offer_to_change(work, actor, offer_id=wanted.offer, expected=wanted.expected, voice=voice)
    known = await imported.known(work.connection, wanted.offer, source=wanted.source)
    plan = plan_of(offer.content, known)
    for entry in sorted(wanted.entries, key=lambda entry: (entry.first is None, entry.first, entry.uid)):
        plan.take(entry, now=work.now)
    plan.remove_all_but([entry.uid for entry in wanted.entries])
    for summary, reason in wanted.refused:
        plan.refuse(summary, reason)
    if wanted.written:
        offer = await change_offer(
            work,
            actor,
            offer_id=wanted.offer,
            expected=wanted.expected,
            revise=lambda _: plan.content,
            voice=voice,
            action="import-calendar",
        )
        await imported.replace(work.connection, wanted.offer, source=wanted.source, known=plan.known)
    return offer, plan
