"""Puts the portal together; the only place where things are wired."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI

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
from shared.hosting.page_sign_in import install_sign_in, plain_client
from shared.hosting.parts import ServiceParts
from shared.hosting.running import Running
from shared.hosting.service import create_service
from shared.identity.signed_in import SignInSettings, session_account, session_cookie
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
            account_of=session_account,
            pages=pages,
            has_home_page=True,
            also_public=tuple(pages.public_paths),
            customise=partial(_customise, settings, pages),
        )
    )


def _pages(settings: PortalSettings) -> Pages:
    guard = FormGuard(settings.form_key.get_secret_value().encode(), session_of=session_cookie)
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
    http = plain_client(app)
    session = SignInSettings(public_url=settings.public_url, session_key=settings.session_key)
    equipment = Equipment(
        settings=settings,
        running=running,
        pages=pages,
        sign_in=install_sign_in(app, settings=session, sessions=SESSIONS, http=http, running=running, pages=pages),
        http=http,
        catalogue=Catalogue(http, url=settings.offers_url, clock=running.clock),
        subscriptions=Subscriptions(own=running.http, plain=http, url=settings.notifications_url),
        rechecks=Rechecks(http, url=settings.offers_url),
        visitors=Visitors(running.clock),
        voices=Voices(own=running.http, registry_url=settings.registry_url, offers_url=settings.offers_url),
        barrier_limit=SourceLimit(most_per_hour=BARRIERS_AN_HOUR),
    )
    app.state.equipment = equipment
    pages.install(app)
    ask = standing_of(equipment.catalogue, running)
    app.add_middleware(
        DrawnPages, languages=settings.shown_languages(), trust_seconds=settings.pages_trusted_seconds, ask=ask
    )
