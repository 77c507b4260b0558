"""Many offers at once: each becomes what it shall be, or the set says for each place in it why not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status
from services.offers.domain.refusals import NamedTwiceInSet, OfferRefusal


@dataclass(frozen=True, kw_only=True)
class WantedOffer:
    """An offer as it shall be, with its place in the set, from 0; `revise` makes it of what it says already."""

    place: int
    id: UUID
    content: OfferContent
    revise: Callable[[OfferContent], OfferContent]
    publish: bool


@dataclass(frozen=True)
class RefusedPlace:
    """A place of the set that can't be done, and why."""

    place: int
    reason: OfferRefusal


@dataclass(frozen=True, kw_only=True)
class SetStep:
    """What one place of the set makes of its offer; `before` is None for a new one."""

    place: int
    before: Offer | None
    after: Offer

    @property
    def changes(self) -> bool:
        """Tell whether there is a new version to keep."""
        return self.before != self.after

    @property
    def publishes(self) -> bool:
        """Tell whether families find the offer now and did not before."""
        was_hidden = self.before is None or self.before.is_hidden
        return was_hidden and self.after.status is Status.PUBLISHED


def steps_of(
    wanted: Sequence[WantedOffer], standing: Mapping[UUID, Offer], *, on: date
) -> tuple[tuple[SetStep, ...], tuple[RefusedPlace, ...]]:
    """Return what each place does on a day, and the places that are refused."""
    steps: list[SetStep] = []
    refused = list(_doubles(wanted))
    double = {each.place for each in refused}
    for offer in wanted:
        if offer.place in double:
            continue
        before = standing.get(offer.id)
        try:
            steps.append(SetStep(place=offer.place, before=before, after=_after(offer, before, on=on)))
        except OfferRefusal as reason:
            refused.append(RefusedPlace(offer.place, reason))
    return tuple(steps), tuple(refused)


def _doubles(wanted: Iterable[WantedOffer]) -> Iterable[RefusedPlace]:
    seen: dict[UUID, int] = {}
    for offer in wanted:
        first = seen.setdefault(offer.id, offer.place)
        if first != offer.place:
            yield RefusedPlace(offer.place, NamedTwiceInSet(first))


def _after(wanted: WantedOffer, before: Offer | None, *, on: date) -> Offer:
    """What somebody has ended stays ended: a list that is sent again must not revive it."""
    if before is None:
        offer = Offer(id=wanted.id, content=wanted.content)
    elif before.status is Status.ENDED:
        return before
    else:
        offer = before.changed(wanted.revise(before.content))
    offer.content.insist_on_plain_text()
    return offer.published(on=on) if wanted.publish and offer.is_hidden else offer
