"""Makes, changes and publishes many offers in one transaction: all of them, or none and the reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.offer_set import RefusedPlace, SetStep, WantedOffer, steps_of
from services.offers.domain.refusals import OfferRefusal, OrganisationIsNoMember
from services.offers.domain.speaking import OwnVoice
from services.offers.storage import offer_sets, offers
from services.offers.storage.aliases import survivors
from services.offers.storage.neighbours import networks_of, speakers
from services.offers.use_cases.permission import insist_on_changing
from services.offers.use_cases.telling import Step, tell_all
from shared.calendar_day import local_day
from shared.contracts.offers import OfferPublished
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import condition_failed


@dataclass(frozen=True, kw_only=True)
class OfferSetDone:
    """What became of a set; with refusals nothing was written."""

    steps: tuple[SetStep, ...]
    refused: tuple[RefusedPlace, ...]


async def put_offer_set(
    work: Work, actor: Actor, wanted: Sequence[WantedOffer], *, voice: OwnVoice, dry_run: bool
) -> OfferSetDone:
    """Return what became of the set; raises NotPermitted or NotVisible for what the actor may not touch, and 412 in a race for an id."""
    found = await offers.find_all(work.connection, {offer.id for offer in wanted}, for_change=True)
    standing = {offer.id: offer for offer in found}
    _insist_on_permission(actor, wanted, standing)
    steps, refused = steps_of(wanted, standing, on=local_day(work.now))
    refused = (*refused, *await _refused_by_others(work, actor, steps, voice=voice))
    if not refused and not dry_run:
        await _write(work, actor, [step for step in steps if step.changes])
    return OfferSetDone(steps=steps, refused=tuple(sorted(refused, key=lambda each: each.place)))


def _insist_on_permission(actor: Actor, wanted: Iterable[WantedOffer], standing: Mapping[UUID, Offer]) -> None:
    for offer in wanted:
        insist_on_changing(actor, offer.content)
        if (found := standing.get(offer.id)) is not None:
            insist_on_changing(actor, found.content, hidden=found.is_hidden)


async def _refused_by_others(
    work: Work, actor: Actor, steps: Sequence[SetStep], *, voice: OwnVoice
) -> list[RefusedPlace]:
    """What the offers themselves can't know: who keeps a network's offers, and who belongs to it."""
    announced = await speakers(work.connection)
    refused: list[RefusedPlace] = []
    for step in steps:
        try:
            voice.insist(step.after.content.network, announced, now=work.now)
        except OfferRefusal as reason:
            refused.append(RefusedPlace(step.place, reason))
    return [*refused, *await _published_by_strangers(work, actor, steps)]


async def _published_by_strangers(work: Work, actor: Actor, steps: Sequence[SetStep]) -> list[RefusedPlace]:
    asked = [
        step
        for step in steps
        if step.publishes and not actor.is_office and not actor.coordinates(step.after.content.network)
    ]
    if not asked:
        return []
    houses = await survivors(work.connection, {step.after.content.organisation for step in asked})
    members = await networks_of(work.connection, set(houses.values()), on=local_day(work.now))
    return [
        RefusedPlace(step.place, OrganisationIsNoMember(content.organisation, content.network))
        for step in asked
        if (houses[(content := step.after.content).organisation], content.network) not in members
    ]


async def _write(work: Work, actor: Actor, steps: Sequence[SetStep]) -> None:
    new = [step.after for step in steps if step.before is None]
    if not await offer_sets.add_all(work.connection, new, at=work.now):
        raise condition_failed(None)
    await offer_sets.save_all(work.connection, [step.after for step in steps if step.before is not None], at=work.now)
    await tell_all(work, actor, [_told(step) for step in steps])


def _told(step: SetStep) -> Step:
    if step.publishes:
        return Step(offer=step.after, before=step.before, action="publish-offer", contract=OfferPublished)
    return Step(
        offer=step.after, before=step.before, action="change-offer" if step.before is not None else "draft-offer"
    )
