"""How each "no" about projects reads."""

from services.registry.domain.projects.refusals import ProjectCannotBecome
from shared.web.problems import Problem, ProblemKind, Refusals, mark

CANNOT_BECOME = ProblemKind(
    "project-cannot-become",
    409,
    mark("Dieser Schritt ist nicht vorgesehen"),
    mark("Das Projekt ist {state_name}. Danach ist möglich: {names}."),
)
STATE_NAMES = {
    "idea": mark("eine Idee"),
    "planned": mark("geplant"),
    "running": mark("in Arbeit"),
    "ended": mark("beendet"),
    "made_permanent": mark("verstetigt"),
}
NOTHING_MORE = mark("nichts mehr")


def _cannot_become(refusal: ProjectCannotBecome) -> Problem:
    names = ", ".join(STATE_NAMES[state] for state in refusal.allowed) or NOTHING_MORE
    return Problem(
        CANNOT_BECOME,
        state=refusal.state,
        wanted=refusal.wanted,
        state_name=STATE_NAMES[refusal.state],
        names=names,
    )


PROJECT_REFUSALS: Refusals = {ProjectCannotBecome: _cannot_become}
