"""A quarter's offers on a map, with the same as a list beside it; without JavaScript there is the list alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.neighbours.found import FoundOffer
from services.portal.settings import PortalSettings
from services.portal.storage.places import places_of
from services.portal.storage.quarters import all_phases
from services.portal.web.addresses import Network
from services.portal.web.chips import chips_of
from services.portal.web.equipment import PortalEquipment
from services.portal.web.quarter import quarter_of
from services.portal.web.quarter_filter import AskedFor
from shared.contracts.offers.places import OfferPlace
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.security_headers import DIRECTIVES

router = APIRouter(prefix="/quartier/{network}", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

MOST_ON_THE_MAP = 100


@dataclass(frozen=True)
class Spot:
    """A place with everything that happens there; `number` joins map and list."""

    number: int
    place: OfferPlace
    offers: Sequence[FoundOffer]


@router.get("/karte")
async def map_page(
    network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment, asked: AskedFor
) -> Response:
    """Show what was asked for by place."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
        phases = await all_phases(connection)
        places = await places_of(connection, network)
    phase = next((phase for phase in phases if phase.key == asked.phase), None)
    place = asked.place_among(places)
    told = await equipment.catalogue.search(
        network,
        asked.wanted(near=place),
        phase_ages=phase.ages if phase else None,
        limit=MOST_ON_THE_MAP,
        facets=False,
    )
    response = equipment.public_page(
        request,
        "map.html",
        made_of=(told.etag, told.as_of, quarter, tuple(places), phase),
        as_of=told.as_of,
        context=lambda: {
            "quarter": quarter,
            "phase": phase,
            "place": place,
            "places": places,
            "asked": asked,
            "found": told.content,
            **_by_place(told.content.items),
            "chips_of": chips_of,
            "tiles": equipment.settings.map_tiles_url,
            "attribution": equipment.settings.map_attribution,
        },
    )
    response.headers["Content-Security-Policy"] = _policy(equipment.settings)
    return response


def _by_place(found: Sequence[FoundOffer]) -> dict[str, Sequence[Spot | FoundOffer]]:
    """Return the places whose coordinates are known, and the offers that have none."""
    places: dict[tuple[float, float], OfferPlace] = {}
    offers: dict[tuple[float, float], list[FoundOffer]] = {}
    elsewhere: list[FoundOffer] = []
    for each in found:
        known = [place for place in each.offer.places if place.latitude is not None and place.longitude is not None]
        for place in known:
            point = (place.latitude or 0.0, place.longitude or 0.0)
            places.setdefault(point, place)
            offers.setdefault(point, []).append(each)
        if not known:
            elsewhere.append(each)
    spots = [Spot(number, places[point], offers[point]) for number, point in enumerate(places, start=1)]
    return {"spots": spots, "elsewhere": elsewhere}


def _policy(settings: PortalSettings) -> str:
    """Return the policy of every page, which on this one also lets the operator's own tiles in."""
    if settings.map_tiles_url is None:
        return "; ".join(DIRECTIVES)
    parts = urlsplit(settings.map_tiles_url)
    origin = f"{parts.scheme}://{parts.netloc}".replace("{s}", "*")
    return "; ".join(f"{line} {origin}" if line.startswith("img-src") else line for line in DIRECTIVES)
