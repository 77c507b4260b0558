"""A network's coordinators or the office begin its roll-out plan, or give it other dates."""

from collections.abc import Mapping
from datetime import date

from services.registry.domain.refusals import NothingHere
from services.registry.domain.rollout.plan import RolloutPlan
from services.registry.domain.rollout.planning import begun, replanned
from services.registry.storage import networks
from services.registry.storage.rollout import plans
from services.registry.use_cases.rollout.define_template import newest_template
from services.registry.use_cases.rollout.settle_plan import settle_plan, template_of
from services.registry.use_cases.settle import check
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def plan_rollout(
    work: Work,
    actor: Actor,
    network: str,
    *,
    started_on: date,
    planned_ends: Mapping[str, date],
    condition: WriteCondition,
) -> RolloutPlan:
    """Return the plan as it stands now; raises NotPermitted, NothingHere, EndsBeforeStart or UnknownReference."""
    actor.may_change_network(network)
    if not await networks.known(work.connection, [network]):
        raise NothingHere
    before = await plans.find(work.connection, network)
    check(condition, before)
    if before is None:
        template = await newest_template(work, actor)
        after = begun(network, template, started_on=started_on, planned_ends=planned_ends)
    else:
        template = await template_of(work, before.template_version)
        after = replanned(before, template, started_on=started_on, planned_ends=planned_ends)
    return await settle_plan(work, actor, before=before, after=after)
