"""One person at work: the request with its grants and session, and the pages that answer it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.neighbours.offer import Offer
from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.neighbours.workshop import Workshop
from services.portal.storage.quarters import find_quarter
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.workspace.navigation import sections_of
from services.portal.web.workspace.scope import Choices, choices_of
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, Access, any_of, coordinator_of, office, partner_of, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.identity.sessions import Session
from shared.identity.signed_in import CurrentSession
from shared.messaging.edge import Edge
from shared.web.pages.view import drawn

ROOT = "/arbeitsbereich"


@dataclass(frozen=True)
class Desk:
    """Everything a page of the workspace needs."""

    request: Request
    actor: Actor
    session: Session | None
    edge: Edge
    equipment: Equipment

    async def workshop(self) -> Workshop:
        """Return the offers in this person's name."""
        return await self.equipment.workshop(self.session)

    async def catalogue(self) -> SignedCalls:
        """Return the catalogue in this person's name."""
        return await self.equipment.catalogue_of(self.session)

    async def registry(self) -> SignedCalls:
        """Return the registry in this person's name."""
        return await self.equipment.registry_of(self.session)

    async def choices(self) -> Choices:
        """Return what a form lets choose."""
        async with self.edge.reading() as connection:
            return await choices_of(connection, self.actor)

    async def page_about(self, template: str, offer: Offer) -> Response:
        """Return a page about an offer."""
        async with self.edge.reading() as connection:
            quarter = await find_quarter(connection, offer.network)
        return await self.page(template, offer=offer, quarter=quarter)

    async def page(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """Return a page with this person's name and sections."""
        here = str(self.request.path_params.get("network", ""))
        async with self.edge.reading() as connection:
            sections = await sections_of(connection, self.actor, here=here)
        said = {"done": self.request.query_params.get("erledigt", ""), **context}
        return self.equipment.page(
            self.request, template, status=status, session=self.session, actor=self.actor, sections=sections, **said
        )

    def lead_to(self, path: str, **query: str | int | None) -> Response:
        """Lead to another page of the workspace."""
        return self.equipment.pages.redirect(self.request, f"{ROOT}{path}", **query)


class DeskFor:
    """A dependency: the desk of whoever the rule lets in."""

    def __init__(self, rule: Access) -> None:
        async def desk(
            request: Request,
            actor: Annotated[Actor, Depends(require(rule))],
            session: CurrentSession,
            edge: ServiceEdge,
            equipment: PortalEquipment,
        ) -> Desk:
            # From here on everything is said in the reader's language.
            drawn.set(equipment.pages.view(request))
            return Desk(request, actor, session, edge, equipment)

        self.dependency = Depends(desk)


EDITORS = any_of(office(), coordinator_of("network"), partner_of("partner_id"))

PersonsDesk = Annotated[Desk, DeskFor(EDITORS).dependency]
"""A route's parameter type: somebody with a grant; of the network or partner in the path, where it has one."""
KeepersDesk = Annotated[Desk, DeskFor(any_of(office(), coordinator_of("network"))).dependency]
"""A route's parameter type: the coordination, of the network in the path where it has one, or the office."""
OfficeDesk = Annotated[Desk, DeskFor(office()).dependency]
"""A route's parameter type: the office."""
PartnersDesk = Annotated[Desk, DeskFor(any_of(office(), partner_of("partner_id"))).dependency]
"""A route's parameter type: the partner's own people, or the office."""
GuestsDesk = Annotated[Desk, DeskFor(signed_in()).dependency]
"""A route's parameter type: anybody who is signed in, also without a grant."""
AnybodysDesk = Annotated[Desk, DeskFor(any_of(PUBLIC, signed_in())).dependency]
"""A route's parameter type: anybody; without a session the page leads to signing in."""
