"""The pages the law wants on every site: imprint, privacy, accessibility."""

from collections.abc import Callable
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

LEGAL_PAGES: Final = {
    "/impressum": "shared/legal/imprint.html",
    "/datenschutz": "shared/legal/privacy.html",
    "/barrierefreiheit": "shared/legal/accessibility.html",
}


def legal_routes(draw: Callable[[Request, str], Response]) -> list[BaseRoute]:
    """The three routes; `draw` makes a page from a template."""
    return [Route(path, partial(_legal_page, draw, template), name=path) for path, template in LEGAL_PAGES.items()]


async def _legal_page(draw: Callable[[Request, str], Response], template: str, request: Request) -> Response:
    return draw(request, template)
