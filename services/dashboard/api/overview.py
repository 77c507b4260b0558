"""`GET /api/overview`: the numbers of the home page for other programs."""

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from services.dashboard.domain.coverage import Cell
from services.dashboard.domain.freshness import Freshness
from services.dashboard.domain.overview import Area, Overview, Quarter
from services.dashboard.equipment import Pictures
from services.dashboard.use_cases.read_picture import Picture
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/api", tags=["overview"])


class CellView(BaseModel):
    """The published offers of a quarter that reach into a life phase; `depth` is hole, thin, covered or not-expected."""

    phase: str
    offers: int
    depth: str


class QuarterView(BaseModel):
    """A network with its figures; `since` and `restarted` are days."""

    network: str
    label: str
    short_label: str
    status: str
    since: date | None
    restarted: date | None
    areas: tuple[str, ...]
    offers: int
    bridges: int
    partners: int
    anchor_sites: int
    phases: list[CellView]


class PhaseView(BaseModel):
    """A life phase with all quarters' offers; ages are months, half-open."""

    key: str
    label: str
    min_months: int | None
    max_months: int | None
    offers: int


class AreaView(BaseModel):
    """An action area."""

    id: str
    label: str
    kind: str
    district: str


class SourceView(BaseModel):
    """A source of the picture: when it was last heard, and how many of its events are not in the picture yet."""

    source: str
    heard_at: datetime | None
    position: int
    behind: int
    is_fresh: bool


class OverviewView(BaseModel):
    """All quarters side by side; `as_of` is the moment up to which the picture is complete."""

    as_of: datetime | None
    is_fresh: bool
    sources: list[SourceView]
    networks: int
    action_areas: int
    areas_without_network: list[AreaView]
    offers: int
    bridges: int
    partners: int
    holes: int
    thin_places: int
    phases: list[PhaseView]
    quarters: list[QuarterView]


@router.get("/overview", dependencies=[Depends(require(PUBLIC))])
async def overview(running: RunningService, pictures: Pictures) -> OverviewView:
    """Return all quarters with their figures; published facts only."""
    async with running.edge.reading() as connection:
        return view_of(await pictures.read(connection, now=running.clock()))


def view_of(picture: Picture) -> OverviewView:
    """Return the picture as the API tells it."""
    seen = picture.overview
    return OverviewView(
        **_freshness(picture.freshness),
        networks=len(seen.quarters),
        action_areas=len(seen.action_areas),
        areas_without_network=[_area(area) for area in seen.areas_without_network],
        offers=seen.offers,
        bridges=seen.bridges,
        partners=seen.partners,
        holes=seen.holes,
        thin_places=seen.thin_places,
        phases=_phases(seen),
        quarters=[_quarter(quarter) for quarter in seen.quarters],
    )


def _freshness(freshness: Freshness) -> dict[str, Any]:
    sources = [
        SourceView(
            source=source.source,
            heard_at=source.heard_at,
            position=source.position,
            behind=source.behind,
            is_fresh=source.is_fresh(freshness.now),
        )
        for source in freshness.sources
    ]
    return {"as_of": freshness.as_of, "is_fresh": freshness.is_fresh, "sources": sources}


def _phases(seen: Overview) -> list[PhaseView]:
    return [
        PhaseView(
            key=phase.key,
            label=phase.label,
            min_months=phase.min_months,
            max_months=phase.max_months,
            offers=total.offers,
        )
        for phase, total in zip(seen.phases, seen.totals, strict=True)
    ]


def _quarter(quarter: Quarter) -> QuarterView:
    network = quarter.network
    return QuarterView(
        network=network.id,
        label=network.label,
        short_label=network.short_label,
        status=network.status,
        since=network.since,
        restarted=network.restarted,
        areas=network.areas,
        offers=quarter.offers,
        bridges=quarter.bridges,
        partners=quarter.partners,
        anchor_sites=quarter.anchor_sites,
        phases=[_cell(cell) for cell in quarter.cells],
    )


def _cell(cell: Cell) -> CellView:
    return CellView(phase=cell.phase, offers=cell.offers, depth=cell.depth)


def _area(area: Area) -> AreaView:
    return AreaView(id=area.id, label=area.label, kind=area.kind, district=area.district)
