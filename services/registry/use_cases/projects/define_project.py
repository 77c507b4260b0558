"""A coordinator or the office puts a project into the portfolio, or writes down how it goes on."""

from functools import partial

from services.registry.domain.projects.life import refuse_leap
from services.registry.domain.projects.project import Project
from services.registry.domain.refusals import UnknownReference
from services.registry.storage.projects import goals, projects
from services.registry.use_cases.projects.permission import insist_on_changing
from services.registry.use_cases.references import insist_on_networks, insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import ProjectDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_project(work: Work, actor: Actor, project: Project, *, condition: WriteCondition) -> Project:
    """Return the project as it stands now; raises NotPermitted, ProjectCannotBecome or UnknownReference.

    A project that is new here may have begun long ago, so it is taken in whatever state it has.
    """
    insist_on_changing(actor, project)
    before = await projects.find(work.connection, project.id)
    if before is not None:
        insist_on_changing(actor, before)
    check(condition, before)
    if before is not None:
        refuse_leap(before.state, project.state)
    await insist_on_networks(work.connection, "networks", *project.networks)
    await insist_on_networks(work.connection, "sites", *(site.network for site in project.sites))
    await _insist_on_goals(work, project)
    await insist_on_partners(work.connection, "lead", project.lead)
    return await settle(
        work,
        actor,
        subject=f"project/{project.id}",
        before=before,
        after=project,
        save=partial(projects.save, at=work.now),
        contract=ProjectDefined,
        network=only_network(project.networks),
    )


async def _insist_on_goals(work: Work, project: Project) -> None:
    unknown = set(project.goals) - await goals.known(work.connection, project.goals)
    if unknown:
        raise UnknownReference("goals", sorted(served.goal for served in unknown))


def only_network(networks: tuple[str, ...]) -> str | None:
    """Return the network that an event is about, None when it is about several or the whole city."""
    return networks[0] if len(networks) == 1 else None
