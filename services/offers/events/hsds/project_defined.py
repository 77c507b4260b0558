"""Remembers the projects that offers belong to."""

from services.offers.storage.hsds.tables import KNOWN_PROJECTS
from shared.contracts.registry import ProjectDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[ProjectDefined]) -> Row:
    project = event.data
    return {
        "id": project.id,
        "label": project.label,
        "description": project.description,
        "lead": project.lead,
        "networks": project.networks,
    }


PROJECTS = state_listener((ProjectDefined,), KNOWN_PROJECTS, _row)
