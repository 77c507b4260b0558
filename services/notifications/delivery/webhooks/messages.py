"""What is posted to an endpoint about an event: its bytes and its signed headers."""

from datetime import datetime

from services.notifications.domain.webhooks.signature import signed_headers
from services.notifications.storage.webhooks.events import WebhookEvent
from services.notifications.storage.webhooks.places import Place
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.fetching.post import Posting


def posting_of(event: WebhookEvent, place: Place, secrets: WebhookSecrets, *, now: datetime) -> Posting:
    """Return the posting; a repeated one has the same id, by which receivers know it. Raises SealBroken."""
    sealed = [place.secret, *([place.former_secret] if place.former_secret is not None else [])]
    known = [secrets.open(each, place.id) for each in sealed]
    body = event.body.encode()
    signed = signed_headers(f"msg_{event.id.hex}", body, at=now, with_secrets=known)
    return Posting((("Content-Type", "application/json"), ("User-Agent", "INFamilie"), *signed), body)
