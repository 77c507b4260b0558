"""`GET /quartier/{network}`: one quarter's offers by life phase and theme, its partners and anchor sites."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.domain.overview import Overview, Phase, Quarter
from services.dashboard.equipment import Pictures
from services.dashboard.storage.activities import latest_activities
from services.dashboard.storage.quarter import (
    Wanted,
    count_by_theme,
    read_anchor_sites,
    read_members,
    read_offers,
)
from services.dashboard.use_cases.read_picture import ZONE
from services.dashboard.web.drawing import draw
from shared.contracts.vocabulary import Key, Slug
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.web.cursor import read_cursor, write_cursor

PAGE_OFFERS: Final = 100
SHOWN_ACTIVITIES: Final = 8

router = APIRouter(include_in_schema=False)

Chosen = Annotated[Key | None, Query()]


@router.get("/quartier/{network}", dependencies=[Depends(require(PUBLIC))])
async def quarter_page(
    network: Slug,
    request: Request,
    *,
    running: RunningService,
    pictures: Pictures,
    phase: Chosen = None,
    theme: Annotated[Key | None, Query(alias="thema")] = None,
    after: Annotated[str | None, Query(max_length=1024)] = None,
) -> Response:
    """Return the quarter; `phase` and `thema` narrow its list of offers, `after` goes on in it."""
    now = running.clock()
    async with running.edge.reading() as connection:
        picture = await pictures.read(connection, now=now)
        quarter = _quarter_of(picture.overview, network)
        wanted = Wanted(network=network, phase=_phase_of(picture.overview, phase), theme=theme)
        offers = await read_offers(connection, wanted, after=read_cursor(after, int, str, UUID), limit=PAGE_OFFERS + 1)
        themes = await count_by_theme(connection, network)
        members = await read_members(connection, network, today=now.astimezone(ZONE).date())
        sites = await read_anchor_sites(connection, network)
        activities = await latest_activities(connection, limit=SHOWN_ACTIVITIES, network=network)
    return draw(
        request,
        "quarter.html",
        now=now,
        quarter=quarter,
        phases=picture.overview.phases,
        freshness=picture.freshness,
        wanted=wanted,
        offers=offers[:PAGE_OFFERS],
        following=write_cursor(*offers[PAGE_OFFERS - 1].key) if len(offers) > PAGE_OFFERS else None,
        is_continued=after is not None,
        themes=themes,
        fullest=max((count for counts in themes.values() for count in counts.values()), default=0),
        members=members,
        sites=sites,
        activities=activities,
    )


def _quarter_of(overview: Overview, network: str) -> Quarter:
    found = next((quarter for quarter in overview.quarters if quarter.network.id == network), None)
    if found is None:
        raise NotVisible
    return found


def _phase_of(overview: Overview, key: str | None) -> Phase | None:
    """A phase that nobody has defined narrows nothing."""
    return next((phase for phase in overview.phases if phase.key == key), None)
