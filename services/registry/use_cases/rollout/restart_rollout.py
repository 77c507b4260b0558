"""The office begins a plan anew, as Eving did in 2023; a network that once was active is restarted by it."""

from dataclasses import replace
from datetime import date

from services.registry.domain.network import Network, NetworkStatus
from services.registry.domain.refusals import NothingHere
from services.registry.domain.rollout.plan import RolloutPlan
from services.registry.domain.rollout.planning import restarted
from services.registry.storage import networks
from services.registry.use_cases.define_network import change_network
from services.registry.use_cases.rollout.define_template import newest_template
from services.registry.use_cases.rollout.settle_plan import plan_to_change, settle_plan
from shared.identity.actor import Actor
from shared.messaging.edge import Work

NEVER_ACTIVE = (NetworkStatus.PLANNED, NetworkStatus.IN_SET_UP)


async def restart_rollout(
    work: Work, actor: Actor, network: str, *, started_on: date, reason: str, expected: int
) -> RolloutPlan:
    """Return the next round of the plan, under the newest template; raises NothingHere or EndsBeforeStart."""
    plan = await plan_to_change(work, actor, network, expected=expected)
    template = await newest_template(work, actor)
    again = await settle_plan(
        work, actor, before=plan, after=restarted(plan, template, started_on=started_on, reason=reason)
    )
    await _restart_network(work, actor, network, started_on)
    return again


async def _restart_network(work: Work, actor: Actor, network_id: str, started_on: date) -> None:
    before = await networks.find(work.connection, network_id)
    if before is None:
        raise NothingHere
    if before.status not in NEVER_ACTIVE:
        after: Network = replace(before, status=NetworkStatus.RESTARTED, restarted=started_on)
        await change_network(work, actor, before=before, after=after)
