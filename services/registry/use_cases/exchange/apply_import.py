"""A draft is applied: its partners come in or change, and join the network for which they were sent."""

from collections.abc import Sequence
from uuid import UUID

from services.registry.domain.exchange.partner_import import Import, ImportRow, ImportState, Outcome
from services.registry.domain.membership import Membership
from services.registry.domain.refusals import ChangedMeanwhile
from services.registry.storage import partners
from services.registry.storage.exchange import imports, partner_sets
from services.registry.use_cases.exchange.partner_steps import (
    next_step,
    taken_up,
    write_memberships,
    write_partners,
)
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def apply_import(work: Work, actor: Actor, import_id: UUID, *, expected: int) -> Import:
    """Return the applied import; raises ChangedMeanwhile when the registry is no longer what the draft was held against."""
    made, rows = await taken_up(work, actor, import_id, expected=expected, wanted=ImportState.APPLIED)
    await _refuse_other_standing(work, rows)
    changing = [row for row in rows if row.outcome is not Outcome.UNCHANGED]
    former = {row.after.id: row.before for row in changing if row.before is not None}
    await write_partners(work, actor, [row.after for row in changing], former=former)
    if made.network is not None:
        await _join(work, made.id, made.network, rows)
    return await next_step(work, actor, made, ImportState.APPLIED)


async def _refuse_other_standing(work: Work, rows: Sequence[ImportRow]) -> None:
    known = {row.after.id: row.before for row in rows if row.before is not None}
    standing = await partner_sets.found(work.connection, known, locked=True)
    if any(standing.get(partner_id) != before for partner_id, before in known.items()):
        raise ChangedMeanwhile
    above = {row.after.parent for row in rows if row.outcome is Outcome.NEW and row.after.parent is not None}
    above -= {row.after.id for row in rows}
    if await partners.hold_named(work.connection, above) != above:
        raise ChangedMeanwhile
    names = {row.after.label for row in rows if row.outcome is Outcome.NEW}
    came_in = {partner.label for partner in await partner_sets.named(work.connection, names)}
    if came_in & names:
        raise ChangedMeanwhile


async def _join(work: Work, import_id: UUID, network: str, rows: Sequence[ImportRow]) -> None:
    ids = [row.after.id for row in rows]
    members = await partner_sets.members_of(work.connection, network, ids)
    joining = [row for row in rows if row.after.id not in members]
    await write_memberships(work, [Membership(network=network, partner=row.after.id, role=row.role) for row in joining])
    await imports.note_joined(work.connection, import_id, [row.after.id for row in joining])
