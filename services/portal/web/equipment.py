"""What the pages have at hand, wired once in app.py and found by routes through `app.state`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import httpx
from fastapi import Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse

from services.portal.neighbours.catalogue import Catalogue
from services.portal.neighbours.offer import Offer
from services.portal.neighbours.rechecks import Rechecks
from services.portal.neighbours.refusals import CatalogueAway, RegistryAway, SubscriptionsAway
from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.neighbours.subscriptions import Subscriptions
from services.portal.neighbours.visitors import Visitors
from services.portal.neighbours.voices import Voices
from services.portal.neighbours.workshop import Workshop
from services.portal.settings import PortalSettings
from services.portal.web import choices, offer_wording, wording
from services.portal.web.drawn_pages import is_private, stands
from shared.calendar_day import local_day
from shared.hosting.running import Running
from shared.identity.refusals import NotSignedIn, NotVisible
from shared.identity.sessions import Session
from shared.identity.signed_in import SignIn
from shared.web.pages import Pages
from shared.web.source_limit import SourceLimit


@dataclass(frozen=True)
class Equipment:
    """Pages, neighbours and sign-in of one portal."""

    settings: PortalSettings
    running: Running
    pages: Pages
    sign_in: SignIn
    http: httpx.AsyncClient
    catalogue: Catalogue
    subscriptions: Subscriptions
    rechecks: Rechecks
    visitors: Visitors
    voices: Voices
    barrier_limit: SourceLimit

    def page(self, request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """Return a page; its template finds `words`, `say`, `choices`, `now` and the overview's address."""
        return self.pages.page(
            request,
            template,
            status=status,
            words=wording,
            say=offer_wording,
            choices=choices,
            now=self.running.clock(),
            dashboard_url=self.settings.dashboard_url,
            **context,
        )

    def public_page(
        self,
        request: Request,
        template: str,
        *,
        made_of: object,
        context: Callable[[], dict[str, Any]],
        as_of: datetime | None = None,
    ) -> HTMLResponse:
        """Return a page that is the same for everybody; drawn anew only if it is `made_of` something else than before."""
        view = self.pages.view(request)
        passes = is_private(view) or as_of is not None  # "as of five minutes ago" is another page each minute
        if not passes and stands(request, (made_of, local_day(self.running.clock()))):
            return HTMLResponse()
        return self.page(request, template, as_of=as_of, **context())

    def insist_on_showing(self, offer: Offer) -> None:
        """Raise NotVisible for an offer of a quarter that another instance shows."""
        if not self.settings.shows(offer.network):
            raise NotVisible

    async def workshop(self, session: Session | None) -> Workshop:
        """Return the offers as this person may use them."""
        return Workshop(await self.catalogue_of(session))

    async def catalogue_of(self, session: Session | None) -> SignedCalls:
        """Return the catalogue as this person may use it; raises NotSignedIn when the session can't be renewed."""
        token = await self._token(session)
        return SignedCalls(self.http, url=self.settings.offers_url, token=token, away=CatalogueAway)

    async def registry_of(self, session: Session | None) -> SignedCalls:
        """Return the registry as this person may use it; raises NotSignedIn when the session can't be renewed."""
        token = await self._token(session)
        return SignedCalls(self.http, url=self.settings.registry_url, token=token, away=RegistryAway)

    async def notifications_of(self, session: Session | None) -> SignedCalls:
        """Return the keeper of subscriptions as this person may use it; raises NotSignedIn when the session can't be renewed."""
        token = await self._token(session)
        return SignedCalls(self.http, url=self.settings.notifications_url, token=token, away=SubscriptionsAway)

    async def _token(self, session: Session | None) -> str:
        token = await self.sign_in.tokens.access_token(session) if session is not None else None
        if token is None:
            raise NotSignedIn
        return token


async def _equipment(request: Request) -> Equipment:
    equipment: Equipment = request.app.state.equipment
    return equipment


PortalEquipment = Annotated[Equipment, Depends(_equipment)]
"""A route's parameter type."""
