"""The office undoes a merge: everything that it moved points again to where it did, and the two count as different from now on."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from uuid import UUID

from services.registry.domain.duplicates.merge import Merge, MovedMembership, never_held
from services.registry.domain.duplicates.pair import PairStatus
from services.registry.domain.duplicates.refusals import ChangedSinceMerge, NotMerged
from services.registry.domain.membership import Membership
from services.registry.storage import anchor_sites, memberships, partners
from services.registry.storage.duplicates import keys, merges, pairs
from services.registry.use_cases.duplicates.pointers.groups import changed_groups, groups_now, move_groups_back
from services.registry.use_cases.duplicates.pointers.things import changed_things, move_things_back
from services.registry.use_cases.duplicates.repoint import give_child, give_site, save_membership
from services.registry.use_cases.settle import settle
from shared.calendar_day import local_day
from shared.contracts.registry import MergeUndone
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def undo_merge(work: Work, actor: Actor, partner_id: UUID) -> Merge:
    """Return the undone merge; raises NotMerged, or ChangedSinceMerge when somebody changed what would be moved back."""
    found = await merges.find(work.connection, partner_id)
    if found is None or found.undone:
        raise NotMerged
    above = await partners.chain_from(work.connection, found.partner)
    await merges.hold(work.connection, found.partner, found.into)
    current = await _memberships_now(work, found)
    groups = await groups_now(work, found)
    changed = [
        *_changed_memberships(found, current),
        *changed_groups(found, groups),
        *await _changed_partners(work, found, above),
        *await changed_things(work, found),
    ]
    if changed:
        raise ChangedSinceMerge(changed)
    stands = await _settle(work, actor, found)
    await _move_back(work, actor, found, current)
    await move_groups_back(work, actor, found, groups)
    await move_things_back(work, actor, found)
    await _compare_again(work, found)
    return stands


async def _settle(work: Work, actor: Actor, found: Merge) -> Merge:
    return await settle(
        work,
        actor,
        subject=f"partner-merge/{found.partner}",
        before=found,
        after=replace(found, undone=True),
        save=merges.save,
        contract=MergeUndone,
    )


async def _memberships_now(work: Work, found: Merge) -> dict[tuple[str, UUID], Membership]:
    wanted = [(moved.gone.network, partner) for moved in found.memberships for partner in (found.partner, found.into)]
    now = [await memberships.find(work.connection, network, partner) for network, partner in wanted]
    return {(one.network, one.partner): one for one in now if one is not None}


def _changed_memberships(found: Merge, current: dict[tuple[str, UUID], Membership]) -> Iterator[str]:
    for moved in found.memberships:
        network = moved.gone.network
        for partner, version in ((found.partner, moved.gone_version), (found.into, moved.stayed_version)):
            if current[network, partner].version != version:
                yield f"membership/{network}/{partner}"


async def _changed_partners(work: Work, found: Merge, above: Collection[UUID]) -> list[str]:
    """What belongs to somebody else by now can't be taken away from there, nor what now stands above the one it would return to."""
    survivor = await partners.find_with_alias(work.connection, found.into)
    assert survivor is not None
    changed = [f"partner/{found.into}"] if survivor[1] is not None else []
    children = await partners.find_all(work.connection, found.children)
    changed += [f"partner/{one.id}" for one in children.values() if one.parent != found.into or one.id in above]
    for site_id in found.anchor_sites:
        site = await anchor_sites.find(work.connection, site_id)
        if site is None or site.operator != found.into:
            changed.append(f"anchor-site/{site_id}")
    return changed


async def _move_back(work: Work, actor: Actor, found: Merge, current: dict[tuple[str, UUID], Membership]) -> None:
    for moved in found.memberships:
        network = moved.gone.network
        await save_membership(work, actor, before=current[network, found.partner], after=moved.gone)
        stayed = current[network, found.into]
        await save_membership(work, actor, before=stayed, after=_stayed(moved, stayed, work))
    for child in found.children:
        await give_child(work, actor, child, parent=found.partner)
    for site in found.anchor_sites:
        await give_site(work, actor, site, operator=found.partner)
    if found.parent_replaced:
        await give_child(work, actor, found.into, parent=found.partner)


def _stayed(moved: MovedMembership, now: Membership, work: Work) -> Membership:
    return moved.stayed or never_held(now, today=local_day(work.now))


async def _compare_again(work: Work, found: Merge) -> None:
    both = await partners.find_all(work.connection, [found.partner, found.into])
    for partner in both.values():
        await keys.write(work.connection, partner)
    await pairs.decide_between(work.connection, found.partner, found.into, PairStatus.DIFFERENT, work.now)
