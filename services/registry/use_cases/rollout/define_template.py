"""The office writes a new version of the template; running plans keep theirs until they adopt it."""

from services.registry.domain.rollout.standard import STANDARD
from services.registry.domain.rollout.template import RolloutTemplate
from services.registry.storage.rollout import templates
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import RolloutTemplateDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition

SUBJECT = "rollout-template/standard"


async def define_template(
    work: Work, actor: Actor, template: RolloutTemplate, *, condition: WriteCondition
) -> RolloutTemplate:
    """Return the template as it stands now."""
    before = await templates.newest(work.connection)
    check(condition, before)
    return await _settled(work, actor, before, template)


async def newest_template(work: Work, actor: Actor) -> RolloutTemplate:
    """Return the version that a new plan follows; whoever begins the first plan of a fresh system makes the standard its first."""
    return await templates.newest(work.connection) or await _settled(work, actor, None, STANDARD)


async def _settled(work: Work, actor: Actor, before: RolloutTemplate | None, after: RolloutTemplate) -> RolloutTemplate:
    return await settle(
        work,
        actor,
        subject=SUBJECT,
        before=before,
        after=after,
        save=templates.save,
        contract=RolloutTemplateDefined,
    )
