"""Asks the owner of an address whether they want the subscription that somebody has entered for it.

Nothing that is seen from outside tells whether the address was known or its limits are reached.
"""

from datetime import timedelta

from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.interest import Interest, insist_on_plausible_birth_months
from services.notifications.domain.links import fingerprint
from services.notifications.domain.mail import MailKind
from services.notifications.domain.subscription import (
    CONFIRMATION_PERIOD,
    MOST_ASKED_MAILS_A_DAY,
    MOST_OPEN_SUBSCRIPTIONS,
    WORDING_VERSION,
    AskedFor,
    Subscription,
    SubscriptionState,
)
from services.notifications.storage import addresses, confirmations, ledger, subscriptions
from services.notifications.storage.projections import network_labels
from services.notifications.use_cases.keys import Keys
from shared.messaging.edge import Work
from shared.web.problems import Refusal

A_DAY = timedelta(days=1)


class NetworksUnknown(Refusal):
    """Some quarters are not known here."""

    def __init__(self, networks: frozenset[str]) -> None:
        super().__init__()
        self.networks = networks


async def subscribe(work: Work, keys: Keys, *, address: str, wish: AskedFor, account: str | None = None) -> None:
    """Save a pending subscription and queue its confirmation mail; raises NetworksUnknown, ImplausibleBirthMonth.

    Over the limits of the address nothing happens, and nobody is told so.
    """
    await insist_on_possible(work, wish.interest)
    person = await addresses.remember(work.connection, keys.vault.seal(address), now=work.now)
    subscription = Subscription(
        id=work.new_id(),
        person=person,
        asked_for=wish,
        account=account,
        state=SubscriptionState.PENDING,
        wording_version=WORDING_VERSION,
        requested_at=work.now,
    )
    sent = await ledger.asked_since(work.connection, person, work.now - A_DAY)
    is_open = await subscriptions.count_open(work.connection, person)
    if sent < MOST_ASKED_MAILS_A_DAY and is_open < MOST_OPEN_SUBSCRIPTIONS:
        await _ask_for_confirmation(work, keys, subscription)


async def insist_on_possible(work: Work, interest: Interest) -> None:
    """Return if quarters and birth months can be; raises NetworksUnknown, ImplausibleBirthMonth."""
    insist_on_plausible_birth_months(interest.birth_months, on=berlin_day(work.now))
    known = await network_labels(work.connection, interest.networks)
    if unknown := interest.networks - known.keys():
        raise NetworksUnknown(unknown)


async def _ask_for_confirmation(work: Work, keys: Keys, subscription: Subscription) -> None:
    mail = work.new_id()
    await subscriptions.add(work.connection, subscription)
    await confirmations.add(
        work.connection,
        fingerprint(keys.links.confirmation(mail)),
        subscription=subscription.id,
        expires_at=work.now + CONFIRMATION_PERIOD,
    )
    await ledger.queue(
        work.connection,
        mail,
        MailKind.CONFIRMATION,
        person=subscription.person,
        subscription=subscription.id,
        now=work.now,
        traceparent=work.traceparent,
    )
