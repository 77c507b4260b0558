"""Finding the place of an address over HTTP, for those who describe anchor sites.

The address comes in the body: a childminder's is a private one, and addresses of requests end up in logs.
"""

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from services.registry.api.schema import Body
from services.registry.domain.refusals import GeocodingIsOff
from services.registry.use_cases.geocoding import Geocoder
from shared.contracts.vocabulary import Line
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.gate import require
from shared.web.problems import ProblemKind, Refusals, mark

router = APIRouter(prefix="/geocoding", tags=["anchor sites"])

GEOCODING_REFUSALS: Refusals = {
    GeocodingIsOff: ProblemKind(
        "geocoding-is-off",
        503,
        mark("Adressen lassen sich gerade nicht suchen"),
        mark("Der Dienst dafür ist abgeschaltet oder antwortet nicht. Bitte tragen Sie die Koordinaten von Hand ein."),
    ),
}


class AddressBody(Body):
    """The address that is looked for."""

    address: Line


class PlaceAnswer(BaseModel):
    """Where an address is."""

    label: str
    latitude: float
    longitude: float


class GeocodingAnswer(BaseModel):
    """The best place, or null when the address is not known."""

    found: PlaceAnswer | None


@router.post("", dependencies=[Depends(require(any_of(office(), coordinator_of("network"))))])
async def find_place(request: Request, body: AddressBody) -> GeocodingAnswer:
    """Return the place of an address."""
    geocoder: Geocoder | None = request.app.state.geocoder
    if geocoder is None:
        raise GeocodingIsOff
    place = await geocoder.find(body.address)
    return GeocodingAnswer(found=None if place is None else PlaceAnswer.model_validate(place, from_attributes=True))
