"""Whose meetings, decisions and tasks a path speaks of: the same routes stand below `/bodies` and `/working-groups`."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.circles.circle import Circle, CircleKind
from services.registry.domain.refusals import NothingHere
from services.registry.storage.circles import circles
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.identity.refusals import NotPermitted

FOLDERS: Final = {CircleKind.BODY: "bodies", CircleKind.WORKING_GROUP: "working-groups"}
_KINDS: Final = {folder: kind for kind, folder in FOLDERS.items()}


@dataclass(frozen=True)
class CirclePath:
    """The circle that a path names; whether it is there is seen when it is looked up."""

    kind: CircleKind
    id: UUID

    async def found(self, connection: AsyncConnection) -> Circle:
        """Return the circle; raises NothingHere."""
        circle = await circles.find(connection, self.kind, self.id)
        if circle is None:
            raise NothingHere
        return circle

    async def found_by(self, connection: AsyncConnection, actor: Actor, *, today: date) -> Circle:
        """Return the circle to somebody who belongs to it; raises NothingHere, NotPermitted."""
        circle = await self.found(connection)
        if not await is_insider(connection, actor, circle, today=today):
            raise NotPermitted
        return circle


async def _circle_path(request: Request, circle_id: UUID) -> CirclePath:
    return CirclePath(_KINDS[request.url.path.split("/")[1]], circle_id)


CircleOfPath = Annotated[CirclePath, Depends(_circle_path)]
"""A route's parameter type: the circle before `/meetings`, `/decisions` or `/tasks`."""
Keeper = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]
"""Who writes for a circle: the office and coordinators; the use case holds the network against the circle's."""
Insider = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))]
"""Who may read what circles keep among themselves; `found_by` holds it against the circle's own network."""
Reader = Annotated[Actor, Depends(require(any_of(PUBLIC, signed_in())))]
"""Everybody; insiders are shown more."""


async def is_insider(connection: AsyncConnection, actor: Actor, circle: Circle, *, today: date) -> bool:
    """Tell whether somebody may read minutes and wordings: the circle's network and members, for a circle of the whole city all networks."""
    if actor.is_office or (circle.network is not None and actor.coordinates(circle.network)):
        return True
    if circle.network is None:
        return bool(actor.networks or actor.organisations)
    return await circles.is_joined_by(connection, circle, actor.organisations, on=today)
