"""The office sets up a network or changes it; its coordinators change its names, languages and Leitbild."""

from functools import partial

from services.registry.domain.network import (
    Network,
    NetworkStatus,
    goals_given_up,
    refuse_office_fields,
    refuse_skipped_status,
)
from services.registry.domain.refusals import AlreadyRegistered, StillPointedTo
from services.registry.domain.rollout.refusals import SetUpUnfinished
from services.registry.domain.rollout.standard import STANDARD
from services.registry.storage import networks
from services.registry.storage.projects import goals
from services.registry.storage.rollout import plans
from services.registry.use_cases.references import insist_on_areas
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import NetworkDefined
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition

MOST_NAMED = 20


async def define_network(work: Work, actor: Actor, network: Network, *, condition: WriteCondition) -> Network:
    """Return the network as it stands now.

    Raises NotPermitted, ReservedForOffice, StillPointedTo, UnknownReference, StatusNotReachable or SetUpUnfinished. A new network may begin with
    any status: those of many years ago join the registry as what they are.
    """
    before = await networks.find(work.connection, network.id)
    _insist_on_permission(actor, before, network)
    check(condition, before)
    if before is not None:
        await _refuse_giving_up_served_goals(work, before, network)
    await insist_on_areas(work.connection, "areas", *network.areas)
    return await change_network(work, actor, before=before, after=network)


async def change_network(work: Work, actor: Actor, *, before: Network | None, after: Network) -> Network:
    """Save what was permitted before; raises StatusNotReachable or SetUpUnfinished."""
    if before is not None:
        refuse_skipped_status(before=before.status, after=after.status)
        if (before.status, after.status) == (NetworkStatus.IN_SET_UP, NetworkStatus.ACTIVE):
            await _insist_on_open_gates(work, after.id)
    return await settle(
        work,
        actor,
        subject=f"network/{after.id}",
        before=before,
        after=after,
        save=partial(networks.save, at=work.now),
        contract=NetworkDefined,
        network=after.id,
    )


async def set_up_network(work: Work, actor: Actor, network: Network) -> Network:
    """Return the new network; raises AlreadyRegistered or UnknownReference."""
    if await networks.find(work.connection, network.id) is not None:
        raise AlreadyRegistered
    return await define_network(work, actor, network, condition=WriteCondition(None))


async def _insist_on_open_gates(work: Work, network_id: str) -> None:
    plan = await plans.find(work.connection, network_id)
    if plan is None:
        raise SetUpUnfinished([phase.label for phase in STANDARD.phases if phase.belongs_to_set_up])
    if not plan.is_completed:
        raise SetUpUnfinished([gate.label for gate in plan.set_up if not gate.is_open])


async def _refuse_giving_up_served_goals(work: Work, before: Network, after: Network) -> None:
    given_up = goals_given_up(before=before, after=after)
    if not given_up:
        return
    await goals.hold(work.connection, after.id)
    ids = [goal.id for goal in given_up]
    served_by = await goals.served_by(work.connection, after.id, ids, most=MOST_NAMED)
    if served_by:
        raise StillPointedTo([goal.text for goal in given_up], served_by)


def _insist_on_permission(actor: Actor, before: Network | None, after: Network) -> None:
    actor.may_change_network(after.id)
    if actor.is_office:
        return
    if before is None:
        raise NotPermitted
    refuse_office_fields(before=before, after=after)
