"""A partner joins a working group or leaves it by its own choice; a coordinator may note it on the partner's behalf."""

from services.registry.domain.groups.membership import GroupMembership
from services.registry.domain.refusals import NothingHere
from services.registry.storage.groups import memberships, working_groups
from services.registry.use_cases.references import insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import GroupMembershipChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def join_group(
    work: Work, actor: Actor, membership: GroupMembership, *, condition: WriteCondition
) -> GroupMembership:
    """Return the membership as it stands now; raises NotPermitted, NothingHere for its group, or UnknownReference."""
    group = await working_groups.find(work.connection, membership.group)
    if group is None:
        raise NothingHere
    actor.may_act_for(membership.partner, network=group.network)
    before = await memberships.find(work.connection, membership.group, membership.partner)
    check(condition, before)
    await insist_on_partners(work.connection, "partner", membership.partner)
    return await settle(
        work,
        actor,
        subject=f"group-membership/{membership.group}/{membership.partner}",
        before=before,
        after=membership,
        save=memberships.save,
        contract=GroupMembershipChanged,
        network=group.network,
    )
