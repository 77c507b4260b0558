"""Partners' endpoints: who answers for an organisation adds, lists, tries, exchanges secrets, enables and removes."""

from datetime import datetime
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.wishes import Body
from services.notifications.delivery.webhooks.telling import tell
from services.notifications.domain.webhooks.endpoint import Endpoint, EndpointState
from services.notifications.storage.webhooks import endpoints, places
from services.notifications.use_cases.webhooks.add_endpoint import Added, add_endpoint
from services.notifications.use_cases.webhooks.exchange_secret import exchange_secret
from shared.contracts.vocabulary import Slug
from shared.fetching.fetch import LONGEST_ADDRESS, check_address
from shared.hosting.running import RunningService, ServiceEdge
from shared.identity.access import any_of, office, partner_of
from shared.identity.gate import require
from shared.identity.refusals import NotVisible

TRIAL = "endpoint.trial"

router = APIRouter(
    prefix="/organisations/{organisation}/webhooks",
    tags=["webhooks"],
    dependencies=[Depends(require(any_of(office(), partner_of("organisation"))))],
)


class EndpointBody(Body):
    """An address (https, or http where the operator allows it) and the networks to hear of; none means all."""

    url: str = Field(max_length=LONGEST_ADDRESS)
    networks: tuple[Slug, ...] = Field(default=(), max_length=50)


class EndpointView(BaseModel):
    """An endpoint and how it is doing; `last_status` is that of its last answer, or what went wrong."""

    id: UUID
    url: str
    networks: list[str]
    state: EndpointState
    created_at: datetime
    succeeded_at: datetime | None
    failing_since: datetime | None
    last_status: str | None


class TrialView(BaseModel):
    """What the endpoint answered to an example, in the words of `last_status`, and whether an event would count as taken."""

    status: str
    is_taken: bool


class EndpointWithSecretView(EndpointView):
    """With the secret, which is shown once."""

    secret: str


@router.post("", status_code=201)
async def add(
    organisation: UUID, body: EndpointBody, edge: ServiceEdge, equipment: ServiceEquipment
) -> EndpointWithSecretView:
    """Add an endpoint; it hears of what happens from now on."""
    await check_address(body.url, by=equipment.fetching)
    async with edge.transaction() as work:
        added = await add_endpoint(
            work, equipment.webhook_secrets, organisation=organisation, url=body.url, networks=body.networks
        )
    return _with_secret(added)


@router.get("")
async def show(organisation: UUID, edge: ServiceEdge) -> list[EndpointView]:
    """Return an organisation's endpoints."""
    async with edge.reading() as connection:
        return [_view(each) for each in await endpoints.of_organisation(connection, organisation)]


@router.post("/{endpoint}/secret")
async def exchange(
    organisation: UUID, endpoint: UUID, edge: ServiceEdge, equipment: ServiceEquipment
) -> EndpointWithSecretView:
    """Return a new secret; for a day the former one signs too."""
    async with edge.transaction() as work:
        added = await exchange_secret(work, equipment.webhook_secrets, organisation=organisation, endpoint=endpoint)
    return _with_secret(added)


@router.post("/{endpoint}/trials")
async def try_out(
    organisation: UUID, endpoint: UUID, running: RunningService, equipment: ServiceEquipment
) -> TrialView:
    """Post a signed example (`endpoint.trial`) to an endpoint now, and return what it answered; at most sixty an hour."""
    now = running.clock()
    equipment.trial_limit.count(str(organisation), now=now)
    async with running.edge.reading() as connection:
        place = await places.of_endpoint(connection, organisation, endpoint)
    if place is None:
        raise NotVisible
    body = orjson.dumps({"type": TRIAL, "timestamp": now, "data": {}})
    answer = await tell(
        place, running.edge.new_id(), body, secrets=equipment.webhook_secrets, by=equipment.fetching, now=now
    )
    return TrialView(status=answer.status, is_taken=answer.is_taken)


@router.post("/{endpoint}/enable")
async def enable(organisation: UUID, endpoint: UUID, edge: ServiceEdge, equipment: ServiceEquipment) -> EndpointView:
    """Let a disabled endpoint go on from where it stood."""
    async with edge.transaction() as work:
        enabled = await endpoints.enable(work.connection, organisation, endpoint)
    if enabled is None:
        raise NotVisible
    equipment.webhook_bell.ring()
    return _view(enabled)


@router.delete("/{endpoint}", status_code=204)
async def remove(organisation: UUID, endpoint: UUID, edge: ServiceEdge) -> Response:
    """Remove an endpoint; a second time is no error."""
    async with edge.transaction() as work:
        await endpoints.remove(work.connection, organisation, endpoint)
    return Response(status_code=204)


def _view(endpoint: Endpoint) -> EndpointView:
    return EndpointView(
        id=endpoint.id,
        url=endpoint.url,
        networks=list(endpoint.networks),
        state=endpoint.state,
        created_at=endpoint.created_at,
        succeeded_at=endpoint.succeeded_at,
        failing_since=endpoint.failing_since,
        last_status=endpoint.last_status,
    )


def _with_secret(added: Added) -> EndpointWithSecretView:
    return EndpointWithSecretView(**_view(added.endpoint).model_dump(), secret=added.secret)
