"""Finding the place of an address over HTTP, for those who describe anchor sites."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

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


class PlaceAnswer(BaseModel):
    """Where an address is."""

    label: str
    latitude: float
    longitude: float


class GeocodingAnswer(BaseModel):
    """The best place, or null when the address is not known."""

    found: PlaceAnswer | None


@router.get("", dependencies=[Depends(require(any_of(office(), coordinator_of("network"))))])
async def find_place(request: Request, address: Annotated[Line, Query(description="The address")]) -> GeocodingAnswer:
    """Return the place of an address."""
    geocoder: Geocoder | None = request.app.state.geocoder
    if geocoder is None:
        raise GeocodingIsOff
    place = await geocoder.find(address)
    return GeocodingAnswer(found=None if place is None else PlaceAnswer.model_validate(place, from_attributes=True))
