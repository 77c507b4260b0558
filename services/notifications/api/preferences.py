"""What the owner of subscriptions changes: the wish, the pace, a pause; and how they get the link that lets them."""

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.schemas import (
    AddressBody,
    ChangeBody,
    PaceBody,
    PauseBody,
    PreferencesView,
    TokenBody,
    UnsubscriptionBody,
    preferences_of,
)
from services.notifications.domain.links import Holder
from services.notifications.domain.mail import Lane
from services.notifications.storage import subscriptions
from services.notifications.use_cases import change_subscription as changes
from services.notifications.use_cases.keys import Keys
from services.notifications.use_cases.mail_preferences_link import mail_preferences_link, mail_preferences_link_to
from services.notifications.use_cases.unsubscribe import take_back
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.visitors import AskingSource

router = APIRouter(tags=["preferences"])
anybody = [Depends(require(PUBLIC))]
REQUESTED = {"status": "link-requested"}


@router.post("/preference-links", status_code=202)
async def ask_for_link(
    body: AddressBody, edge: ServiceEdge, equipment: ServiceEquipment, source: AskingSource
) -> dict[str, str]:
    """Mail the managing link to an address; the answer is the same whether or not it is known."""
    if source is not None:
        equipment.source_limit.count(source, now=edge.clock())
    async with edge.transaction() as work:
        await mail_preferences_link(work, equipment.keys, address=body.address)
    equipment.mail_bell.of(Lane.CONFIRMATION).ring()
    return REQUESTED


@router.post("/preference-links/by-notice", status_code=202, dependencies=anybody)
async def ask_for_link_by_notice(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> dict[str, str]:
    """Mail the managing link to whom a notice was sent; whoever holds a forwarded one sees neither link nor address."""
    holder = equipment.keys.links.holder_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        await mail_preferences_link_to(work, holder.person)
    equipment.mail_bell.of(Lane.CONFIRMATION).ring()
    return REQUESTED


@router.post("/subscriptions/changes", dependencies=anybody)
async def change(body: ChangeBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """Ask for something else from now on; the whole wish is sent."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        await changes.change_subscription(work, person, subscription=body.subscription, wish=body.wish.wish())
        return await shown(work.connection, equipment.keys, Holder(person, may_manage=True))


@router.post("/paces", dependencies=anybody)
async def set_pace(body: PaceBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """Be told in another pace; the link of a notice makes mails rarer only."""
    holder = equipment.keys.links.holder_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        await changes.set_pace(work, holder, pace=body.pace, only=body.subscription)
        return await shown(work.connection, equipment.keys, holder)


@router.post("/pauses", dependencies=anybody)
async def pause(body: PauseBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """Be told nothing until a day, or until it is resumed."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        await changes.pause(work, person, only=body.subscription, until=body.until)
        return await shown(work.connection, equipment.keys, Holder(person, may_manage=True))


@router.post("/resumptions", dependencies=anybody)
async def resume(body: UnsubscriptionBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """End a pause."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        await subscriptions.resume(work.connection, person, only=body.subscription)
        return await shown(work.connection, equipment.keys, Holder(person, may_manage=True))


@router.post("/returns", dependencies=anybody)
async def undo_leaving(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> PreferencesView:
    """Take back, by the link of the mail that told of it, that subscriptions were ended within a week."""
    person = equipment.keys.links.undone_by(body.token.get_secret_value())
    async with edge.transaction() as work:
        await take_back(work, person)
        return await shown(work.connection, equipment.keys, Holder(person, may_manage=False))


async def shown(connection: AsyncConnection, keys: Keys, holder: Holder) -> PreferencesView:
    """Return what a holder may see of a person's subscriptions, with the token they go on with."""
    links = keys.links
    token = links.management(holder.person) if holder.may_manage else links.leaving(holder.person)
    found = await subscriptions.of_person(connection, holder.person)
    return preferences_of(found, token=token, may_change=holder.may_manage)
