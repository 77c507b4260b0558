"""Turns a changed offer into its event and its line in the audit trail."""

from collections.abc import Iterable, Set
from dataclasses import asdict, dataclass
from typing import Any

from services.offers.domain.offer import Offer
from shared.contracts.offers import OfferState, OfferStatus
from shared.contracts.vocabulary import AgeInterval, Occurrence, Place
from shared.identity.actor import Actor
from shared.identity.audit import record_all
from shared.messaging.edge import Work

# Free texts may name a person; the trail says only that they changed.
FREE_TEXTS = frozenset({"title", "description", "schedule_text", "place"})


@dataclass(frozen=True, kw_only=True)
class Step:
    """An offer's new version, the one before, and how the step is called in the log and in the trail."""

    offer: Offer
    before: Offer | None
    contract: type[OfferState]
    action: str


async def tell(
    work: Work, actor: Actor, offer: Offer, *, before: Offer | None, contract: type[OfferState], action: str
) -> None:
    """Announce the offer's new version and note who made it."""
    await tell_all(work, actor, (Step(offer=offer, before=before, contract=contract, action=action),))


async def tell_all(work: Work, actor: Actor, steps: Iterable[Step]) -> None:
    """Announce new versions of offers and note who made them."""
    lines = []
    for step in steps:
        offer = step.offer
        data = state_of(offer, step.contract)
        work.announce(f"offer/{offer.id}", version=offer.version, data=data, network=offer.content.network)
        lines.append(_line(step))
    await record_all(work.connection, lines, account=actor.account or "", at=work.now)


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
    """Return the offer as other services see it."""
    content = offer.content
    return contract(
        id=offer.id,
        network=content.network,
        organisation=content.organisation,
        title=content.title,
        description=content.description,
        ages=AgeInterval(min_months=content.ages.min_months, max_months=content.ages.max_months),
        themes=content.themes,
        languages=content.languages,
        place=Place(**asdict(content.place)) if content.place is not None else None,
        schedule_text=content.schedule_text,
        dates=tuple(Occurrence(starts_at=date.starts_at, ends_at=date.ends_at) for date in content.dates),
        cost_cents=content.cost_cents,
        bridge=content.bridge,
        status=OfferStatus(offer.status),
        notice_version=offer.notice_version,
    )


def _facts(offer: Offer, changed: Set[str]) -> dict[str, Any]:
    state = state_of(offer).model_dump(mode="json")
    told = {name: state[name] for name in sorted(changed - FREE_TEXTS)}
    return {"version": offer.version, "status": offer.status.value, **told, "changed": sorted(changed)}
