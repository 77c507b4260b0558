"""How refusals about wishes and givers read."""

from services.registry.domain.wishes.giver import NEXT_STATES, GiverNotReachable, GiverState, MatchedPhaseUnclear
from shared.web.problems import Problem, ProblemKind, Refusals, mark
from shared.web.source_limit import TooManyRequests
from shared.web.standard_problems import kind_for_status

GIVER_NOT_REACHABLE = ProblemKind(
    "giver-not-reachable",
    409,
    mark("Dieser Schritt ist nicht vorgesehen"),
    mark("Von hier aus ist als Nächstes möglich: {names}."),
)
MATCHED_PHASE_UNCLEAR = ProblemKind(
    "matched-phase-unclear",
    422,
    mark("Es fehlt, wofür die Gabe vermittelt ist"),
    mark("Eine vermittelte Gabe nennt eine ihrer Lebensphasen, eine andere nennt keine."),
)
STATE_NAMES = {
    GiverState.OPEN: mark("offen"),
    GiverState.MATCHED: mark("vermittelt"),
    GiverState.CLOSED: mark("abgeschlossen"),
}


def _not_reachable(refusal: GiverNotReachable) -> Problem:
    names = sorted(STATE_NAMES[state] for state in NEXT_STATES[refusal.here])
    return Problem(GIVER_NOT_REACHABLE, names=", ".join(names) or "nichts mehr")


def _phase_unclear(refusal: MatchedPhaseUnclear) -> Problem:
    detail = MATCHED_PHASE_UNCLEAR.detail
    return Problem(MATCHED_PHASE_UNCLEAR, errors=[{"in": "body", "pointer": f"#/{refusal.field}", "detail": detail}])


WISH_REFUSALS: Refusals = {
    GiverNotReachable: _not_reachable,
    MatchedPhaseUnclear: _phase_unclear,
    TooManyRequests: lambda _: Problem(kind_for_status(429), headers={"Retry-After": "3600"}),
}
