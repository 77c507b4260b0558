"""`GET /abdeckung`: all quarters by life phase for one theme, or by theme for one life phase, with a figure of the social space beside."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.domain.matrix import Matrix, by_phase, by_theme
from services.dashboard.domain.overview import Overview
from services.dashboard.equipment import Pictures
from services.dashboard.storage.indicators import read_social_space
from services.dashboard.storage.themes import ThemeCounts
from services.dashboard.web.choice import KeyChoice
from services.dashboard.web.drawing import draw
from services.dashboard.web.words import theme_word
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.spreadsheets.formats import FORMATS

QUARTER: Final = "Quartier"
ALL: Final = "Alle"

router = APIRouter(include_in_schema=False)

Theme = Annotated[KeyChoice, Query(alias="thema")]
PhaseKey = Annotated[KeyChoice, Query(alias="phase")]
IndicatorKey = Annotated[KeyChoice, Query(alias="merkmal")]


@router.get("/abdeckung", dependencies=[Depends(require(PUBLIC))])
async def coverage(
    request: Request,
    running: RunningService,
    pictures: Pictures,
    *,
    theme: Theme = None,
    phase: PhaseKey = None,
    indicator: IndicatorKey = None,
) -> Response:
    """Return the matrix; with a theme its columns are life phases, else themes."""
    now = running.clock()
    async with running.edge.reading() as connection:
        picture = await pictures.read(connection, now=now)
        counts = await pictures.themes(connection, now=now)
        space = await read_social_space(connection)
    chosen = next((one for one in space.indicators if one.key == indicator), None)
    return draw(
        request,
        "coverage.html",
        now=now,
        overview=picture.overview,
        freshness=picture.freshness,
        matrix=_matrix(picture.overview, counts, theme, phase),
        themes=sorted(counts.themes, key=theme_word),
        theme=theme,
        phase=next((one for one in counts.phases if one.key == phase), None) if theme is None else None,
        space=space,
        indicator=chosen or (space.indicators[0] if space.indicators and indicator is None else None),
        endings=tuple(FORMATS),
    )


@router.get("/abdeckung/datei/{ending}", dependencies=[Depends(require(PUBLIC))])
async def coverage_file(
    ending: str, running: RunningService, pictures: Pictures, *, theme: Theme = None, phase: PhaseKey = None
) -> Response:
    """Return the same matrix as csv, xlsx or json."""
    if ending not in FORMATS:
        raise NotVisible
    now = running.clock()
    async with running.edge.reading() as connection:
        overview = (await pictures.read(connection, now=now)).overview
        matrix = _matrix(overview, await pictures.themes(connection, now=now), theme, phase)
    titles = {one.key: one.label for one in overview.phases}
    writer = FORMATS[ending].writer([QUARTER, *(titles.get(key) or theme_word(key) for key in matrix.columns), ALL])
    rows = [[line.label, *(cell.offers for cell in line.cells), line.offers] for line in matrix.lines]
    headers = {"Content-Disposition": f'attachment; filename="abdeckung.{ending}"'}
    return Response(writer.rows(rows) + writer.end(), media_type=FORMATS[ending].media_type, headers=headers)


def _matrix(overview: Overview, counts: ThemeCounts, theme: str | None, phase: str | None) -> Matrix:
    if theme is not None:
        return by_phase(overview, lambda network, key: counts.count(network, theme, key))
    known = phase if any(one.key == phase for one in counts.phases) else None
    return by_theme(overview, counts.themes, lambda network, key: counts.count(network, key or "", known))
