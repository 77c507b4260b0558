"""A running plan takes a newer version of the template, because somebody of the quarter or the office says so."""

from services.registry.domain.rollout.plan import RolloutPlan
from services.registry.domain.rollout.planning import adopted
from services.registry.use_cases.rollout.settle_plan import plan_to_change, settle_plan, template_of
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def adopt_template(work: Work, actor: Actor, network: str, *, version: int, expected: int) -> RolloutPlan:
    """Return the plan under that version; raises NotPermitted, NothingHere, TemplateOlder or EndsBeforeStart."""
    plan = await plan_to_change(work, actor, network, expected=expected)
    template = await template_of(work, version)
    followed = await template_of(work, plan.template_version)
    return await settle_plan(work, actor, before=plan, after=adopted(plan, template, followed=followed))
