"""A running plan takes a newer version of the template, because somebody of the quarter or the office says so."""

from services.registry.domain.rollout.plan import RolloutPlan
from services.registry.domain.rollout.planning import adopted
from services.registry.use_cases.rollout.settle_plan import change_plan, template_of
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def adopt_template(work: Work, actor: Actor, network: str, *, version: int, expected: int) -> RolloutPlan:
    """Return the plan under that version; raises NotPermitted, NothingHere or TemplateOlder."""
    template = await template_of(work, version)
    return await change_plan(work, actor, network, expected=expected, change=lambda plan: adopted(plan, template))
