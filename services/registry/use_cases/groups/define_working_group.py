"""A network's coordinators or the office set up a working group, change it, or end it."""

from services.registry.domain.groups.working_group import WorkingGroup
from services.registry.storage.groups import working_groups
from services.registry.use_cases.references import insist_on_life_phases, insist_on_networks
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import WorkingGroupDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_working_group(
    work: Work, actor: Actor, group: WorkingGroup, *, condition: WriteCondition
) -> WorkingGroup:
    """Return the group as it stands now; raises NotPermitted, UnknownReference or AlreadyRegistered."""
    before = await working_groups.find(work.connection, group.id)
    actor.may_change_network(group.network)
    if before is not None:
        actor.may_change_network(before.network)
    check(condition, before)
    await insist_on_networks(work.connection, "network", group.network)
    await insist_on_life_phases(work.connection, "life_phase", group.life_phase)
    return await settle(
        work,
        actor,
        subject=f"working-group/{group.id}",
        before=before,
        after=group,
        save=working_groups.save,
        contract=WorkingGroupDefined,
        network=group.network,
    )
