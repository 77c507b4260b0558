"""What if: answers how a network's chains would differ, and changes nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.chain.chain import Chain, chain_of
from services.offers.domain.chain.difference import Difference, difference
from services.offers.domain.chain.link import Link
from services.offers.domain.chain.link_of_offer import link_of
from services.offers.domain.chain.supposition import Supposition
from services.offers.domain.offer import Offer
from services.offers.storage import offers
from services.offers.storage.chain.frames import frame_of
from services.offers.storage.chain.links import joined, present
from services.offers.storage.neighbours import knows_network
from services.offers.use_cases.permission import may_change
from shared.identity.actor import Actor
from shared.identity.refusals import NotVisible


@dataclass(frozen=True, kw_only=True)
class Supposed:
    """A theme's chain as it would be, and how it differs from the present one."""

    after: Chain
    difference: Difference


async def suppose(
    connection: AsyncConnection,
    network: str,
    supposition: Supposition,
    *,
    today: date,
    soon_months: int,
    city_wide: str | None,
) -> tuple[Supposed, ...]:
    """Return the themes in which something would differ; raises NotVisible for a network that nobody knows."""
    if not await knows_network(connection, network):
        raise NotVisible
    frame = await frame_of(connection, network, day=today, soon_months=soon_months)
    links = await present(connection, network, city_wide=city_wide)
    then = supposition.applied_to(links)
    supposed = []
    for theme in sorted(_themes(set(links) ^ set(then))):
        before, after = chain_of(links, frame, theme=theme), chain_of(then, frame, theme=theme)
        told = difference(before, after, children=frame.children)
        supposed.append(Supposed(after=after, difference=told))
    return tuple(supposed)


async def links_of_drafts(
    connection: AsyncConnection, actor: Actor, network: str, drafts: Collection[UUID]
) -> tuple[Link, ...]:
    """Return drafts as the links they would be; raises NotVisible for what is no offer of the network that the actor may see."""
    found = await offers.find_all(connection, drafts)
    visible = [offer for offer in found if offer.content.network == network and _may_see(actor, offer)]
    if len(visible) < len(set(drafts)):
        raise NotVisible
    return await joined(connection, [link for offer in visible if (link := link_of(offer)) is not None])


def _may_see(actor: Actor, offer: Offer) -> bool:
    return not offer.is_hidden or may_change(actor, offer)


def _themes(links: Iterable[Link]) -> set[str]:
    return {theme for link in links for theme in link.themes}
