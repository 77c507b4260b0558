"""Tells how many people heard of an offer: a figure, and only from five people on."""

from services.notifications.storage.announcements import take_matched
from shared.contracts.notifications import SMALLEST_CELL, OfferAnnounced
from shared.messaging.edge import Work

MOST_AT_ONCE = 100


async def announce_matched(work: Work) -> int:
    """Announce matched versions, each once, and return how many they were."""
    matched = await take_matched(work.connection, most=MOST_AT_ONCE)
    for version in matched:
        work.announce(
            f"offer/{version.offer}",
            version=version.notice_version,
            network=version.network,
            data=OfferAnnounced(
                offer=version.offer,
                network=version.network,
                notice_version=version.notice_version,
                recipients=version.recipients if version.recipients >= SMALLEST_CELL else None,
            ),
        )
    return len(matched)
