"""Who may change and who may publish an offer."""

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.refusals import OrganisationIsNoMember
from services.offers.storage.neighbours import is_member
from shared.identity.actor import Actor
from shared.messaging.edge import Work


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
    if not await is_member(work.connection, content.organisation, network=content.network, on=work.now.date()):
        raise OrganisationIsNoMember(content.organisation, content.network)
