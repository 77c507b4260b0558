"""A coordinator or the office proposes an agreement, or proposes to change it; a changed one is signed anew."""

from services.registry.domain.agreements.agreement import Agreement, Transition
from services.registry.domain.agreements.steps import amended
from services.registry.domain.refusals import UnknownReference
from services.registry.storage.agreements import agreements, templates
from services.registry.use_cases.agreements.permission import insist_on_steering
from services.registry.use_cases.agreements.standing import settle_agreement
from services.registry.use_cases.references import insist_on_life_phases, insist_on_networks, insist_on_partners
from services.registry.use_cases.settle import check
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def propose_agreement(work: Work, actor: Actor, wanted: Agreement, *, condition: WriteCondition) -> Agreement:
    """Return the agreement as it stands now; raises NotPermitted, NotVisible, StepRefused or UnknownReference."""
    actor.may_change_network(wanted.network)
    before = await agreements.find(work.connection, wanted.id)
    if before is not None:
        insist_on_steering(actor, before)
    check(condition, before)
    await insist_on_networks(work.connection, "network", wanted.network)
    await insist_on_partners(work.connection, "parties", *wanted.parties)
    await insist_on_phases(work, wanted.transition)
    await _insist_on_template(work, wanted.template)
    return await settle_agreement(work, actor, before, wanted if before is None else amended(before, wanted))


async def insist_on_phases(work: Work, transition: Transition | None) -> None:
    """Raise UnknownReference for a transition between life phases that are not registered."""
    if transition is not None:
        await insist_on_life_phases(work.connection, "transition", transition.from_phase, transition.to_phase)


async def _insist_on_template(work: Work, template: str | None) -> None:
    if template is not None and not await templates.known(work.connection, [template]):
        raise UnknownReference("template", [template])
