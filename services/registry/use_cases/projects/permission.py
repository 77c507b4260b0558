"""Who may change a project, and who may know who pays for it."""

from services.registry.domain.projects.project import Project
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted


def insist_on_changing(actor: Actor, project: Project) -> None:
    """Return for the office and for who coordinates all of the project's networks; a whole city's is the office's. Else raises."""
    if not (actor.is_office or (project.networks and set(project.networks) <= actor.networks)):
        raise NotPermitted


def insist_on_insight(actor: Actor, project: Project) -> None:
    """Return for the office, a coordinator of one of the networks, and the people of the lead; else raises NotPermitted."""
    leads = project.lead is not None and actor.represents(project.lead)
    if not (actor.is_office or leads or actor.networks & set(project.networks)):
        raise NotPermitted
