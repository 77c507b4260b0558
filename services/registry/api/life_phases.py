"""Life phases over HTTP."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.life_phase import Ages, LifePhase
from services.registry.domain.refusals import NothingHere
from services.registry.storage import life_phases
from services.registry.use_cases.define_life_phase import define_life_phase
from shared.contracts.vocabulary import AgeInterval, Key, Line
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/life-phases", tags=["life phases"])


class LifePhaseBody(Body):
    """A life phase as it is written."""

    label: Line
    ages: AgeInterval
    order: int = Field(ge=0, le=100)

    def life_phase(self, key: str) -> LifePhase:
        """Return the domain's life phase."""
        ages = Ages(self.ages.min_months, self.ages.max_months)
        return LifePhase(key=key, label=self.label, ages=ages, order=self.order)


class LifePhaseAnswer(LifePhaseBody):
    """A life phase as it stands."""

    key: Key
    version: int


def answer_of(phase: LifePhase) -> LifePhaseAnswer:
    """Return the phase as the API shows it."""
    return LifePhaseAnswer.model_validate(asdict(phase))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[LifePhaseAnswer])
async def list_life_phases(request: Request, edge: ServiceEdge, paging: PageOf) -> Response:
    """Return the life phases in their order."""
    async with edge.reading() as connection:
        rows = await life_phases.listed(connection, paging.window(int, str))
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.order, row.key), item=answer_of))


@router.get("/{key}", dependencies=[Depends(require(PUBLIC))], response_model=LifePhaseAnswer)
async def show_life_phase(request: Request, edge: ServiceEdge, key: Key) -> Response:
    """Return one life phase."""
    async with edge.reading() as connection:
        phase = await life_phases.find(connection, key)
    if phase is None:
        raise NothingHere
    return shown(request, answer_of(phase), version=phase.version)


@router.put("/{key}")
async def put_life_phase(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(office()))],
    key: Key,
    body: LifePhaseBody,
    condition: Condition,
) -> LifePhaseAnswer:
    """Define a life phase or change it."""
    async with edge.transaction() as work:
        phase = await define_life_phase(work, actor, body.life_phase(key), condition=condition)
    settled(response, work, condition=condition, version=phase.version)
    return answer_of(phase)
