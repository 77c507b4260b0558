"""The office gives an account a role, or changes for what and how long it holds."""

from services.registry.domain.grant import Grant
from services.registry.domain.refusals import GrantIsWithdrawn
from services.registry.storage import grants
from services.registry.use_cases.references import insist_on_networks, insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import GrantGiven
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def give_grant(work: Work, actor: Actor, grant: Grant, *, condition: WriteCondition) -> Grant:
    """Return the grant as it stands now; raises GrantIsWithdrawn or UnknownReference."""
    before = await grants.find(work.connection, grant.id)
    check(condition, before)
    if before is not None and before.withdrawn:
        raise GrantIsWithdrawn
    await insist_on_networks(work.connection, "network", grant.network)
    await insist_on_partners(work.connection, "organisation", grant.organisation)
    return await settle(
        work,
        actor,
        subject=f"grant/{grant.id}",
        before=before,
        after=grant,
        save=grants.save,
        contract=GrantGiven,
        network=grant.network,
    )
