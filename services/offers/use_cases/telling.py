"""Turns a changed offer into its event and its line in the audit trail."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import FOR_PROFESSIONALS
from services.offers.domain.offer_status import Status
from services.offers.domain.terms import ContactPoint
from services.offers.storage.content_json import json_of
from services.offers.storage.versions import keep_versions
from services.offers.use_cases.chain.call_chains import call_chains
from services.offers.use_cases.double_structures.mark_offers import mark_offers
from shared.contracts.offers import OfferChanged, OfferDrafted, OfferPaused, OfferState, OfferWithdrawn
from shared.contracts.offers.notices import NoticeKind as ContractKind
from shared.contracts.offers.notices import OfferNotice
from shared.identity.actor import Actor
from shared.identity.audit import record_all
from shared.messaging.edge import Work

# Free texts may name a person; the trail says only that they changed.
FREE_TEXTS = frozenset(
    {
        "title",
        "description",
        "texts",
        "schedule_text",
        "schedule",
        "places",
        "cost",
        "registration",
        "contact",
        "goals",
        "funding",
        "internal_note",
    }
)


ABOUT: Mapping[Status, type[OfferState]] = {
    Status.DRAFT: OfferDrafted,
    Status.IN_REVIEW: OfferDrafted,
    Status.PUBLISHED: OfferChanged,
    Status.PAUSED: OfferPaused,
    Status.ENDED: OfferWithdrawn,
}
"""Which event tells of an offer in a state, where no publication is told."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """An offer's new version, the one before, and how the step is called in the trail; without a contract its state says which event it is."""

    offer: Offer
    before: Offer | None
    action: str
    contract: type[OfferState] | None = None


async def tell(
    work: Work,
    actor: Actor,
    offer: Offer,
    *,
    before: Offer | None,
    action: str,
    contract: type[OfferState] | None = None,
) -> None:
    """Announce the offer's new version, keep it and note who made it."""
    await tell_all(work, actor, (Step(offer=offer, before=before, action=action, contract=contract),))


async def tell_all(work: Work, actor: Actor, steps: Sequence[Step]) -> None:
    """Announce new versions of offers, keep them and note who made them: as many statements for a thousand as for one."""
    for step in steps:
        offer = step.offer
        state = _told(offer, step.contract or ABOUT[offer.status])
        work.announce(f"offer/{offer.id}", version=offer.version, data=state, network=offer.content.network)
    await keep_versions(work.connection, [(step.offer, step.action) for step in steps], at=work.now)
    await call_chains(work, [(step.before, step.offer) for step in steps])
    await mark_offers(work, [step.offer for step in steps])
    await record_all(work.connection, [_line(step) for step in steps], account=actor.account or "", at=work.now)


def _line(step: Step) -> dict[str, Any]:
    before = step.before
    changed = before.content.differing(step.offer.content) if before is not None else frozenset()
    return {
        "action": step.action,
        "subject_kind": "offer",
        "subject_id": str(step.offer.id),
        "before": _facts(before, changed) if before is not None else None,
        "after": _facts(step.offer, changed),
    }


def state_of(offer: Offer, contract: type[OfferState] = OfferState) -> OfferState:
    """Return the offer as other services see it: without what is for professionals only."""
    content = offer.content
    said = {name: value for name, value in json_of(content).items() if name not in FOR_PROFESSIONALS}
    return contract.model_validate(
        {
            **said,
            "contact": _outward(content.contact),
            "cost_cents": content.cost_cents,
            "id": offer.id,
            "status": offer.status.value,
            "notice_version": offer.notice_version,
            "confirmed_on": offer.confirmed_on,
        }
    )


def _told(offer: Offer, contract: type[OfferState]) -> OfferState:
    """Return the offer as its event tells it: with what this version tells subscribers."""
    notice = offer.notice
    said = None if notice is None else OfferNotice(kind=ContractKind(notice.kind), sides=tuple(sorted(notice.sides)))
    return state_of(offer, contract).model_copy(update={"notice": said})


def _outward(contact: ContactPoint | None) -> dict[str, str | None] | None:
    if contact is None:
        return None
    outward = contact.outward()
    return {"function": outward.function, "switchboard": outward.switchboard, "mailbox": outward.mailbox}


def _facts(offer: Offer, changed: Set[str]) -> dict[str, Any]:
    said = json_of(offer.content)
    told = {name: said[name] for name in sorted(changed - FREE_TEXTS)}
    if "cost" in changed:
        told["cost_cents"] = offer.content.cost_cents
    return {"version": offer.version, "status": offer.status.value, **told, "changed": sorted(changed)}
