"""How this service's refusals look to the one who asked."""

from services.notifications.api.feeds.calendars import CatalogueAway
from services.notifications.domain.interest import ImplausibleBirthMonth
from services.notifications.domain.links import LinkAlreadyUsed, LinkIsForLeaving, LinkNotValid
from services.notifications.use_cases.change_subscription import ImplausiblePause, OnlyRarer, SubscriptionUnknown
from services.notifications.use_cases.feeds.give_out_link import TooManyFeeds
from services.notifications.use_cases.subscribe import NetworksUnknown
from services.notifications.use_cases.webhooks.add_endpoint import TooManyEndpoints
from shared.fetching.refusals import FETCH_PROBLEMS
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
LINK_IS_FOR_LEAVING = ProblemKind(
    "link-is-for-leaving",
    403,
    mark("Dafür schicken wir Ihnen einen eigenen Link"),
    mark(
        "Mit dem Link aus einer Nachricht können Sie Nachrichten seltener bekommen oder beenden. Für alles andere lassen Sie sich den Link zu Ihren Einstellungen schicken."
    ),
)
SUBSCRIPTION_UNKNOWN = ProblemKind(
    "subscription-unknown",
    404,
    mark("Dieses Abonnement gibt es nicht mehr"),
    mark("Es ist beendet oder gelöscht. Sie können jederzeit neu abonnieren."),
)
ONLY_RARER = mark("Mit diesem Link können Sie Nachrichten nur seltener bekommen, nicht öfter.")
IMPLAUSIBLE_PAUSE = mark("Bitte nennen Sie einen Tag, der noch kommt und nicht mehr als ein Jahr entfernt ist.")
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


def _only_rarer(_: OnlyRarer) -> Problem:
    return _at("#/pace", ONLY_RARER)


def _implausible_pause(_: ImplausiblePause) -> Problem:
    return _at("#/until", IMPLAUSIBLE_PAUSE)


def _too_many(_: TooManyRequests) -> Problem:
    return Problem(kind_for_status(429), headers={"Retry-After": "3600"})


TOO_MANY_ENDPOINTS = ProblemKind(
    "too-many-endpoints",
    409,
    mark("Mehr Adressen gehen nicht"),
    mark("Ihre Einrichtung hat schon zehn Adressen. Bitte entfernen Sie eine, die niemand mehr braucht."),
)
TOO_MANY_FEEDS = ProblemKind(
    "too-many-feeds",
    409,
    mark("Mehr Links gehen nicht"),
    mark("Sie haben schon zehn Links. Bitte widerrufen Sie zuerst alle; dann bekommen Sie einen neuen."),
)


def _away(_: CatalogueAway) -> Problem:
    return Problem(kind_for_status(503), headers={"Retry-After": "600"})


REFUSALS: Refusals = {
    **IDENTITY_PROBLEMS,
    **FETCH_PROBLEMS,
    TooManyEndpoints: TOO_MANY_ENDPOINTS,
    TooManyFeeds: TOO_MANY_FEEDS,
    CatalogueAway: _away,
    LinkNotValid: LINK_NOT_VALID,
    LinkAlreadyUsed: LINK_ALREADY_USED,
    LinkIsForLeaving: LINK_IS_FOR_LEAVING,
    SubscriptionUnknown: SUBSCRIPTION_UNKNOWN,
    OnlyRarer: _only_rarer,
    ImplausiblePause: _implausible_pause,
    NetworksUnknown: _unknown_networks,
    ImplausibleBirthMonth: _implausible_month,
    TooManyRequests: _too_many,
}
