"""What `/` says of us as an HSDS API, and the profile that it names: how we use the standard, for people and programs."""

from importlib.metadata import version
from typing import Any, Final

from fastapi import APIRouter, Depends
from starlette.responses import Response

from services.offers.api.hsds.answers import AskedBy
from services.offers.domain.hsds.identifiers import NAMESPACE
from services.offers.domain.hsds.taxonomies import TAXONOMIES
from services.offers.settings import OffersSettings
from shared.identity.access import PUBLIC
from shared.identity.gate import require

HSDS_VERSION: Final = "3.1"
PROFILE: Final = "/hsds/profile"
router = APIRouter(tags=["hsds"], dependencies=[Depends(require(PUBLIC))])

_PROFILE: Final[dict[str, Any]] = {
    "title": "INFamilie: HSDS 3.1 with the filters of its UK profile",
    "hsds_version": HSDS_VERSION,
    "base": "https://docs.openreferral.org/en/3.1/",
    "language": "de",
    "id_namespace": str(NAMESPACE),
    "mapping": {
        "service": "An offer that is or was public: published is active, paused is temporarily closed, ended is inactive.",
        "organization": "A partner institution. Volunteers and private persons are not in this API.",
        "location": "An anchor site, or a place by its name and address; it stands inside service_at_locations only.",
        "program": "A project, or else the quarter's network, under the youth office.",
        "minimum_age and maximum_age": "Years; the maximum is the age at which a child is too old.",
        "metadata": "What changed between public versions.",
    },
    "link_types": {
        **{taxonomy.link_type: taxonomy.description for taxonomy in TAXONOMIES},
        "bridge_from": "The offer bridges something missing: where it leads from, a life phase or another service.",
        "bridge_to": "Where it leads to.",
        "bridge_offer": "true for a bridge offer.",
        "childcare": "Whether children are looked after meanwhile.",
        "text_language": "The offer's text is there in this language too (BCP 47); the label says how far it can be trusted.",
    },
    "parameters": {
        "combination": "Values of one repeated parameter are alternatives, different parameters must all hold.",
        "program_id": "Our own: services of a quarter's network or of a project.",
        "postcode and proximity": "Metres around the middle of the places that we know by this postal code.",
        "format=ndjson": "Everything that passes, one record a line; what changes meanwhile comes by modified_after.",
    },
}


def introduction(settings: OffersSettings) -> dict[str, object]:
    """Return what HSDS wants to be told at the root."""
    url = settings.public_url
    return {
        "version": HSDS_VERSION,
        "profile": f"{url}{PROFILE}",
        "openapi_url": f"{url}/openapi.json",
        "release": version("infamilie"),
    }


@router.get(PROFILE)
async def profile(reader: AskedBy) -> Response:
    """Return how we use HSDS."""
    return reader.given(_PROFILE)
