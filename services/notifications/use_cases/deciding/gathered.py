"""Decides about mails that gather several things: a digest, and the offers of the life phase that comes next."""

from dataclasses import replace
from uuid import UUID

from services.notifications.domain.calendar import age_in_months
from services.notifications.domain.interest import SOON_MONTHS, Interest
from services.notifications.domain.life_phase import LifePhase
from services.notifications.domain.mail import Mail, MailKind, Told
from services.notifications.domain.offer import Offer
from services.notifications.domain.subscription import Subscription
from services.notifications.storage.digests import Item
from services.notifications.storage.ledger import Claimed
from services.notifications.use_cases.deciding.news import (
    Chosen,
    active_ones,
    told_of_offer,
    told_of_topic,
    writes_to,
)
from services.notifications.use_cases.deciding.surroundings import Surroundings
from services.notifications.use_cases.keys import Keys

MOST_OFFERS = 10
"""So many offers of a coming phase are named; the portal has the rest."""


def digest(row: Claimed, around: Surroundings, keys: Keys, address: str) -> Mail | None:
    """Return the mail with everything that is still true; None, and no mail, when nothing is."""
    waiting = around.items.get(row.id, ())
    if any(item.offer is not None and item.offer not in around.offers for item in waiting):
        around.postponed.add(row.id)
        return None
    chosen = {item.id: _told(item, row, around) for item in waiting}
    around.untrue_items |= {item for item, told in chosen.items() if told is None}
    true_ones = [told for told in chosen.values() if told is not None]
    if not true_ones:
        return None
    wanting = true_ones[0][0]
    items = tuple(told for _, told in true_ones)
    return writes_to(wanting, row, address, token=keys.links.leaving(row.person), items=items)


def next_phase(row: Claimed, around: Surroundings, keys: Keys, address: str) -> Mail | None:
    """Return the mail that names the offers of the phase; None when no child reaches it soon, or nothing is there for it."""
    coming = _coming(row, row.person, around)
    if coming is None:
        return None
    subscription, phase, offers = coming
    token = keys.links.leaving(row.person)
    return writes_to(subscription, row, address, token=token, phase_label=phase.label, offers=offers)


def _told(item: Item, row: Claimed, around: Surroundings) -> Chosen | None:
    if item.kind == MailKind.NEXT_PHASE:
        coming = _coming(item, row.person, around)
        about = coming and {"phase_label": coming[1].label, "offers": coming[2]}
        return None if coming is None else (coming[0], Told(kind=MailKind.NEXT_PHASE, about=about))
    tell = told_of_offer if item.offer is not None else told_of_topic
    return tell(item, row.person, around)


def _coming(
    row: Claimed | Item, person: UUID, around: Surroundings
) -> tuple[Subscription, LifePhase, tuple[Offer, ...]] | None:
    phase = around.phases.get(str((row.about or {}).get("phase")))
    if phase is None:
        return None
    for one in active_ones(person, around):
        if any(_reaches_soon(born_age, phase) for born_age in _ages(one.interest, around)):
            wish = replace(one.interest, birth_months=frozenset(), ages=phase.ages)
            offers = [o for o in around.offers_of_phases if wish.wants(o.described, on=around.day)][:MOST_OFFERS]
            if offers:
                return one, phase, tuple(offers)
    return None


def _ages(interest: Interest, around: Surroundings) -> list[int]:
    return [age_in_months(born, around.day) for born in interest.birth_months]


def _reaches_soon(months: int, phase: LifePhase) -> bool:
    """A mail that is late by some weeks still tells what has just begun."""
    begins = phase.ages.min_months
    return begins is not None and begins - SOON_MONTHS <= months <= begins
