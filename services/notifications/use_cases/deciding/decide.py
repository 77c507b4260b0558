"""Turns a claimed row of the ledger into the mail that is true at this moment, or into none."""

from collections.abc import Callable, Mapping

import structlog

from services.notifications.domain.mail import Mail, MailKind
from services.notifications.domain.subscription import Subscription, SubscriptionState
from services.notifications.storage.ledger import Claimed
from services.notifications.storage.vault import KeyMissing
from services.notifications.use_cases.deciding.gathered import digest, next_phase
from services.notifications.use_cases.deciding.news import told_of_offer, told_of_topic, writes_to
from services.notifications.use_cases.deciding.surroundings import Surroundings
from services.notifications.use_cases.keys import Keys
from shared.identity.sealing import SealBroken
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("delivery")

Decision = Callable[[Claimed, Surroundings, Keys, str], Mail | None]


def decide(row: Claimed, around: Surroundings, keys: Keys) -> Mail | None:
    """Return the mail to send; None for what nobody wants any more, and for what is postponed."""
    recipient = around.recipients.get(row.person)
    if recipient is None:
        return None
    try:
        address = keys.vault.open(recipient.address)
    except (KeyMissing, SealBroken) as closed:
        log_rarely("address-stays-closed", logger=LOG, level="error", failure=type(closed).__name__)
        around.postponed.add(row.id)
        return None
    return DECISIONS.get(MailKind(row.kind), _news)(row, around, keys, address)


def _confirmation(row: Claimed, around: Surroundings, keys: Keys, address: str) -> Mail | None:
    asked = [one for one in around.recipients[row.person].subscriptions if one.id == row.subscription]
    if not asked or asked[0].state is not SubscriptionState.PENDING:
        return None
    names = tuple(around.labels.get(name, name) for name in sorted(asked[0].interest.networks))
    return writes_to(asked[0], row, address, token=keys.links.confirmation(row.id), networks=names)


def _preferences(row: Claimed, around: Surroundings, keys: Keys, address: str) -> Mail | None:
    newest = around.recipients[row.person].subscriptions[-1]
    return writes_to(newest, row, address, token=keys.links.management(row.person))


def _farewell(row: Claimed, around: Surroundings, keys: Keys, address: str) -> Mail | None:
    everything = around.recipients[row.person].subscriptions
    ended = [one for one in everything if one.ended_at and one.confirmed_at]
    if not ended:
        return None
    last = max(ended, key=_end)
    nothing_left = not any(one.is_open for one in everything)
    return writes_to(last, row, address, token=keys.links.undoing(row.person), about={"nothing_left": nothing_left})


def _news(row: Claimed, around: Surroundings, keys: Keys, address: str) -> Mail | None:
    if row.offer is not None and row.offer not in around.offers:
        around.postponed.add(row.id)
        return None
    chosen = told_of_offer(row, row.person, around) if row.offer is not None else told_of_topic(row, row.person, around)
    if chosen is None:
        return None
    wanting, told = chosen
    networks = (told.offer.described.network,) if told.offer is not None else ()
    return writes_to(
        wanting,
        row,
        address,
        token=keys.links.leaving(row.person),
        networks=networks,
        offer=told.offer,
        reason=told.reason,
        sides=told.sides,
        about=told.about,
    )


def _end(subscription: Subscription) -> float:
    return subscription.ended_at.timestamp() if subscription.ended_at is not None else 0.0


DECISIONS: Mapping[MailKind, Decision] = {
    MailKind.CONFIRMATION: _confirmation,
    MailKind.PREFERENCES: _preferences,
    MailKind.FAREWELL: _farewell,
    MailKind.DIGEST: digest,
    MailKind.NEXT_PHASE: next_phase,
}
"""All other kinds are news of an offer or of a topic."""
