"""Governance bodies that name a partner as a member."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column

from services.registry.domain.bodies.body import Body
from services.registry.domain.duplicates.merge import Merge, MovedThing
from services.registry.domain.duplicates.naming import places_of, with_member
from services.registry.storage.bodies import bodies
from services.registry.storage.bodies.tables import BODIES, BODY_MEMBERS
from services.registry.storage.duplicates import merges
from services.registry.use_cases.settle import settle
from shared.contracts.registry import BodyDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work


@dataclass(frozen=True)
class BodyPointer:
    """The survivor holds the functions of both."""

    kind: str = "body"

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """Return where members stand."""
        return (BODY_MEMBERS.c.partner,)

    async def move(self, work: Work, actor: Actor, merge: Merge) -> list[MovedThing]:
        """Let the survivor stand in the partner's places."""
        members = BODY_MEMBERS.c
        ids = await merges.naming(work.connection, members.body, members.partner, merge.partner)
        await merges.lock(work.connection, BODIES, ids)
        found = [await self._standing(work, each) for each in ids]
        return [await self._move(work, actor, merge, body) for body in found]

    async def has_changed(self, work: Work, merge: Merge, moved: MovedThing) -> bool:
        """Tell whether the members are others by now; where both had been members, whether anything is."""
        now = await self._standing(work, moved.id)
        if moved.named_both:
            return now.version != moved.version
        return not places_of(now, merge.into) or bool(places_of(now, merge.partner))

    async def move_back(self, work: Work, actor: Actor, merge: Merge, moved: MovedThing) -> None:
        """Let the partner stand in its places again."""
        now = await self._standing(work, moved.id)
        places = moved.places if moved.named_both else places_of(now, merge.into)
        await self._settle(work, actor, now, with_member(now, partner=merge.partner, places=places))

    async def _standing(self, work: Work, body_id: UUID) -> Body:
        body = await bodies.find(work.connection, body_id)
        assert body is not None, "bodies are never deleted"
        return body

    async def _move(self, work: Work, actor: Actor, merge: Merge, before: Body) -> MovedThing:
        places = places_of(before, merge.partner)
        after = await self._settle(work, actor, before, with_member(before, partner=merge.into, places=places))
        named_both = bool(places_of(before, merge.into))
        return MovedThing(kind=self.kind, id=before.id, version=after.version, named_both=named_both, places=places)

    async def _settle(self, work: Work, actor: Actor, before: Body, after: Body) -> Body:
        return await settle(
            work,
            actor,
            subject=f"body/{after.id}",
            before=before,
            after=after,
            save=bodies.save,
            contract=BodyDefined,
            network=after.network,
        )
