"""The life of a project as one table."""

from collections.abc import Mapping
from enum import StrEnum

from services.registry.domain.projects.refusals import ProjectCannotBecome


class ProjectState(StrEnum):
    """Where a project stands; made permanent means that it goes on without being a project."""

    IDEA = "idea"
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    MADE_PERMANENT = "made_permanent"


LIFE: Mapping[ProjectState, frozenset[ProjectState]] = {
    ProjectState.IDEA: frozenset({ProjectState.PLANNED}),
    ProjectState.PLANNED: frozenset({ProjectState.RUNNING}),
    ProjectState.RUNNING: frozenset({ProjectState.ENDED, ProjectState.MADE_PERMANENT}),
    ProjectState.ENDED: frozenset(),
    ProjectState.MADE_PERMANENT: frozenset(),
}

# Of these the end of a funding is worth an alarm, and the end itself still lies ahead.
AHEAD = frozenset(state for state in ProjectState if LIFE[state])


def refuse_leap(state: ProjectState, wanted: ProjectState) -> None:
    """Raise ProjectCannotBecome unless the wanted state is the present one or follows it."""
    if wanted is not state and wanted not in LIFE[state]:
        raise ProjectCannotBecome(state, wanted, allowed=sorted(LIFE[state]))
