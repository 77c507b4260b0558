"""`GET /fachstelle/liste/{name}`: a list of the office, narrowed, sorted and paged by its address, which can be kept; and as a file.

A view is saved by keeping its address: nothing of it is in the session or in a table, so it works for whoever gets it and
may see it (decision 0025).
"""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.domain.listing import Sheet, Wish, sheet_of
from services.dashboard.storage.lists.names import network_names
from services.dashboard.use_cases.read_picture import ZONE
from services.dashboard.web.choice import SlugChoice
from services.dashboard.web.office.access import Planner
from services.dashboard.web.office.drawing import draw_for_office, freshness_of
from services.dashboard.web.office.every_list import LISTS, OfficeList
from services.dashboard.web.office.wording import GERMAN, said
from shared.hosting.running import RunningService
from shared.identity.refusals import NotVisible
from shared.spreadsheets.formats import FORMATS
from shared.web.pages.view import drawn

DESCENDING: Final = "ab"

router = APIRouter(include_in_schema=False)

Quarter = Annotated[SlugChoice, Query(alias="quartier")]
Words = Annotated[str, Query(alias="suche", max_length=200)]
SortedBy = Annotated[str | None, Query(alias="nach", max_length=40)]
Direction = Annotated[str | None, Query(alias="richtung", max_length=10)]
PageNumber = Annotated[int, Query(alias="seite", ge=1, le=10_000)]


@router.get("/fachstelle/liste/{name}")
async def office_list(
    name: str,
    request: Request,
    running: RunningService,
    _: Planner,
    *,
    quarter: Quarter = None,
    words: Words = "",
    by: SortedBy = None,
    direction: Direction = None,
    page: PageNumber = 1,
) -> Response:
    """Return a page of the list."""
    listed, now = _list_of(name), running.clock()
    wish = Wish(network=quarter, words=words, sorted_by=by, descending=direction == DESCENDING, page=page)
    async with running.edge.reading() as connection:
        networks = await network_names(connection)
        sheet = sheet_of(listed.columns, await listed.rows(connection, today=now.astimezone(ZONE).date()), wish)
        freshness = await freshness_of(connection, running, now=now)
    kept = {"quartier": quarter, "suche": words, "nach": by, "richtung": direction}
    return await draw_for_office(
        request, "list.html", now=now, name=name, listed=listed.told, sheet=sheet, wish=wish, networks=networks,
        freshness=freshness, kept=kept, endings=tuple(FORMATS),
    )  # fmt: skip


@router.get("/fachstelle/liste/{name}/datei/{ending}")
async def office_list_file(
    name: str,
    ending: str,
    running: RunningService,
    _: Planner,
    *,
    quarter: Quarter = None,
    words: Words = "",
    by: SortedBy = None,
    direction: Direction = None,
) -> Response:
    """Return the whole list, narrowed and sorted the same way, as csv, xlsx or json."""
    listed = _list_of(name)
    if ending not in FORMATS:
        raise NotVisible
    wish = Wish(network=quarter, words=words, sorted_by=by, descending=direction == DESCENDING)
    async with running.edge.reading() as connection:
        networks = await network_names(connection)
        rows = await listed.rows(connection, today=running.clock().astimezone(ZONE).date())
    content = file_of(listed, sheet_of(listed.columns, rows, wish), networks, ending=ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "no-store"}
    return Response(content, media_type=FORMATS[ending].media_type, headers=headers)


def file_of(listed: OfficeList, sheet: Sheet, networks: Mapping[str, str], *, ending: str) -> bytes:
    """Return the list's rows as a file: for people in their language, for programs in German."""
    columns, texts = (listed.columns, GERMAN) if ending == "json" else (listed.told.columns, drawn.get().texts)
    writer = FORMATS[ending].writer([column.title for column in columns])
    rows = [[said(column, row, networks, texts) for column in columns] for row in sheet.all_rows]
    return writer.rows(rows) + writer.end()


def _list_of(name: str) -> OfficeList:
    if name not in LISTS:
        raise NotVisible
    return LISTS[name]
