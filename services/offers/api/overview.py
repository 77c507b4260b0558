"""A network's offers in numbers."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.access import Reader
from services.offers.api.last_change import Changed
from services.offers.api.schemas import OverviewView, PhaseView
from services.offers.api.unchanged import document
from services.offers.storage.neighbours import knows_network
from services.offers.storage.overview import PhaseCount, count_by_phase, count_published
from shared.contracts.vocabulary import AgeInterval, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.refusals import NotVisible

router = APIRouter(prefix="/networks", tags=["overview"])


@router.get("/{network}/overview", response_model=OverviewView)
async def overview(network: Slug, edge: ServiceEdge, actor: Reader, changed: Changed, request: Request) -> Response:
    """Return how many published offers the network has in each life phase."""
    async with edge.reading() as connection:
        if not await knows_network(connection, network):
            raise NotVisible
        published = await count_published(connection, network)
        phases = await count_by_phase(connection, network)
    view = OverviewView(network=network, published=published, phases=[_phase(phase) for phase in phases])
    return document(request, view, modified=changed.whenever())


def _phase(phase: PhaseCount) -> PhaseView:
    ages = AgeInterval(min_months=phase.ages.min_months, max_months=phase.ages.max_months)
    return PhaseView(key=phase.key, label=phase.label, ages=ages, offers=phase.offers)
