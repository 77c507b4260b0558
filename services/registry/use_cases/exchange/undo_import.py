"""An applied import is undone: what it brought goes, what it changed is as before, unless somebody has built on it since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.registry.domain.exchange.partner_import import Import, ImportRow, ImportState, Outcome, StillNeeded
from services.registry.storage import removed_partners
from services.registry.storage.exchange import partner_sets
from services.registry.use_cases.exchange.partner_steps import (
    next_step,
    record_all,
    taken_up,
    write_memberships,
    write_partners,
)
from shared.contracts.registry import PartnerRemoved
from shared.identity.actor import Actor
from shared.messaging.edge import Work

MOST_NAMED = 20


async def undo_import(work: Work, actor: Actor, import_id: UUID, *, expected: int, today: date) -> Import:
    """Return the import that is undone; raises StillNeeded with the partners that were changed or are used since."""
    made, rows = await taken_up(work, actor, import_id, expected=expected, wanted=ImportState.UNDONE)
    await _refuse_what_others_need(work, rows, network=made.network)
    if made.network is not None:
        await _leave(work, made.network, rows, today=today)
    changed = [row for row in rows if row.outcome is Outcome.CHANGED]
    former = {row.after.id: row.after for row in changed}
    as_before = [replace(row.before, version=row.after.version + 1) for row in changed if row.before is not None]
    await write_partners(work, actor, as_before, former=former)
    await _remove(work, actor, [row for row in rows if row.outcome is Outcome.NEW])
    return await next_step(work, actor, made, ImportState.UNDONE)


async def _refuse_what_others_need(work: Work, rows: Sequence[ImportRow], *, network: str | None) -> None:
    touched = {row.after.id: row.after for row in rows if row.outcome is not Outcome.UNCHANGED}
    standing = await partner_sets.found(work.connection, touched, locked=True)
    needed = {partner_id for partner_id, after in touched.items() if standing.get(partner_id) != after}
    brought = [row.after.id for row in rows if row.outcome is Outcome.NEW]
    needed |= await partner_sets.needed(work.connection, brought, network=network)
    if needed:
        labels = sorted(touched[partner_id].label for partner_id in needed)
        raise StillNeeded(tuple(labels[:MOST_NAMED]))


async def _leave(work: Work, network: str, rows: Sequence[ImportRow], *, today: date) -> None:
    """Partners that were there before only leave; nothing is said where somebody changed the membership since."""
    joined = [row.after.id for row in rows if row.joined and row.outcome is not Outcome.NEW]
    members = await partner_sets.members_of(work.connection, network, joined)
    leaving = [each for each in members.values() if each.version == 1 and each.left_on is None]
    await write_memberships(work, [replace(each, left_on=today, version=2) for each in leaving])


async def _remove(work: Work, actor: Actor, rows: Sequence[ImportRow]) -> None:
    ids: list[UUID] = [row.after.id for row in rows]
    await partner_sets.remove_all(work.connection, ids)
    await removed_partners.note(work.connection, ids, at=work.now)
    for row in rows:
        work.announce(f"partner/{row.after.id}", version=2, data=PartnerRemoved(id=row.after.id))
    await record_all(
        work,
        actor,
        (
            {
                "action": "remove-partner",
                "subject_kind": "partner",
                "subject_id": str(row.after.id),
                "before": {"label": row.after.label},
                "after": None,
            }
            for row in rows
        ),
    )
