"""Puts the portal together; the only place where things are wired."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpx
from fastapi import APIRouter, Depends, FastAPI
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from services.portal.events import LISTENERS
from services.portal.neighbours.catalogue import Catalogue
from services.portal.neighbours.rechecks import Rechecks
from services.portal.neighbours.subscriptions import Subscriptions
from services.portal.neighbours.visitors import Visitors
from services.portal.neighbours.voices import Voices
from services.portal.settings import PortalSettings
from services.portal.storage.tables import SESSIONS
from services.portal.tidying import tidy
from services.portal.web import (
    barrier,
    change_wish,
    home,
    kept,
    map_page,
    offer,
    offer_actions,
    personal_feed,
    preferences,
    quarter,
    recheck,
    subscribe,
    subscription,
    suggestion,
    wish,
)
from services.portal.web.drawn_pages import DrawnPages
from services.portal.web.equipment import Equipment
from services.portal.web.refusals import REFUSALS
from services.portal.web.standing import standing_of
from services.portal.web.workspace.routers import WORKSPACE_ROUTERS
from shared.hosting.parts import ServiceParts
from shared.hosting.running import Running
from shared.hosting.service import create_service
from shared.hosting.trust import trusted
from shared.identity.issuer import Issuer
from shared.identity.refusals import NotSignedIn
from shared.identity.sessions import Sessions
from shared.identity.sign_in import redirect_to_sign_in, sign_in_router
from shared.identity.signed_in import SignIn, SignInSettings, current_session
from shared.web.csrf import FormGuard
from shared.web.pages import NavigationItem, Pages
from shared.web.problems import mark
from shared.web.source_limit import SourceLimit

PROJECTION_NUMBER = 2
FOR_PROFESSIONALS = NavigationItem(mark("Für Fachkräfte"), "/arbeitsbereich")
ROUTERS = (
    home.router,
    quarter.router,
    offer.router,
    offer_actions.router,
    map_page.router,
    kept.router,
    wish.router,
    suggestion.router,
    subscribe.router,
    personal_feed.router,
    preferences.router,
    change_wish.router,
    subscription.router,
    recheck.router,
    barrier.router,
    *WORKSPACE_ROUTERS,
)
CALL_SECONDS = 10.0
BARRIERS_AN_HOUR = 10


def create_app(settings: PortalSettings | None = None) -> FastAPI:
    """Return the app; without settings they are read from the environment."""
    settings = settings or PortalSettings()
    pages = _pages(settings)
    return create_service(
        ServiceParts(
            name="portal",
            settings=settings,
            routers=ROUTERS,
            refusals=REFUSALS,
            listeners=LISTENERS,
            producers=frozenset({"registry"}),
            projection_number=PROJECTION_NUMBER,
            workers=(tidy,),
            account_of=_account_of,
            pages=pages,
            has_home_page=True,
            also_public=tuple(pages.public_paths),
            customise=partial(_customise, settings, pages),
        )
    )


def _pages(settings: PortalSettings) -> Pages:
    guard = FormGuard(settings.form_key.get_secret_value().encode(), session_of=_session_cookie)
    first = NavigationItem(mark("Angebote") if settings.network else mark("Quartiere"), "/")
    return Pages(
        Path(__file__).parent,
        site_name=settings.site_name,
        guard=guard,
        city=settings.city,
        navigation=(first, FOR_PROFESSIONALS),
        languages=settings.shown_languages(),
        barrier_path="/barrierefreiheit/melden",
        more_texts=(Path(__file__).parent / "web" / "workspace",),
    )


def _customise(settings: PortalSettings, pages: Pages, app: FastAPI, running: Running) -> None:
    http = httpx.AsyncClient(timeout=CALL_SECONDS, verify=trusted())
    sign_in = _sign_in(settings, http, running)
    equipment = Equipment(
        settings=settings,
        running=running,
        pages=pages,
        sign_in=sign_in,
        http=http,
        catalogue=Catalogue(http, url=settings.offers_url, clock=running.clock),
        subscriptions=Subscriptions(own=running.http, plain=http, url=settings.notifications_url),
        rechecks=Rechecks(http, url=settings.offers_url),
        visitors=Visitors(running.clock),
        voices=Voices(own=running.http, registry_url=settings.registry_url, offers_url=settings.offers_url),
        barrier_limit=SourceLimit(most_per_hour=BARRIERS_AN_HOUR),
    )
    app.state.sign_in = sign_in
    app.state.equipment = equipment
    app.include_router(_sign_in_routes(equipment))
    app.include_router(APIRouter(lifespan=partial(_closing, http)))
    app.add_exception_handler(NotSignedIn, redirect_to_sign_in)
    pages.install(app)
    ask = standing_of(equipment.catalogue, running)
    app.add_middleware(
        DrawnPages, languages=settings.shown_languages(), trust_seconds=settings.pages_trusted_seconds, ask=ask
    )


def _sign_in(settings: PortalSettings, http: httpx.AsyncClient, running: Running) -> SignIn:
    return SignIn(
        SignInSettings(public_url=settings.public_url, session_key=settings.session_key),
        issuer=Issuer(settings.identity, http=http, clock=running.clock),
        sessions=Sessions(running.engine, SESSIONS, key=settings.session_key, clock=running.clock),
    )


def _sign_in_routes(equipment: Equipment) -> APIRouter:
    """The three routes; what they take by POST must come from our own pages."""

    def farewell(request: Request, address: str) -> Response:
        return equipment.page(request, "farewell.html", address=address)

    async def check_forms(request: Request) -> None:
        if request.method == "POST":
            await equipment.pages.check_button(request)

    router = APIRouter(dependencies=[Depends(check_forms)])
    router.include_router(sign_in_router(equipment.sign_in, farewell=farewell))
    return router


async def _account_of(connection: HTTPConnection) -> str | None:
    session = await current_session(connection)
    return session.account if session is not None else None


def _session_cookie(connection: HTTPConnection) -> str | None:
    sign_in: SignIn = connection.app.state.sign_in
    return sign_in.session_cookie.of(connection)


@asynccontextmanager
async def _closing(http: httpx.AsyncClient, _: object) -> AsyncIterator[None]:
    async with http:
        yield
