"""A person's feed as a document; its id is a hash of the secret, so that nobody learns the link from it."""

from collections.abc import Sequence
from datetime import datetime

from services.notifications.domain.links import fingerprint
from services.notifications.settings import NotificationsSettings
from services.notifications.storage.feeds.offers import TellableOffer
from shared.web.atom import Entry, Feed, feed_of

TITLE = "Angebote für Sie"


def atom_of(offers: Sequence[TellableOffer], *, secret: str, settings: NotificationsSettings, now: datetime) -> bytes:
    """Return the document."""
    portal = settings.portal_url.rstrip("/")
    feed = Feed(
        id=f"urn:sha256:{fingerprint(fingerprint(secret).hex()).hex()}",
        title=TITLE,
        author=settings.mail_from_name,
        address=f"{portal}/abo/feed/{secret}.atom",
        page=portal,
        updated=max((each.told_at for each in offers), default=now),
    )
    return feed_of(feed, [_entry(each, portal) for each in offers])


def _entry(told: TellableOffer, portal: str) -> Entry:
    offer = told.offer
    lines = [offer.network_label, offer.schedule_text, offer.place_name]
    return Entry(
        id=f"urn:uuid:{offer.id}",
        title=offer.title,
        updated=told.told_at,
        page=f"{portal}/angebot/{offer.id}",
        text="\n".join(line for line in lines if line),
    )
