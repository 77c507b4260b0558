"""Mails the link that manages everything to the owner of an address; nothing that is seen from outside tells whether it is known."""

from datetime import timedelta
from uuid import UUID

from services.notifications.domain.mail import MailKind
from services.notifications.domain.subscription import MOST_ASKED_MAILS_A_DAY
from services.notifications.storage import addresses, ledger
from services.notifications.use_cases.keys import Keys
from shared.messaging.edge import Work

A_DAY = timedelta(days=1)


async def mail_preferences_link(work: Work, keys: Keys, *, address: str) -> None:
    """Queue the mail if the address is known and its limit is not reached; otherwise nothing happens."""
    person = await addresses.known(work.connection, keys.vault.lookup(address))
    if person is not None:
        await mail_preferences_link_to(work, person)


async def mail_preferences_link_to(work: Work, person: UUID) -> None:
    """Queue the mail for a person, within the limit."""
    sent = await ledger.asked_since(work.connection, person, work.now - A_DAY)
    if sent < MOST_ASKED_MAILS_A_DAY:
        await ledger.queue(
            work.connection,
            work.new_id(),
            MailKind.PREFERENCES,
            person=person,
            now=work.now,
            traceparent=work.traceparent,
        )
