"""How every change of a plan begins and ends: by the network's coordinators or the office, on the version they saw."""

from collections.abc import Callable

from services.registry.domain.refusals import NothingHere
from services.registry.domain.rollout.plan import RolloutPlan
from services.registry.domain.rollout.template import RolloutTemplate
from services.registry.storage.rollout import plans, templates
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import RolloutPlanChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def change_plan(
    work: Work, actor: Actor, network: str, *, expected: int, change: Callable[[RolloutPlan], RolloutPlan]
) -> RolloutPlan:
    """Return the changed plan; raises NotPermitted, NothingHere, and what `change` raises."""
    plan = await plan_to_change(work, actor, network, expected=expected)
    return await settle_plan(work, actor, before=plan, after=change(plan))


async def plan_to_change(work: Work, actor: Actor, network: str, *, expected: int) -> RolloutPlan:
    """Return the plan as the actor saw it; raises NotPermitted or NothingHere."""
    actor.may_change_network(network)
    plan = await plans.find(work.connection, network)
    if plan is None:
        raise NothingHere
    check(WriteCondition(expected), plan)
    return plan


async def template_of(work: Work, version: int) -> RolloutTemplate:
    """Return one version of the template; raises NothingHere."""
    template = await templates.find(work.connection, version)
    if template is None:
        raise NothingHere
    return template


async def settle_plan(work: Work, actor: Actor, *, before: RolloutPlan | None, after: RolloutPlan) -> RolloutPlan:
    """Save the plan, tell of it and write it into the audit trail."""
    return await settle(
        work,
        actor,
        subject=f"rollout-plan/{after.network}",
        before=before,
        after=after,
        save=plans.save,
        contract=RolloutPlanChanged,
        network=after.network,
    )
