"""Agreements that name a partner as a party."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Column

from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.duplicates.merge import Merge, MovedThing
from services.registry.domain.duplicates.naming import with_party
from services.registry.storage.agreements import agreements
from services.registry.storage.agreements.tables import (
    AGREEMENT_OBLIGATIONS,
    AGREEMENT_PARTIES,
    AGREEMENT_VERSIONS,
    AGREEMENTS,
)
from services.registry.storage.duplicates import merges
from services.registry.use_cases.agreements.standing import settle_agreement
from shared.identity.actor import Actor
from shared.messaging.edge import Work


@dataclass(frozen=True)
class AgreementPointer:
    """Only an agreement between just the two stays as it was made: an organisation can't agree with itself."""

    kind: str = "agreement"

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """Return where parties stand."""
        return (AGREEMENT_PARTIES.c.partner, AGREEMENT_OBLIGATIONS.c.party)

    async def move(self, work: Work, actor: Actor, merge: Merge) -> list[MovedThing]:
        """Let the survivor be the party, with what the other one owed and had signed."""
        parties = AGREEMENT_PARTIES.c
        ids = await merges.naming(work.connection, parties.agreement, parties.partner, merge.partner)
        await merges.lock(work.connection, AGREEMENTS, ids)
        found = [await self._standing(work, each) for each in ids]
        moved = [await self._move(work, actor, merge, agreement) for agreement in found]
        return [each for each in moved if each is not None]

    async def has_changed(self, work: Work, merge: Merge, moved: MovedThing) -> bool:
        """Tell whether the parties are others by now; where both had been parties, whether anything is."""
        now = await self._standing(work, moved.id)
        if moved.named_both:
            return now.version != moved.version
        return merge.into not in now.parties or merge.partner in now.parties

    async def move_back(self, work: Work, actor: Actor, merge: Merge, moved: MovedThing) -> None:
        """Let the partner be the party again."""
        now = await self._standing(work, moved.id)
        if moved.named_both:
            before = await AGREEMENT_VERSIONS.find(work.connection, moved.id, moved.version - 1)
            assert before is not None, "every version is kept"
            after = replace(before.state, version=now.version)
        else:
            back = with_party(now, party=merge.partner, instead_of=merge.into)
            assert back is not None, "as many parties as before"
            after = back
        await settle_agreement(work, actor, now, after)

    async def _standing(self, work: Work, agreement_id: UUID) -> Agreement:
        agreement = await agreements.find(work.connection, agreement_id)
        assert agreement is not None, "agreements are never deleted"
        return agreement

    async def _move(self, work: Work, actor: Actor, merge: Merge, before: Agreement) -> MovedThing | None:
        after = with_party(before, party=merge.into, instead_of=merge.partner)
        if after is None:
            return None
        settled = await settle_agreement(work, actor, before, after)
        named_both = merge.into in before.parties
        return MovedThing(kind=self.kind, id=before.id, version=settled.version, named_both=named_both)
