"""Seals addresses with the present key that are sealed with a former one, so that the former one can be thrown away."""

import structlog

from services.notifications.storage import addresses
from services.notifications.storage.vault import AddressVault
from shared.identity.sealing import SealBroken
from shared.messaging.edge import Work
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("vault")

MOST_AT_ONCE = 1000


async def reseal_addresses(work: Work, vault: AddressVault) -> int:
    """Seal some addresses anew and return how many; those whose key is not known stay as they are."""
    resealed = []
    for old in await addresses.sealed_with(work.connection, vault.former_keys, most=MOST_AT_ONCE):
        try:
            resealed.append(vault.seal(vault.open(old)))
        except SealBroken as closed:
            log_rarely("address-stays-closed", logger=LOG, level="error", failure=type(closed).__name__)
    if resealed:
        await addresses.replace_seals(work.connection, resealed)
    return len(resealed)
