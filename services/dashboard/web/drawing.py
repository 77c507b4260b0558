"""How every page of the dashboard is drawn: the shared base, with the dashboard's words."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.web import words
from services.dashboard.web.wording import Wording
from shared.web.pages import Pages


def draw(request: Request, template: str, *, now: datetime, **context: Any) -> Response:
    """Return the page; it is the same for everybody, so browsers may keep and revalidate it."""
    pages: Pages = request.app.state.pages
    wording = Wording(pages.view(request), now)
    portal: str = request.app.state.running.settings.portal_url
    return pages.public_page(request, template, wording=wording, words=words, portal=portal, **context)
