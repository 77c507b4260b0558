"""The office keeps the library of templates."""

from services.registry.domain.agreements.template import AgreementTemplate
from services.registry.storage.agreements import templates
from services.registry.use_cases.agreements.propose_agreement import insist_on_phases
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import AgreementTemplateDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_template(
    work: Work, actor: Actor, template: AgreementTemplate, *, condition: WriteCondition
) -> AgreementTemplate:
    """Return the template as it stands now; raises UnknownReference."""
    before = await templates.find(work.connection, template.key)
    check(condition, before)
    await insist_on_phases(work, template.transition)
    return await settle(
        work,
        actor,
        subject=f"agreement-template/{template.key}",
        before=before,
        after=template,
        save=templates.save,
        contract=AgreementTemplateDefined,
    )
