"""A small site that uses every part of the page base, for tests and for looking at it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from fastapi import FastAPI
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from shared.web.csrf import FormGuard
from shared.web.forms import empty_form
from shared.web.languages import LANGUAGES
from shared.web.pages import NavigationItem, Pages
from shared.web.problem_handlers import install_problem_handlers
from shared.web.request_limits import BodyLimit
from shared.web.security_headers import SecurityHeaders

DEMO: Final = Path(__file__).parent / "demo"


class Order(BaseModel):
    address: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    network: Literal["hoerde", "eving"]
    age: int | None = Field(default=None, ge=0, lt=132)
    themes: list[str] = Field(min_length=1)
    pace: Literal["daily", "weekly"]
    wish: str = ""
    agreed: bool


def demo_app() -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None)
    pages = Pages(
        DEMO,
        site_name="Familien in Dortmund",
        guard=FormGuard(b"k" * 32),
        navigation=[
            NavigationItem("Start", "/"),
            NavigationItem("Quartiere", "/quartiere"),
            NavigationItem("Nachrichten", "/bestellen"),
        ],
        languages=LANGUAGES,
    )
    install_problem_handlers(app, {}, pages=pages)
    app.add_middleware(BodyLimit)
    pages.install(app)
    app.add_middleware(SecurityHeaders)

    @app.get("/")
    async def start(request: Request) -> Response:
        return pages.public_page(request, "start.html", moment=datetime(2026, 11, 22, 13, 30, tzinfo=UTC))

    @app.get("/bestellen")
    async def order_form(request: Request) -> Response:
        return pages.page(request, "order.html", form=empty_form(network="hoerde"))

    @app.post("/bestellen")
    async def order(request: Request) -> Response:
        form = await pages.read_form(request, Order)
        if form.values is None:
            return pages.page(request, "order.html", status=422, form=form)
        return pages.redirect(request, "/", ordered=form.values.network)

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("nobody may read this")

    return app
