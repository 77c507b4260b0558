"""One person at work: the request with its grants and session, and the pages that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.domain.themes import THEMES
from services.portal.neighbours.offer import Offer
from services.portal.neighbours.workshop import Workshop
from services.portal.storage.quarters import find_quarter
from services.portal.web.choices import SPOKEN
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.workspace.refused_form import LABELS
from services.portal.web.workspace.scope import Choices, Editor, choices_of
from shared.hosting.running import ServiceEdge
from shared.identity.actor import Actor
from shared.identity.sessions import Session
from shared.identity.signed_in import CurrentSession
from shared.messaging.edge import Edge
from shared.web.forms import Form


@dataclass(frozen=True)
class Desk:
    """Everything a page of the workspace needs."""

    request: Request
    actor: Actor
    session: Session | None
    edge: Edge
    equipment: Equipment

    async def workshop(self) -> Workshop:
        """Return the catalogue in this person's name."""
        return await self.equipment.workshop(self.session)

    async def choices(self) -> Choices:
        """Return what a form lets choose."""
        async with self.edge.reading() as connection:
            return await choices_of(connection, self.actor)

    async def form_page(
        self,
        form: Form[Any],
        *,
        offer: Offer | None = None,
        status: int = 200,
        conflict: Sequence[tuple[str, str]] | None = None,
    ) -> Response:
        """Return the form, new without an offer; `conflict` tells what somebody else has changed meanwhile."""
        chosen = form.typed.get("languages", [])
        more = [tag for tag in (chosen if isinstance(chosen, list) else [chosen]) if tag not in SPOKEN]
        context = {
            "form": form,
            "offer": offer,
            "conflict": conflict,
            "reach": await self.choices(),
            "labels": LABELS,
            "themes": THEMES,
            "languages": [*SPOKEN, *more],
        }
        return self.page("workspace/offer_form.html", status=status, **context)

    async def page_about(self, template: str, offer: Offer) -> Response:
        """Return a page about an offer."""
        async with self.edge.reading() as connection:
            quarter = await find_quarter(connection, offer.network)
        return self.page(template, offer=offer, quarter=quarter)

    def page(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """Return a page that greets this person."""
        return self.equipment.page(self.request, template, status=status, session=self.session, **context)

    def lead_to(self, path: str, **query: str | int | None) -> Response:
        """Lead to another page of the workspace."""
        return self.equipment.pages.redirect(self.request, f"/arbeitsbereich{path}", **query)


async def _desk(
    request: Request, actor: Editor, session: CurrentSession, edge: ServiceEdge, equipment: PortalEquipment
) -> Desk:
    return Desk(request, actor, session, edge, equipment)


PersonsDesk = Annotated[Desk, Depends(_desk)]
"""A route's parameter type; only people with a grant come so far."""
