"""The names an offer gives: its network and its organisation must be known, and the network this instance's own business."""

import asyncio
from collections.abc import Sequence

from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_set import RefusedPlace, WantedOffer
from services.offers.domain.refusals import UnknownNetwork, UnknownOrganisation
from services.offers.domain.speaking import OwnVoice
from services.offers.storage.neighbours import (
    known_networks,
    known_organisations,
    knows_network,
    knows_organisation,
    speakers,
)
from shared.messaging.edge import Edge, Work

PATIENCE_SECONDS = 1.0
LOOK_SECONDS = 0.04


async def await_names(edge: Edge, content: OfferContent) -> None:
    """Wait up to a second until the registry's events have told the names; raises UnknownNetwork, UnknownOrganisation.

    What a person has just made in the registry is a few milliseconds away. No connection is held meanwhile.
    """
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while (unknown := await _unknown(edge, content)) is not None:
        if asyncio.get_running_loop().time() >= deadline:
            raise unknown
        await asyncio.sleep(LOOK_SECONDS)


async def _unknown(edge: Edge, content: OfferContent) -> UnknownNetwork | UnknownOrganisation | None:
    async with edge.reading() as connection:
        if not await knows_network(connection, content.network):
            return UnknownNetwork(content.network)
        if not await knows_organisation(connection, content.organisation):
            return UnknownOrganisation(content.organisation)
    return None


async def unknown_names(edge: Edge, wanted: Sequence[WantedOffer]) -> list[RefusedPlace]:
    """Return the places of a set whose network or organisation stays unknown for a second."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while unknown := await _unknown_in_set(edge, wanted):
        if asyncio.get_running_loop().time() >= deadline:
            return unknown
        await asyncio.sleep(LOOK_SECONDS)
    return []


async def _unknown_in_set(edge: Edge, wanted: Sequence[WantedOffer]) -> list[RefusedPlace]:
    contents = [(offer.place, offer.content) for offer in wanted]
    async with edge.reading() as connection:
        networks = await known_networks(connection, {content.network for _, content in contents})
        organisations = await known_organisations(connection, {content.organisation for _, content in contents})
    return [
        *(
            RefusedPlace(place, UnknownNetwork(said.network))
            for place, said in contents
            if said.network not in networks
        ),
        *(
            RefusedPlace(place, UnknownOrganisation(said.organisation))
            for place, said in contents
            if said.organisation not in organisations
        ),
    ]


async def insist_on_own_network(work: Work, voice: OwnVoice, network: str) -> None:
    """Return if this instance speaks for the network; raises NetworkSpeaksElsewhere."""
    voice.insist(network, await speakers(work.connection), now=work.now)
