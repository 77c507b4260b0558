"""Posts an example to a partner's endpoint, signed like an event, and says what came of it; nothing that is told later changes by it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from services.notifications.delivery.webhooks.messages import posting_of
from services.notifications.storage.webhooks.places import Place
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.fetching.fetch import Fetching
from shared.fetching.post import post
from shared.fetching.refusals import NotFetched
from shared.identity.sealing import SealBroken

TYPE = "endpoint.trial"


@dataclass(frozen=True, slots=True)
class Trial:
    """What the endpoint answered, an HTTP status or what went wrong (the words of `last_status`), and whether that counts as taken."""

    status: str
    is_taken: bool


async def try_endpoint(
    place: Place, secrets: WebhookSecrets, fetching: Fetching, *, trial: UUID, now: datetime
) -> Trial:
    """Return what came of the example; `trial` is its id."""
    body = orjson.dumps({"type": TYPE, "timestamp": now, "data": {}})
    try:
        status = await post(place.url, posting_of(trial, body, place, secrets, now=now), by=fetching)
    except NotFetched as refused:
        return Trial(refused.fault.value, is_taken=False)
    except SealBroken:
        return Trial("secret", is_taken=False)
    return Trial(str(status), is_taken=status // 100 == 2)
