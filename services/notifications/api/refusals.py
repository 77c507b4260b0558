"""How this service's refusals look to the one who asked."""

from services.notifications.domain.interest import ImplausibleBirthMonth
from services.notifications.domain.links import LinkAlreadyUsed, LinkNotValid
from services.notifications.use_cases.subscribe import NetworksUnknown
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.web.problems import Problem, ProblemKind, Refusals, mark
from shared.web.source_limit import TooManyRequests
from shared.web.standard_problems import INVALID_INPUT, kind_for_status

LINK_NOT_VALID = ProblemKind(
    "link-not-valid",
    410,
    mark("Dieser Link gilt nicht mehr"),
    mark("Er ist abgelaufen oder unvollständig. Bitte abonnieren Sie noch einmal, dann bekommen Sie einen neuen."),
)
LINK_ALREADY_USED = ProblemKind(
    "link-already-used",
    409,
    mark("Sie haben diesen Link schon benutzt"),
    mark("Ihr Abonnement ist bestätigt oder schon wieder beendet. Sie müssen nichts weiter tun."),
)
NETWORK_UNKNOWN = mark("Dieses Quartier gibt es hier nicht.")
IMPLAUSIBLE = mark(
    "Bitte prüfen Sie den Geburtsmonat: Das Kind ist unter 18 oder kommt in den nächsten 9 Monaten zur Welt."
)


def _at(pointer: str, sentence: str) -> Problem:
    return Problem(INVALID_INPUT, errors=[{"in": "body", "pointer": pointer, "detail": sentence}])


def _unknown_networks(_: NetworksUnknown) -> Problem:
    return _at("#/networks", NETWORK_UNKNOWN)


def _implausible_month(_: ImplausibleBirthMonth) -> Problem:
    return _at("#/birth_month", IMPLAUSIBLE)


def _too_many(_: TooManyRequests) -> Problem:
    return Problem(kind_for_status(429), headers={"Retry-After": "3600"})


REFUSALS: Refusals = {
    **IDENTITY_PROBLEMS,
    LinkNotValid: LINK_NOT_VALID,
    LinkAlreadyUsed: LINK_ALREADY_USED,
    NetworksUnknown: _unknown_networks,
    ImplausibleBirthMonth: _implausible_month,
    TooManyRequests: _too_many,
}
