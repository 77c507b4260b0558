"""What is posted to an endpoint: its bytes and its signed headers."""

from datetime import datetime
from uuid import UUID

from services.notifications.domain.webhooks.signature import signed_headers
from services.notifications.storage.webhooks.places import Place
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.fetching.post import Posting


def posting_of(id_: UUID, body: bytes, place: Place, secrets: WebhookSecrets, *, now: datetime) -> Posting:
    """Return the posting of a JSON body; a repeated one has the same id, by which receivers know it. Raises SealBroken."""
    sealed = [place.secret, *([place.former_secret] if place.former_secret is not None else [])]
    known = [secrets.open(each, place.id) for each in sealed]
    signed = signed_headers(f"msg_{id_.hex}", body, at=now, with_secrets=known)
    return Posting((("Content-Type", "application/json"), ("User-Agent", "INFamilie"), *signed), body)
