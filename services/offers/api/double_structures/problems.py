"""How refusals about double structures look."""

from services.offers.domain.double_structures.pair import PairIsDecided
from shared.web.problems import ProblemKind, Refusals, mark

IS_DECIDED = ProblemKind(
    "double-structure-is-decided",
    409,
    mark("Über diese beiden Angebote ist schon entschieden"),
    mark("Es ist nichts mehr zu tun. Die Entscheidung bleibt gespeichert."),
)
DOUBLE_STRUCTURE_REFUSALS: Refusals = {PairIsDecided: IS_DECIDED}
