"""Tells an endpoint something, an event or an example, and says what it answered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from services.notifications.delivery.webhooks.messages import posting_of
from services.notifications.storage.webhooks.places import Place
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.fetching.fetch import Fetching
from shared.fetching.post import post
from shared.fetching.refusals import NotFetched
from shared.identity.sealing import SealBroken
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("webhooks")


@dataclass(slots=True)
class Answer:
    """What the endpoint answered, an HTTP status or what went wrong (the words of `last_status`), and whether that counts as taken."""

    status: str
    is_taken: bool


async def tell(place: Place, id_: UUID, body: bytes, *, secrets: WebhookSecrets, by: Fetching, now: datetime) -> Answer:
    """Post a signed JSON body once; `id_` is that of what it says."""
    try:
        # Thousands wait here: nobody keeps what was said.
        status = await post(place.url, posting_of(id_, body, place, secrets, now=now), by=by)
    except NotFetched as refused:
        return Answer(refused.fault.value, is_taken=False)
    except SealBroken:
        log_rarely("webhook-secret-stays-closed", logger=LOG, level="error")
        return Answer("secret", is_taken=False)
    return Answer(str(status), is_taken=status // 100 == 2)
