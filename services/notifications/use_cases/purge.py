"""The rules of retention: what is no longer needed is deleted, whether or not anybody asks."""

from dataclasses import dataclass
from datetime import timedelta

from services.notifications.domain.subscription import CONFIRMATION_PERIOD, UNDO_PERIOD, end_of_proof_period
from services.notifications.storage import addresses, announcements, bounces, confirmations, ledger, subscriptions
from services.notifications.storage.rechecks import mails
from services.notifications.storage.webhooks import events
from shared.identity.audit import purge as purge_audit_trail
from shared.messaging.edge import Work

READER_PERIOD = timedelta(days=28)
SUPPRESSED_PERIOD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    unconfirmed: int
    proofs: int
    persons: int
    emptied_addresses: int
    mails: int
    forgotten_readers: int


async def purge(work: Work, *, ledger_days: int) -> Purged:
    """Delete unconfirmed requests after 7 days, proofs of consent after 3 full years, mails after the ledger's days.

    After 28 days a mail still counts, but nobody knows whose it was; subscriptions of an address to which nothing was sent for 90 days end.
    """
    unconfirmed = await subscriptions.delete_unconfirmed(
        work.connection, requested_before=work.now - CONFIRMATION_PERIOD
    )
    proofs = await subscriptions.delete_proofs(work.connection, ended_before=end_of_proof_period(work.now))
    await bounces.end_suppressed(work.connection, now=work.now, before=work.now - SUPPRESSED_PERIOD)
    oldest_kept = work.now - timedelta(days=ledger_days)
    await confirmations.delete_expired(work.connection, now=work.now)
    await announcements.delete_noticed(work.connection, before=oldest_kept)
    await events.forget(work.connection, before=work.now - READER_PERIOD)
    await mails.forget(work.connection, before=oldest_kept)
    purged = Purged(
        unconfirmed=unconfirmed,
        proofs=proofs,
        persons=await addresses.delete_without_subscription(work.connection),
        emptied_addresses=await addresses.empty_unneeded(work.connection, ended_before=work.now - UNDO_PERIOD),
        mails=await ledger.delete_settled(work.connection, before=oldest_kept),
        forgotten_readers=await ledger.forget_readers(work.connection, before=work.now - READER_PERIOD),
    )
    await purge_audit_trail(work.connection, work.now)
    return purged
