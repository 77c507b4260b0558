"""Which page each refusal becomes."""

from services.portal.neighbours.refusals import CatalogueAway, NotHeard, Refused, RegistryAway, SubscriptionsAway
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.web.problems import Problem, ProblemKind, Refusals, mark
from shared.web.standard_problems import kind_for_status

CATALOGUE_AWAY = ProblemKind(
    "catalogue-away",
    503,
    mark("Die Angebote sind gerade nicht erreichbar"),
    mark("Das liegt an uns. Bitte versuchen Sie es in ein paar Minuten noch einmal."),
)
REGISTRY_AWAY = ProblemKind(
    "registry-away",
    503,
    mark("Das Register der Partner ist gerade nicht erreichbar"),
    mark(
        "Das liegt an uns. Angebote können Sie weiter bearbeiten. Bitte versuchen Sie es in ein paar Minuten noch einmal."
    ),
)
SUBSCRIPTIONS_AWAY = ProblemKind(
    "subscriptions-away",
    503,
    mark("Nachrichten gehen gerade nicht"),
    mark("Das liegt an uns. Ihr Link bleibt gültig. Bitte versuchen Sie es in ein paar Minuten noch einmal."),
)
NOT_HEARD = ProblemKind(
    "not-heard",
    503,
    mark("Das geht gerade nicht"),
    mark("Das liegt an uns. Bitte versuchen Sie es später noch einmal."),
)
LINK_NOT_VALID = ProblemKind(
    "link-not-valid",
    410,
    mark("Dieser Link gilt nicht mehr"),
    mark("Er ist zu alt oder unvollständig. Sie können neu abonnieren, dann bekommen Sie einen neuen Link."),
)
LINK_ALREADY_USED = ProblemKind(
    "link-already-used",
    409,
    mark("Sie haben diesen Link schon benutzt"),
    mark("Ihr Abonnement ist bestätigt oder schon beendet. Sie müssen nichts weiter tun."),
)
BY_NAME = {kind.name: kind for kind in (LINK_NOT_VALID, LINK_ALREADY_USED)}


def _away(kind: ProblemKind) -> Problem:
    return Problem(kind, headers={"Retry-After": "10"})


def _refused(refusal: Refused) -> Problem:
    kind = BY_NAME.get(refusal.name) or ProblemKind(
        refusal.name or "refused", refusal.status, refusal.title or kind_for_status(refusal.status).title, ""
    )
    return Problem(kind) if refusal.name in BY_NAME else Problem(kind, detail=refusal.detail)


REFUSALS: Refusals = {
    **IDENTITY_PROBLEMS,
    CatalogueAway: lambda _: _away(CATALOGUE_AWAY),
    RegistryAway: lambda _: _away(REGISTRY_AWAY),
    SubscriptionsAway: lambda _: _away(SUBSCRIPTIONS_AWAY),
    NotHeard: lambda _: _away(NOT_HEARD),
    Refused: _refused,
}
