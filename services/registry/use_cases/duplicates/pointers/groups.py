"""Memberships in working groups: as with networks, the one ends, and the survivor's holds whenever one of the two did."""

from collections.abc import Iterator
from uuid import UUID

from services.registry.domain.duplicates.merge import Merge, MovedGroupMembership, ended, joined, never_held
from services.registry.domain.groups.membership import GroupMembership
from services.registry.storage.circles import circles
from services.registry.storage.duplicates import merges
from services.registry.storage.groups import memberships
from services.registry.storage.groups.tables import GROUP_MEMBERSHIPS
from services.registry.use_cases.settle import settle
from shared.calendar_day import local_day
from shared.contracts.registry import GroupMembershipChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work

Standing = dict[tuple[UUID, UUID], GroupMembership]


async def move_groups(work: Work, actor: Actor, merge: Merge) -> tuple[MovedGroupMembership, ...]:
    """Let the survivor belong to the partner's working groups."""
    members = GROUP_MEMBERSHIPS.c
    groups = await merges.naming(work.connection, members.group, members.partner, merge.partner)
    return tuple([await _move(work, actor, merge, group) for group in groups])


async def groups_now(work: Work, merge: Merge) -> Standing:
    """Return the memberships that moved as they stand."""
    wanted = [(moved.gone.group, partner) for moved in merge.groups for partner in (merge.partner, merge.into)]
    now = [await memberships.find(work.connection, group, partner) for group, partner in wanted]
    return {(each.group, each.partner): each for each in now if each is not None}


def changed_groups(merge: Merge, now: Standing) -> Iterator[str]:
    """Yield the subjects of memberships that somebody has changed since."""
    for moved in merge.groups:
        group = moved.gone.group
        for partner, version in ((merge.partner, moved.gone_version), (merge.into, moved.stayed_version)):
            if now[group, partner].version != version:
                yield f"group-membership/{group}/{partner}"


async def move_groups_back(work: Work, actor: Actor, merge: Merge, now: Standing) -> None:
    """Let each belong to the groups to which it belonged."""
    for moved in merge.groups:
        group = moved.gone.group
        await _settle(work, actor, before=now[group, merge.partner], after=moved.gone)
        stayed = now[group, merge.into]
        former = moved.stayed or never_held(stayed, today=local_day(work.now))
        await _settle(work, actor, before=stayed, after=former)


async def _move(work: Work, actor: Actor, merge: Merge, group: UUID) -> MovedGroupMembership:
    gone = await memberships.find(work.connection, group, merge.partner)
    assert gone is not None
    stayed = await memberships.find(work.connection, group, merge.into)
    after_gone = await _settle(work, actor, before=gone, after=ended(gone, today=local_day(work.now)))
    after_stayed = await _settle(work, actor, before=stayed, after=joined(gone, stayed, into=merge.into))
    return MovedGroupMembership(gone, stayed, after_gone.version, after_stayed.version)


async def _settle(
    work: Work, actor: Actor, *, before: GroupMembership | None, after: GroupMembership
) -> GroupMembership:
    return await settle(
        work,
        actor,
        subject=f"group-membership/{after.group}/{after.partner}",
        before=before,
        after=after,
        save=memberships.save,
        contract=GroupMembershipChanged,
        network=await circles.network_of(work.connection, after.group),
    )
