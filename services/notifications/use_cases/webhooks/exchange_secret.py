"""Gives an endpoint a new secret; for a day both sign, so that its owner can change programs without losing a posting."""

from uuid import UUID

from services.notifications.domain.webhooks.endpoint import FORMER_SECRET_PERIOD
from services.notifications.domain.webhooks.signature import new_secret
from services.notifications.storage.webhooks import endpoints
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from services.notifications.use_cases.webhooks.add_endpoint import Added
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work


async def exchange_secret(work: Work, secrets: WebhookSecrets, *, organisation: UUID, endpoint: UUID) -> Added:
    """Return the endpoint with its new secret; raises NotVisible."""
    secret = new_secret()
    changed = await endpoints.exchange_secret(
        work.connection,
        organisation,
        endpoint,
        secret=secrets.seal(secret, endpoint),
        former_until=work.now + FORMER_SECRET_PERIOD,
    )
    if changed is None:
        raise NotVisible
    return Added(changed, secret)
