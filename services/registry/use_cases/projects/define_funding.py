"""Whoever may change a project writes down who pays for it, and until when."""

from services.registry.domain.projects.funding import Funding
from services.registry.domain.projects.project import Project
from services.registry.domain.refusals import NothingHere
from services.registry.storage.projects import fundings, projects
from services.registry.use_cases.projects.define_project import only_network
from services.registry.use_cases.projects.permission import insist_on_changing
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import FundingDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_funding(work: Work, actor: Actor, funding: Funding, *, condition: WriteCondition) -> Funding:
    """Return the funding as it stands now; raises NotPermitted, or NothingHere for a project that isn't its own."""
    project = await _project(work, funding)
    insist_on_changing(actor, project)
    before = await fundings.find(work.connection, funding.id)
    if before is not None and before.project != funding.project:
        raise NothingHere
    check(condition, before)
    return await settle(
        work,
        actor,
        subject=f"funding/{funding.id}",
        before=before,
        after=funding,
        save=fundings.save,
        contract=FundingDefined,
        network=only_network(project.networks),
    )


async def _project(work: Work, funding: Funding) -> Project:
    project = await projects.find(work.connection, funding.project)
    if project is None:
        raise NothingHere
    return project
