"""Decides about one thing that is told: whether it still stands, and which subscription of a person wants it, which is the reason."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from services.notifications.domain.calendar import age_in_months
from services.notifications.domain.interest import Interest
from services.notifications.domain.mail import OFFER_IS_THERE, STATUS_OF, Mail, MailKind, Reason, Told
from services.notifications.domain.offer import Offer
from services.notifications.domain.subscription import Subscription, SubscriptionState, Topic
from services.notifications.storage.ledger import Claimed
from services.notifications.use_cases.deciding.surroundings import Surroundings

TOPIC_OF = {
    MailKind.AGREEMENT_DUE: Topic.AGREEMENTS,
    MailKind.GATE_DUE: Topic.ROLLOUT,
    MailKind.GATE_OVERDUE: Topic.ROLLOUT,
    MailKind.CHAIN_GAP: Topic.GAPS,
    MailKind.RECHECK_DUE: Topic.RECHECKS,
}

Chosen = tuple[Subscription, Told]


class Row(Protocol):
    """What a row of the ledger tells of, whether it is a mail or an item of a digest."""

    @property
    def kind(self) -> str: ...
    @property
    def offer(self) -> UUID | None: ...
    @property
    def notice_version(self) -> int | None: ...
    @property
    def about(self) -> Mapping[str, Any] | None: ...


def told_of_offer(row: Row, person: UUID, around: Surroundings) -> Chosen | None:
    """Return who wants to hear of an offer and what is told; None when it says something else by now, or nobody wants it."""
    offer = around.offers.get(row.offer) if row.offer is not None else None
    kind = MailKind(row.kind)
    if offer is None or offer.notice_version != row.notice_version:
        return None
    if offer.status != STATUS_OF.get(kind, OFFER_IS_THERE):
        return None
    for one in active_ones(person, around):
        told = _told_to(one.interest, offer, kind, around)
        if told is not None:
            return one, told
    return None


def _told_to(interest: Interest, offer: Offer, kind: MailKind, around: Surroundings) -> Told | None:
    """Return what those are told who have this wish; many have the same."""
    key = (interest, offer.id, kind)
    if key not in around.told:
        sides = around.sides.get((offer.id, offer.notice_version), ())
        around.told[key] = (
            Told(kind=kind, offer=offer, reason=reason_of(interest, offer, around), sides=sides)
            if interest.wants(offer.described, on=around.day)
            else None
        )
    return around.told[key]


def told_of_topic(row: Row, person: UUID, around: Surroundings) -> Chosen | None:
    """Return which professional's subscription wants to hear of a topic and what is told; None when none does any more."""
    kind = MailKind(row.kind)
    about = row.about or {}
    for one in active_ones(person, around):
        networks = one.interest.networks
        if TOPIC_OF[kind] in one.asked_for.topics and (not networks or about.get("network") in networks):
            label = around.labels.get(str(about.get("network")), "")
            return one, Told(kind=kind, about={**about, "network_label": label})
    return None


def active_ones(person: UUID, around: Surroundings) -> Sequence[Subscription]:
    """Return the subscriptions of a person that are to be told of something."""
    active = [one for one in around.recipients[person].subscriptions if one.state is SubscriptionState.ACTIVE]
    return [one for one in active if one.account not in around.without_grant]


def reason_of(interest: Interest, offer: Offer, around: Surroundings) -> Reason:
    """Return why an offer is told of."""
    described = offer.described
    child = interest.fitting_child(described.ages, on=around.day)
    return Reason(
        network_label=offer.network_label,
        age_months=age_in_months(child, around.day) if child is not None else None,
        phase_label=around.phase_label(interest.ages),
        languages=tuple(sorted(interest.languages & described.languages)),
        themes=tuple(sorted(interest.themes & described.themes)),
        metres=interest.radius_if_near(described),
    )


def writes_to(subscription: Subscription, row: Claimed, address: str, **said: Any) -> Mail:
    """Return the mail of a row in the language of the subscription for which it is sent."""
    return Mail(
        id=row.id,
        kind=MailKind(row.kind),
        attempt=row.attempts,
        created_at=row.created_at,
        address=address,
        text_language=subscription.text_language,
        pace=row.pace,
        traceparent=row.traceparent,
        **said,
    )
