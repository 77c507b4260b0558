"""A partner joins a network, changes its role there, or leaves; the network's coordinators or the office say so."""

from services.registry.domain.membership import Membership
from services.registry.domain.refusals import NothingHere
from services.registry.storage import memberships, networks
from services.registry.use_cases.references import insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import MembershipChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def change_membership(
    work: Work, actor: Actor, membership: Membership, *, condition: WriteCondition
) -> Membership:
    """Return the membership as it stands now; raises NotPermitted, NothingHere for its network, or UnknownReference."""
    actor.may_change_network(membership.network)
    if not await networks.known(work.connection, [membership.network]):
        raise NothingHere
    before = await memberships.find(work.connection, membership.network, membership.partner)
    check(condition, before)
    await insist_on_partners(work.connection, "partner", membership.partner)
    return await settle(
        work,
        actor,
        subject=f"membership/{membership.network}/{membership.partner}",
        before=before,
        after=membership,
        save=memberships.save,
        contract=MembershipChanged,
        network=membership.network,
    )
