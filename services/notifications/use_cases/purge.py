"""The rules of retention: what is no longer needed is deleted, whether or not anybody asks."""

from dataclasses import dataclass
from datetime import timedelta

from services.notifications.domain.subscription import CONFIRMATION_PERIOD, end_of_proof_period
from services.notifications.storage import addresses, announcements, confirmations, ledger, subscriptions
from services.notifications.storage.rechecks import mails
from shared.identity.audit import purge as purge_audit_trail
from shared.messaging.edge import Work


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted."""

    unconfirmed: int
    proofs: int
    persons: int
    emptied_addresses: int
    mails: int


async def purge(work: Work, *, ledger_days: int) -> Purged:
    """Delete unconfirmed requests after 7 days, proofs of consent after 3 full years, mails after the ledger's days."""
    unconfirmed = await subscriptions.delete_unconfirmed(
        work.connection, requested_before=work.now - CONFIRMATION_PERIOD
    )
    proofs = await subscriptions.delete_proofs(work.connection, ended_before=end_of_proof_period(work.now))
    oldest_kept = work.now - timedelta(days=ledger_days)
    await confirmations.delete_expired(work.connection, now=work.now)
    await announcements.delete_noticed(work.connection, before=oldest_kept)
    await mails.forget(work.connection, before=oldest_kept)
    purged = Purged(
        unconfirmed=unconfirmed,
        proofs=proofs,
        persons=await addresses.delete_without_subscription(work.connection),
        emptied_addresses=await addresses.empty_unneeded(work.connection),
        mails=await ledger.delete_settled(work.connection, before=oldest_kept),
    )
    await purge_audit_trail(work.connection, work.now)
    return purged
