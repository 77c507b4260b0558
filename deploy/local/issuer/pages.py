"""The issuer's few pages, plain HTML without script."""

from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deploy.local.issuer.people import Person

HERE = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"


class Pages:
    """Renders the pages with the headers that keep them from being framed, stored or fed with foreign content."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    def start(self, people: tuple[Person, ...]) -> HTMLResponse:
        return self._page("start.html", people=people)

    def people(self, people: tuple[Person, ...], *, ticket: str, form_target: str) -> HTMLResponse:
        """The choice of a person; browsers apply form-action to the way back to the client as well."""
        return self._page("people.html", form_target=form_target, people=people, ticket=ticket)

    def refused_request(self) -> HTMLResponse:
        return self._page("refused.html", status=400)

    def expired_sign_in(self) -> HTMLResponse:
        return self._page("expired.html", status=400)

    def signed_out(self) -> HTMLResponse:
        return self._page("signed_out.html")

    def _page(self, name: str, *, status: int = 200, form_target: str = "", **values: object) -> HTMLResponse:
        headers = {
            "Content-Security-Policy": f"{POLICY}; form-action 'self' {form_target}".rstrip(),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        return HTMLResponse(self._templates.get_template(name).render(**values), status_code=status, headers=headers)


def style_router() -> APIRouter:
    router = APIRouter()

    @router.get("/style.css")
    def show_style() -> Response:
        return Response((HERE / "static" / "style.css").read_text(encoding="utf-8"), media_type="text/css")

    return router
