"""Joining, looking and leaving. Whoever holds a mailed link may act; a GET never changes anything, for mail scanners follow links."""

import asyncio
from collections.abc import Collection
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.schemas import (
    PreferencesView,
    SubscriptionRequest,
    TokenBody,
    UnsubscriptionBody,
    view_of,
)
from services.notifications.domain.mail import Lane
from services.notifications.storage import subscriptions
from services.notifications.storage.projections import network_labels
from services.notifications.use_cases.confirm import confirm
from services.notifications.use_cases.keys import Keys
from services.notifications.use_cases.subscribe import subscribe
from services.notifications.use_cases.unsubscribe import unsubscribe
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.visitors import AskingSource
from shared.messaging.edge import Edge

# A quarter that was defined a moment ago may not have arrived yet.
LOOKS_FOR_NETWORKS = 20
SECONDS_BETWEEN_LOOKS = 0.05

router = APIRouter(tags=["subscriptions"])
anybody = [Depends(require(PUBLIC))]


@router.post("/subscriptions", status_code=202)
async def request_subscription(
    body: SubscriptionRequest,
    edge: ServiceEdge,
    equipment: ServiceEquipment,
    source: AskingSource,
) -> dict[str, str]:
    """Take a wish and mail a confirmation link; the answer is the same whether or not the address is known."""
    if source is not None:
        equipment.source_limit.count(source, now=edge.clock())
    await _await_networks(edge, body.networks)
    async with edge.transaction() as work:
        await subscribe(work, equipment.keys, address=body.address, wish=body.wish())
    equipment.mail_bell.of(Lane.CONFIRMATION).ring()
    return {"status": "confirmation-requested"}


@router.post("/confirmations", dependencies=anybody)
async def confirm_subscription(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """Confirm by the link's token, once; the answer carries the token that manages the subscription from now on."""
    async with edge.transaction() as work:
        person = await confirm(work, token=body.token.get_secret_value())
        return await _preferences(work.connection, equipment.keys, person)


@router.post("/subscriptions/lookup", dependencies=anybody)
async def look_up(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """Return what the holder of a management link has asked for, without the address."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    async with edge.reading() as connection:
        return await _preferences(connection, equipment.keys, person)


@router.post("/unsubscriptions", dependencies=anybody)
async def leave(body: UnsubscriptionBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """End one subscription or all; leaving twice is no error (RFC 8058 one-click posts arrive through the portal)."""
    token = body.token.get_secret_value()
    async with edge.transaction() as work:
        await unsubscribe(work, equipment.keys, token=token, only=body.subscription)
        return await _preferences(work.connection, equipment.keys, equipment.keys.links.person_of(token))


async def _preferences(connection: AsyncConnection, keys: Keys, person: UUID) -> PreferencesView:
    found = await subscriptions.of_person(connection, person)
    return PreferencesView(token=keys.links.management(person), subscriptions=[view_of(one) for one in found])


async def _await_networks(edge: Edge, networks: Collection[str]) -> None:
    """Wait up to a second until the quarters are known; whether they are is the use case's to say."""
    for _ in range(LOOKS_FOR_NETWORKS):
        async with edge.reading() as connection:
            if set(networks) <= (await network_labels(connection, networks)).keys():
                return
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
