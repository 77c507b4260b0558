"""How refusals of archives and imports read."""

from services.registry.domain.exchange.archive import ArchiveBroken
from services.registry.domain.exchange.partner_import import NEXT_STATE, ImportNotReachable, ImportState, StillNeeded
from shared.web.problems import Problem, ProblemKind, Refusals, mark

ARCHIVE_BROKEN = ProblemKind(
    "archive-broken",
    422,
    mark("Das Archiv lässt sich nicht einspielen"),
    mark("Es ist beschädigt, gehört zu einem anderen Netzwerk oder widerspricht sich (Teil: {part})."),
)
IMPORT_NOT_REACHABLE = ProblemKind(
    "import-not-reachable",
    409,
    mark("Dieser Schritt ist nicht vorgesehen"),
    mark("Der Import ist {here}. Als Nächstes möglich: {next}."),
)
STILL_NEEDED = ProblemKind(
    "still-needed",
    409,
    mark("Der Import lässt sich nicht mehr zurücknehmen"),
    mark("Diese Partner wurden seither geändert oder werden schon gebraucht: {names}."),
)
STATE_NAMES = {
    ImportState.DRAFT: mark("ein Entwurf"),
    ImportState.APPLIED: mark("übernommen"),
    ImportState.UNDONE: mark("zurückgenommen"),
}
STEP_NAMES = {ImportState.APPLIED: mark("übernehmen"), ImportState.UNDONE: mark("zurücknehmen")}


def _not_reachable(refusal: ImportNotReachable) -> Problem:
    following = NEXT_STATE.get(refusal.here)
    step = STEP_NAMES[following] if following else "nichts"
    return Problem(IMPORT_NOT_REACHABLE, here=STATE_NAMES[refusal.here], next=step)


EXCHANGE_REFUSALS: Refusals = {
    ArchiveBroken: lambda refusal: Problem(ARCHIVE_BROKEN, part=refusal.part),
    ImportNotReachable: _not_reachable,
    StillNeeded: lambda refusal: Problem(STILL_NEEDED, names=", ".join(refusal.labels)),
}
