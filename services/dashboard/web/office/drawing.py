"""How a page of the office is drawn: never kept by browsers, with its sections, who is signed in and how old the figures are."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.domain.freshness import Freshness
from services.dashboard.storage.freshness import read_freshness
from services.dashboard.use_cases.read_picture import PRODUCERS, ZONE
from services.dashboard.web import words
from services.dashboard.web.office import wording as office_wording
from services.dashboard.web.office.every_list import LISTS
from services.dashboard.web.wording import Wording
from shared.hosting.running import Running
from shared.identity.signed_in import current_session
from shared.web.pages import Pages
from shared.web.pages.sections import Entry, Section
from shared.web.pages.view import translated


def _sections() -> list[Section]:
    return [
        Section(
            translated("Überblick"),
            (
                Entry(translated("Was ansteht"), "/fachstelle"),
                Entry(translated("Umsetzung"), "/fachstelle/umsetzung"),
                Entry(translated("Bericht für den Rat"), "/fachstelle/bericht"),
                *_lists("meilensteine"),
            ),
        ),
        Section(translated("Präventionskette"), _lists("luecken", "bedarf", "suchen")),
        Section(
            translated("Partner und Projekte"),
            (
                Entry(translated("Netz der Partner"), "/fachstelle/netz"),
                *_lists("vereinbarungen", "fristen", "projekte", "finanzierungen"),
            ),
        ),
        Section(translated("Angebote"), _lists("frische", "doppelt", "reichweite")),
    ]


def _lists(*names: str) -> tuple[Entry, ...]:
    return tuple(Entry(translated(LISTS[name].title), f"/fachstelle/liste/{name}") for name in names)


async def freshness_of(connection: AsyncConnection, running: Running, *, now: datetime) -> Freshness:
    """Return how old the figures are."""
    registry = f"/registry/{running.settings.registry_instance}"
    return Freshness(await read_freshness(connection, registry=registry, producers=PRODUCERS), now)


async def draw_for_office(request: Request, template: str, *, now: datetime, **context: Any) -> Response:
    """Return the page."""
    pages: Pages = request.app.state.pages
    return pages.page(
        request,
        f"office/{template}",
        headers={"Cache-Control": "no-store"},
        wording=Wording(pages.view(request), now),
        words=words,
        say=office_wording,
        sections=_sections(),
        session=await current_session(request),
        today=now.astimezone(ZONE).date(),
        portal=request.app.state.running.settings.portal_url,
        **context,
    )
