"""How work on an agreement begins and ends: it is read in the version that the writer saw, saved, kept and announced."""

from dataclasses import asdict
from functools import partial
from uuid import UUID

from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.refusals import NothingHere
from services.registry.storage.agreements import agreements
from services.registry.use_cases.agreements.permission import insist_on_seeing
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import AgreementChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def standing(work: Work, actor: Actor, agreement_id: UUID, *, expected: int) -> Agreement:
    """Return the agreement as it stands; raises NothingHere, NotVisible or the 412 problem."""
    agreement = await agreements.find(work.connection, agreement_id)
    if agreement is None:
        raise NothingHere
    insist_on_seeing(actor, agreement)
    check(WriteCondition(expected), agreement)
    return agreement


async def settle_agreement(work: Work, actor: Actor, before: Agreement | None, after: Agreement) -> Agreement:
    """Return what stands now, told and recorded; raises ChangedMeanwhile."""
    return await settle(
        work,
        actor,
        subject=_subject(after),
        before=before,
        after=after,
        save=partial(agreements.save, at=work.now),
        contract=AgreementChanged,
        network=after.network,
    )


async def settle_by_time(work: Work, after: Agreement) -> None:
    """Save and tell what nobody did but time; the audit trail, which names accounts, has nothing to say of it."""
    await agreements.save(work.connection, after, at=work.now)
    told = AgreementChanged.model_validate(asdict(after))
    work.announce(_subject(after), version=after.version, data=told, network=after.network)


def _subject(agreement: Agreement) -> str:
    return f"agreement/{agreement.id}"
