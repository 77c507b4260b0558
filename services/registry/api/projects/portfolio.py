"""The portfolio by its ends: what ends when, so that nothing ends by surprise."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.reading import PageOf, listed
from services.registry.api.schema import Body
from services.registry.domain.projects.life import ProjectState
from services.registry.domain.projects.project import ProjectKind
from services.registry.storage.projects.portfolio import PortfolioEnd, ends
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Slug
from shared.hosting.running import RunningService
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/projects/portfolio", tags=["projects"])


class EndAnswer(Body):
    """The end of a project, or with `funding` that of one of its fundings."""

    id: UUID
    project: UUID
    label: str
    kind: ProjectKind
    state: ProjectState
    networks: tuple[Slug, ...]
    ends_on: date
    funding: UUID | None
    source: str | None
    amount_cents: int | None


@router.get("", response_model=Page[EndAnswer])
async def list_ends(
    *,
    request: Request,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))],
    paging: PageOf,
    since: Annotated[date | None, Query(description="From this day on; today if nothing is said")] = None,
    until: Annotated[date, Query(description="Until this day")] = date.max,
) -> Response:
    """Return what ends when, the earliest first; a coordinator sees what belongs to the own networks."""
    window = paging.window(str, UUID)
    networks = None if actor.is_office else actor.networks
    first = since or local_day(running.clock())
    async with running.edge.reading() as connection:
        rows = await ends(connection, window, networks=networks, since=first, until=until)
    page = page_of(rows, limit=paging.limit, key=lambda row: (row.ends_on.isoformat(), row.id), item=_answer_of)
    return listed(request, page)


def _answer_of(end: PortfolioEnd) -> EndAnswer:
    return EndAnswer.model_validate(asdict(end))
