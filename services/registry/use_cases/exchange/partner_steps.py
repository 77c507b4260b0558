"""What applying and undoing an import have in common: many partners change at once, each with its event and its line in the audit trail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python

from services.registry.domain.exchange.partner_import import Import, ImportRow, ImportState
from services.registry.domain.membership import Membership
from services.registry.domain.partner import Partner
from services.registry.domain.refusals import NothingHere
from services.registry.storage.exchange import imports, partner_sets
from services.registry.storage.keyset import Window
from services.registry.use_cases.exchange.draft_import import insist_on_own_network
from services.registry.use_cases.settle import check
from shared.contracts.registry import MembershipChanged, PartnerDefined
from shared.identity import audit
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition

MOST_ROWS = 100_000

Former = Mapping[UUID, Partner]


async def taken_up(
    work: Work, actor: Actor, import_id: UUID, *, expected: int, wanted: ImportState
) -> tuple[Import, Sequence[ImportRow]]:
    """Return an import and its rows for its next step; raises NothingHere, NotPermitted, ImportNotReachable or 412."""
    made = await imports.find(work.connection, import_id, locked=True)
    if made is None:
        raise NothingHere
    insist_on_own_network(actor, made.network)
    check(WriteCondition(expected), made)
    made.refuse_other_step(wanted)
    return made, await imports.rows_of(work.connection, import_id, Window(after=None, limit=MOST_ROWS))


async def write_partners(work: Work, actor: Actor, partners: Sequence[Partner], *, former: Former) -> None:
    """Write new versions and tell them."""
    await partner_sets.save_all(work.connection, partners)
    for partner in partners:
        data = PartnerDefined.model_validate(partner, from_attributes=True)
        work.announce(f"partner/{partner.id}", version=partner.version, data=data)
    lines = [_line(partner.id, before=former.get(partner.id), after=partner) for partner in partners]
    await record_all(work, actor, lines)


async def write_memberships(work: Work, memberships: Sequence[Membership]) -> None:
    """Write new versions and tell them."""
    await partner_sets.save_memberships(work.connection, memberships)
    for membership in memberships:
        work.announce(
            f"membership/{membership.network}/{membership.partner}",
            version=membership.version,
            data=MembershipChanged.model_validate(membership, from_attributes=True),
            network=membership.network,
        )


async def record_all(work: Work, actor: Actor, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write lines into the audit trail, each with action, subject and states."""
    await audit.record_all(work.connection, lines, account=actor.account or "", at=work.now)


async def next_step(work: Work, actor: Actor, made: Import, state: ImportState) -> Import:
    """Return the import in its new state."""
    after = replace(made, state=state, version=made.version + 1)
    await imports.save(work.connection, after)
    line = {
        "action": f"import-{state}",
        "subject_kind": "import",
        "subject_id": str(made.id),
        "before": None,
        "after": {"new": made.new_count, "changed": made.changed_count, "network": made.network},
    }
    await record_all(work, actor, [line])
    return after


def _line(partner_id: UUID, *, before: Partner | None, after: Partner) -> Mapping[str, Any]:
    return {
        "action": "create-partner" if before is None else "change-partner",
        "subject_kind": "partner",
        "subject_id": str(partner_id),
        "before": None if before is None else to_jsonable_python(before),
        "after": to_jsonable_python(after),
    }
