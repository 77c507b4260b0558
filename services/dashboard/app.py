"""Puts the dashboard together; the only place where things are wired."""

from functools import partial
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from services.dashboard.api import live, overview
from services.dashboard.api.refusals import REFUSALS
from services.dashboard.events import listeners
from services.dashboard.settings import DashboardSettings
from services.dashboard.storage.activities import number_on
from services.dashboard.storage.tables import SESSIONS
from services.dashboard.use_cases.live_feed import LiveFeed
from services.dashboard.use_cases.note_contact import note_contacts
from services.dashboard.use_cases.read_picture import PRODUCERS, PictureReader
from services.dashboard.use_cases.tidy_sessions import tidy_sessions
from services.dashboard.web import coverage, home, quarter
from services.dashboard.web.office.routers import OFFICE_ROUTERS
from shared.documents import Typesetter
from shared.hosting.page_sign_in import install_sign_in, plain_client
from shared.hosting.parts import ServiceParts
from shared.hosting.running import Clock, Running, utc_now
from shared.hosting.service import create_service
from shared.identity.signed_in import SignInSettings, session_account, session_cookie
from shared.web.csrf import FormGuard
from shared.web.pages import NavigationItem, Pages
from shared.web.problems import mark

PROJECTION_NUMBER: Final = 7
COOKIE_NAME: Final = "infamilie_ueberblick"
SITE_NAME: Final = mark("INFamilie Überblick")


def create_app(settings: DashboardSettings | None = None, *, clock: Clock = utc_now) -> FastAPI:
    """Return the app; without settings they are read from the environment."""
    settings = settings or DashboardSettings()
    feed = LiveFeed(most_readers=settings.live_clients, heartbeat_seconds=settings.heartbeat_seconds)
    pages = _pages(settings)
    return create_service(
        ServiceParts(
            name="dashboard",
            settings=settings,
            routers=(home.router, coverage.router, quarter.router, live.router, overview.router, *OFFICE_ROUTERS),
            refusals=REFUSALS,
            listeners=listeners(feed.ring),
            producers=PRODUCERS,
            projection_number=PROJECTION_NUMBER,
            before_swap=number_on,
            workers=(feed.watch, note_contacts, tidy_sessions),
            account_of=session_account,
            pages=pages,
            has_home_page=True,
            also_public=tuple(str(getattr(route, "path", "")) for route in pages.routes()),
            customise=partial(_equip, settings, feed, pages),
            clock=clock,
        )
    )


def _pages(settings: DashboardSettings) -> Pages:
    return Pages(
        Path(__file__).parent,
        site_name=SITE_NAME,
        guard=FormGuard(settings.form_key.get_secret_value().encode(), session_of=session_cookie),
        city=settings.city,
        navigation=(
            NavigationItem(mark("Überblick"), "/"),
            NavigationItem(mark("Themen"), "/abdeckung"),
            NavigationItem(mark("Für die Fachstelle"), "/fachstelle"),
        ),
        more_texts=(Path(__file__).parent / "web" / "office",),
    )


def _equip(settings: DashboardSettings, feed: LiveFeed, pages: Pages, app: FastAPI, running: Running) -> None:
    app.state.live_feed = feed
    app.state.pages = pages
    app.state.typesetter = Typesetter()
    app.state.picture_reader = PictureReader(registry=f"/registry/{running.settings.registry_instance}")
    session = SignInSettings(public_url=settings.public_url, session_key=settings.session_key, cookie_name=COOKIE_NAME)
    install_sign_in(app, settings=session, sessions=SESSIONS, http=plain_client(app), running=running, pages=pages)
    app.router.routes.extend(pages.routes())
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
