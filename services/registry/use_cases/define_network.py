"""The office sets up a network or changes it; its coordinators change its names and languages."""

from services.registry.domain.network import Network, refuse_office_fields
from services.registry.domain.refusals import AlreadyRegistered
from services.registry.storage import networks
from services.registry.use_cases.references import insist_on_areas
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import NetworkDefined
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_network(work: Work, actor: Actor, network: Network, *, condition: WriteCondition) -> Network:
    """Return the network as it stands now; raises NotPermitted, ReservedForOffice or UnknownReference."""
    before = await networks.find(work.connection, network.id)
    _insist_on_permission(actor, before, network)
    check(condition, before)
    await insist_on_areas(work.connection, "areas", *network.areas)
    return await settle(
        work,
        actor,
        subject=f"network/{network.id}",
        before=before,
        after=network,
        save=networks.save,
        contract=NetworkDefined,
        network=network.id,
    )


async def set_up_network(work: Work, actor: Actor, network: Network) -> Network:
    """Return the new network; raises AlreadyRegistered or UnknownReference."""
    if await networks.find(work.connection, network.id) is not None:
        raise AlreadyRegistered
    return await define_network(work, actor, network, condition=WriteCondition(None))


def _insist_on_permission(actor: Actor, before: Network | None, after: Network) -> None:
    actor.may_change_network(after.id)
    if actor.is_office:
        return
    if before is None:
        raise NotPermitted
    refuse_office_fields(before=before, after=after)
