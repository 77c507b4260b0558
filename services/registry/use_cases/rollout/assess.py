"""A network's coordinators or the office write down how the network sees itself this year."""

from services.registry.domain.refusals import NothingHere
from services.registry.domain.rollout.self_assessment import SelfAssessment
from services.registry.storage import networks
from services.registry.storage.rollout import self_assessments
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import SelfAssessed
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def assess(work: Work, actor: Actor, assessment: SelfAssessment, *, condition: WriteCondition) -> SelfAssessment:
    """Return the assessment as it stands now; raises NotPermitted or NothingHere."""
    actor.may_change_network(assessment.network)
    if not await networks.known(work.connection, [assessment.network]):
        raise NothingHere
    before = await self_assessments.find(work.connection, assessment.network, assessment.year)
    check(condition, before)
    return await settle(
        work,
        actor,
        subject=f"self-assessment/{assessment.network}/{assessment.year}",
        before=before,
        after=assessment,
        save=self_assessments.save,
        contract=SelfAssessed,
        network=assessment.network,
    )
