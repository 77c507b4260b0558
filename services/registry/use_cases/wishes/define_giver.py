"""A coordinator, the office or the giving organisation itself describes a giver and says what becomes of the gift."""

from services.registry.domain.wishes.giver import Giver, refuse_leap
from services.registry.storage.wishes import givers
from services.registry.use_cases.references import insist_on_life_phases, insist_on_networks, insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import GiverDefined
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_giver(work: Work, actor: Actor, giver: Giver, *, condition: WriteCondition) -> Giver:
    """Return the giver as it stands now; raises NotPermitted, UnknownReference or GiverNotReachable."""
    _insist_on_permission(actor, giver)
    before = await givers.find(work.connection, giver.id)
    if before is not None:
        _insist_on_permission(actor, before)
    check(condition, before)
    refuse_leap(before=before, after=giver)
    await insist_on_networks(work.connection, "network", giver.network)
    await insist_on_partners(work.connection, "partner", giver.partner)
    await insist_on_life_phases(work.connection, "phases", *giver.phases)
    await insist_on_life_phases(work.connection, "matched_phase", giver.matched_phase)
    return await settle(
        work,
        actor,
        subject=f"giver/{giver.id}",
        before=before,
        after=giver,
        save=givers.save,
        contract=GiverDefined,
        network=giver.network,
    )


def _insist_on_permission(actor: Actor, giver: Giver) -> None:
    """A coordinator keeps the givers of the own quarter, an organisation only itself."""
    if actor.is_office or actor.coordinates(giver.network):
        return
    if giver.partner is None or not actor.represents(giver.partner):
        raise NotPermitted
