"""Who may change and who may publish an offer."""

from dataclasses import replace

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.refusals import OrganisationIsNoMember
from services.offers.storage.aliases import entries, survivor
from services.offers.storage.neighbours import is_member
from shared.calendar_day import local_day
from shared.contracts.registry import Role
from shared.identity.actor import Actor
from shared.messaging.edge import Edge, Work


async def also_for_aliases(edge: Edge, actor: Actor) -> Actor:
    """Return the actor, who acts for an organisation's aliases too: whoever holds its grants keeps the offers of all its entries."""
    if not actor.organisations:
        return actor
    async with edge.reading() as connection:
        aliases = await entries(connection, actor.organisations) - actor.organisations
    own = [grant for grant in actor.grants if grant.role is Role.PARTNER][:1]
    return replace(
        actor, grants=(*actor.grants, *(replace(grant, organisation=alias) for grant in own for alias in aliases))
    )


def insist_on_changing(actor: Actor, content: OfferContent, *, hidden: bool = False) -> None:
    """Return for the office, the network's coordinators and the organisation's people; else NotPermitted or NotVisible."""
    actor.may_act_for(content.organisation, network=content.network, hidden=hidden)


def may_change(actor: Actor, offer: Offer) -> bool:
    """Tell whether the actor may change the offer, and so may see its draft."""
    content = offer.content
    return actor.is_office or actor.coordinates(content.network) or actor.represents(content.organisation)


async def insist_on_publishing(work: Work, actor: Actor, content: OfferContent) -> None:
    """Return for the office and the network's coordinators, for partners only as members; raises OrganisationIsNoMember.

    The actor may change the offer, that was asked before.
    """
    if actor.is_office or actor.coordinates(content.network):
        return
    house = await survivor(work.connection, content.organisation)
    if not await is_member(work.connection, house, network=content.network, on=local_day(work.now)):
        raise OrganisationIsNoMember(content.organisation, content.network)
