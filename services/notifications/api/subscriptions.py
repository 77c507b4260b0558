"""Joining, looking and leaving. Whoever holds a mailed link may act; a GET never changes anything, for mail scanners follow links."""

import asyncio
from collections.abc import Collection

from fastapi import APIRouter, Depends

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.preferences import shown
from services.notifications.api.schemas import (
    PreferencesView,
    SubscriptionRequest,
    TokenBody,
    UnsubscriptionBody,
)
from services.notifications.domain.links import Holder
from services.notifications.domain.mail import Lane
from services.notifications.storage.projections import network_labels
from services.notifications.use_cases.confirm import confirm
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
        return await shown(work.connection, equipment.keys, Holder(person, may_manage=True))


@router.post("/subscriptions/lookup", dependencies=anybody)
async def look_up(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """Return what the link's owner has asked for, never the address; a notice's link shows neither children nor places."""
    holder = equipment.keys.links.holder_of(body.token.get_secret_value())
    async with edge.reading() as connection:
        return await shown(connection, equipment.keys, holder)


@router.post("/unsubscriptions", dependencies=anybody)
async def leave(body: UnsubscriptionBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """End one subscription or all; leaving twice is no error (RFC 8058 one-click posts arrive through the portal).

    The owner of the address gets a mail that says so, with a link that takes it back.
    """
    holder = equipment.keys.links.holder_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        await unsubscribe(work, holder, only=body.subscription)
        preferences = await shown(work.connection, equipment.keys, holder)
    equipment.mail_bell.of(Lane.CONFIRMATION).ring()
    return preferences


async def _await_networks(edge: Edge, networks: Collection[str]) -> None:
    """Wait up to a second until the quarters are known; whether they are is the use case's to say."""
    for _ in range(LOOKS_FOR_NETWORKS):
        async with edge.reading() as connection:
            if set(networks) <= (await network_labels(connection, networks)).keys():
                return
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
