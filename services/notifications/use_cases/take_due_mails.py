"""Takes mails that are due, and decides by the present state which of them are still worth sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import structlog

from services.notifications.domain.calendar import age_in_months, berlin_day
from services.notifications.domain.interest import Ages, Interest
from services.notifications.domain.mail import OFFER_IS_THERE, STATUS_OF, Lane, Mail, MailKind, MailState, Reason
from services.notifications.domain.offer import Offer
from services.notifications.domain.subscription import Subscription, SubscriptionState
from services.notifications.storage import ledger
from services.notifications.storage.ledger import Claimed
from services.notifications.storage.projections import network_labels, offers_by_id, phase_labels
from services.notifications.storage.recipients import Recipient, recipients
from services.notifications.storage.vault import KeyMissing
from services.notifications.use_cases.keys import Keys
from shared.identity.sealing import SealBroken
from shared.messaging.edge import Work
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("delivery")

# While projections are rebuilt an offer may be unknown for a moment; a key may be missing until the operator gives it.
PAUSE_FOR_WHAT_IS_MISSING = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Taken:
    """The mails to send; `count` says how many rows were taken, `outdated` how many of them nobody wants any more."""

    mails: Sequence[Mail]
    count: int
    outdated: int


@dataclass
class _Surroundings:
    """What the decisions need to know, read for all mails at once."""

    day: date
    recipients: Mapping[UUID, Recipient]
    offers: Mapping[UUID, Offer]
    labels: Mapping[str, str]
    phases: Mapping[Ages, str]
    postponed: set[UUID] = field(default_factory=set)


async def take_due_mails(work: Work, keys: Keys, *, lane: Lane, most: int) -> Taken:
    """Claim mails of a lane and return those that are still wanted; the others are settled as outdated."""
    claimed = await ledger.claim(work.connection, lane=lane, most=most)
    if not claimed:
        return Taken([], 0, 0)
    around = await _surroundings(work, claimed)
    mails = [mail for row in claimed if (mail := _decide(row, around, keys)) is not None]
    outdated = {row.id for row in claimed} - {mail.id for mail in mails} - around.postponed
    if outdated:
        await ledger.settle(work.connection, outdated, MailState.OUTDATED)
    if around.postponed:
        await ledger.release(work.connection, around.postponed, pause=PAUSE_FOR_WHAT_IS_MISSING)
    return Taken(mails, len(claimed), len(outdated))


async def _surroundings(work: Work, claimed: Sequence[Claimed]) -> _Surroundings:
    found = await recipients(work.connection, {row.person for row in claimed})
    offers = await offers_by_id(work.connection, {row.offer for row in claimed if row.offer is not None})
    interests = [one.interest for recipient in found.values() for one in recipient.subscriptions]
    confirms = any(row.lane == Lane.CONFIRMATION for row in claimed)
    asked = {name for interest in interests for name in interest.networks} if confirms else set()
    by_ages = any(interest.ages != Ages() for interest in interests)
    return _Surroundings(
        day=berlin_day(work.now),
        recipients=found,
        offers=offers,
        labels=await network_labels(work.connection, asked) if asked else {},
        phases=await phase_labels(work.connection) if by_ages else {},
    )


def _decide(row: Claimed, around: _Surroundings, keys: Keys) -> Mail | None:
    recipient = around.recipients.get(row.person)
    if recipient is None:
        return None
    try:
        address = keys.vault.open(recipient.address)
    except (KeyMissing, SealBroken) as closed:
        log_rarely("address-stays-closed", logger=LOG, level="error", failure=type(closed).__name__)
        around.postponed.add(row.id)
        return None
    if row.lane == Lane.CONFIRMATION:
        return _confirmation(row, around, keys, address)
    return _notice(row, around, keys, address)


def _confirmation(row: Claimed, around: _Surroundings, keys: Keys, address: str) -> Mail | None:
    asked = [one for one in around.recipients[row.person].subscriptions if one.id == row.subscription]
    if not asked or asked[0].state is not SubscriptionState.PENDING:
        return None
    return Mail(
        id=row.id,
        kind=MailKind.CONFIRMATION,
        attempt=row.attempts,
        created_at=row.created_at,
        address=address,
        token=keys.links.confirmation(row.id),
        text_language=asked[0].text_language,
        networks=tuple(around.labels.get(name, name) for name in sorted(asked[0].interest.networks)),
        traceparent=row.traceparent,
    )


def _notice(row: Claimed, around: _Surroundings, keys: Keys, address: str) -> Mail | None:
    offer = around.offers.get(row.offer) if row.offer is not None else None
    if offer is None:
        around.postponed.add(row.id)
        return None
    if offer.status != STATUS_OF.get(MailKind(row.kind), OFFER_IS_THERE) or offer.notice_version != row.notice_version:
        return None
    wanting = _wanting(around.recipients[row.person].subscriptions, offer, around.day)
    if wanting is None:
        return None
    return Mail(
        id=row.id,
        kind=MailKind(row.kind),
        attempt=row.attempts,
        created_at=row.created_at,
        address=address,
        token=keys.links.management(row.person),
        text_language=wanting.text_language,
        networks=(offer.described.network,),
        offer=offer,
        reason=_reason(wanting.interest, offer, around),
        traceparent=row.traceparent,
    )


def _wanting(candidates: Sequence[Subscription], offer: Offer, day: date) -> Subscription | None:
    active = (one for one in candidates if one.state is SubscriptionState.ACTIVE)
    return next((one for one in active if one.interest.wants(offer.described, on=day)), None)


def _reason(interest: Interest, offer: Offer, around: _Surroundings) -> Reason:
    child = interest.fitting_child(offer.described.ages, on=around.day)
    return Reason(
        network_label=offer.network_label,
        age_months=age_in_months(child, around.day) if child is not None else None,
        phase_label=around.phases.get(interest.ages),
        languages=tuple(sorted(interest.languages & offer.described.languages)),
        themes=tuple(sorted(interest.themes & offer.described.themes)),
        metres=interest.radius_if_near(offer.described),
    )
