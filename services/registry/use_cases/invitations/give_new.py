"""A grant that comes of an invitation, a request or a hand-over is the same as one that the office has typed."""

from datetime import datetime
from uuid import UUID

from services.registry.domain.grant import Grant, Role
from services.registry.storage import grants
from services.registry.use_cases.settle import settle
from shared.contracts.registry import GrantGiven
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def give_new(
    work: Work,
    actor: Actor,
    *,
    account: str,
    role: Role,
    network: str | None,
    organisation: UUID | None,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Grant:
    """Return a new grant that holds from now on, or from a later time; raises EndsBeforeStart."""
    grant = Grant(
        id=work.new_id(),
        account=account,
        role=role,
        network=network,
        organisation=organisation,
        valid_from=valid_from or work.now,
        valid_until=valid_until,
    )
    return await settle(
        work,
        actor,
        subject=f"grant/{grant.id}",
        before=None,
        after=grant,
        save=grants.save,
        contract=GrantGiven,
        network=network,
    )
