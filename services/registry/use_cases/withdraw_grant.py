"""The office withdraws a grant; every service refuses it as soon as the event has arrived.

The invitations that the account has made end too: nobody keeps a way back in.
"""

from dataclasses import replace
from uuid import UUID

from services.registry.domain.grant import Grant
from services.registry.domain.refusals import NothingHere
from services.registry.storage import grants
from services.registry.storage.invitations import invitations
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import GrantWithdrawn
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def withdraw_grant(work: Work, actor: Actor, grant_id: UUID, *, expected: int) -> Grant:
    """Return the withdrawn grant; raises NothingHere. Withdrawing twice changes nothing."""
    before = await grants.find(work.connection, grant_id)
    if before is None:
        raise NothingHere
    check(WriteCondition(expected), before)
    await invitations.take_back_all_of(work.connection, before.account)
    return await settle(
        work,
        actor,
        subject=f"grant/{grant_id}",
        before=before,
        after=replace(before, withdrawn=True),
        save=grants.save,
        contract=GrantWithdrawn,
        network=before.network,
    )
