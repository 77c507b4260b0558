"""All things that name partners and move with a merge, and the list of what deliberately stays."""

from collections.abc import Mapping

from services.registry.domain.duplicates.merge import Merge, MovedThing
from services.registry.use_cases.duplicates.pointers.agreements import AgreementPointer
from services.registry.use_cases.duplicates.pointers.bodies import BodyPointer
from services.registry.use_cases.duplicates.pointers.fields import FIELDS
from services.registry.use_cases.duplicates.pointers.pointer import Pointer
from shared.identity.actor import Actor
from shared.messaging.edge import Work

POINTERS: tuple[Pointer, ...] = (*FIELDS, AgreementPointer(), BodyPointer())
OF_KIND: Mapping[str, Pointer] = {pointer.kind: pointer for pointer in POINTERS}

# What `merge_partners` moves by rules of its own.
MOVED_APART = frozenset(
    {"memberships.partner", "group_memberships.partner", "partners.parent", "anchor_sites.operator"}
)
# What tells of the two entries as such, is made anew, or is history: who has put a name to what is not rewritten.
STAYING = frozenset(
    {
        "partners.merged_into",
        "partner_merges.partner",
        "partner_merges.into",
        "partner_keys.partner",
        "partners_to_compare.partner",
        "partner_pairs.one",
        "partner_pairs.other",
        "agreement_signatories.party",
    }
)


async def move_things(work: Work, actor: Actor, merge: Merge) -> tuple[MovedThing, ...]:
    """Let everything that names the partner name the survivor; return what did."""
    return tuple([moved for pointer in POINTERS for moved in await pointer.move(work, actor, merge)])


async def changed_things(work: Work, merge: Merge) -> list[str]:
    """Return the subjects of what somebody has changed since the merge."""
    return [moved.subject for moved in merge.things if await OF_KIND[moved.kind].has_changed(work, merge, moved)]


async def move_things_back(work: Work, actor: Actor, merge: Merge) -> None:
    """Let everything that moved name the partner again."""
    for moved in merge.things:
        await OF_KIND[moved.kind].move_back(work, actor, merge, moved)
