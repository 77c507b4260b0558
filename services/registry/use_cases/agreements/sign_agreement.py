"""An authorised person signs for a party; the last signature makes the agreement signed."""

from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.agreements.steps import signed
from services.registry.storage.agreements import agreements
from services.registry.use_cases.agreements.permission import insist_on_signing
from services.registry.use_cases.agreements.standing import settle_agreement, standing
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def sign_agreement(work: Work, actor: Actor, agreement_id: UUID, *, party: UUID, expected: int) -> Agreement:
    """Return the agreement with the signature; raises NotPermitted, NotVisible, NotAParty or StepRefused.

    Signing twice changes nothing.
    """
    before = await standing(work, actor, agreement_id, expected=expected)
    insist_on_signing(actor, before, party)
    after = await settle_agreement(work, actor, before, signed(before, party=party, at=work.now))
    if after is not before:
        assert actor.account is not None, "every changing route asks for a credential"
        await agreements.keep_signatory(work.connection, after, party=party, account=actor.account, at=work.now)
    return after
