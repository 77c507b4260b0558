"""Adds an endpoint to an organisation; its secret is told once."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.domain.webhooks.endpoint import Endpoint, EndpointState
from services.notifications.domain.webhooks.signature import new_secret
from services.notifications.storage.webhooks import endpoints
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.messaging.edge import Work
from shared.web.problems import Refusal

MOST_OF_AN_ORGANISATION = 10


class TooManyEndpoints(Refusal):
    """An organisation has as many endpoints as it may."""


@dataclass(frozen=True, slots=True)
class Added:
    """A new endpoint with the secret that its owner is shown now and never again."""

    endpoint: Endpoint
    secret: str


async def add_endpoint(
    work: Work, secrets: WebhookSecrets, *, organisation: UUID, url: str, networks: tuple[str, ...]
) -> Added:
    """Save an endpoint whose address was found to be public; raises TooManyEndpoints."""
    if await endpoints.count_of(work.connection, organisation) >= MOST_OF_AN_ORGANISATION:
        raise TooManyEndpoints
    endpoint = Endpoint(
        id=work.new_id(),
        organisation=organisation,
        url=url,
        networks=networks,
        state=EndpointState.ACTIVE,
        created_at=work.now,
    )
    secret = new_secret()
    await endpoints.add(work.connection, endpoint, secret=secrets.seal(secret, endpoint.id))
    return Added(endpoint, secret)
