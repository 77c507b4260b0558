"""Which problem document each refusal of the catalogue becomes."""

from services.offers.api.calendar_imports.problems import CALENDAR_PROBLEMS
from services.offers.api.content_problems import CONTENT_PROBLEMS
from services.offers.api.double_structures.problems import DOUBLE_STRUCTURE_REFUSALS
from services.offers.api.hsds.import_problems import IMPORT_PROBLEMS
from services.offers.api.search.problems import SEARCH_PROBLEMS
from services.offers.domain import refusals as said
from shared.fetching.refusals import FETCH_PROBLEMS
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.web.problems import Problem, ProblemKind, Refusals, mark

STATUS_WORDS = {
    "draft": "Entwurf",
    "in-review": "in Prüfung",
    "published": "veröffentlicht",
    "paused": "pausiert",
    "ended": "beendet",
}
UNKNOWN_NETWORK = ProblemKind(
    "unknown-network",
    422,
    mark("Dieses Quartiersnetzwerk ist nicht bekannt"),
    mark("Ein Netzwerk „{network}“ gibt es nicht. Bitte wählen Sie eines aus der Liste der Netzwerke."),
)
UNKNOWN_ORGANISATION = ProblemKind(
    "unknown-organisation",
    422,
    mark("Diese Organisation ist nicht bekannt"),
    mark("Eine Organisation mit der Kennung {organisation} gibt es nicht. Bitte legen Sie sie zuerst als Partner an."),
)
NO_MEMBER = ProblemKind(
    "organisation-is-no-member",
    403,
    mark("Ihre Organisation gehört nicht zu diesem Netzwerk"),
    mark(
        "Bitte lassen Sie das Angebot von der Koordination des Quartiers veröffentlichen oder treten Sie dem Netzwerk bei."
    ),
)
ELSEWHERE = ProblemKind(
    "network-speaks-elsewhere",
    409,
    mark("Die Angebote dieses Netzwerks werden an anderer Stelle geführt"),
    mark("Für „{network}“ ist {source} zuständig. Bitte ändern Sie das Angebot dort."),
)
NOBODY_SPEAKS = ProblemKind(
    "network-speaks-elsewhere",
    409,
    mark("Die Angebote dieses Netzwerks werden an anderer Stelle geführt"),
    mark("Hier werden keine Angebote für „{network}“ geführt. Bitte fragen Sie die Präventionsfachstelle."),
)
NETWORK_IS_FIXED = ProblemKind(
    "network-is-fixed",
    409,
    mark("Ein Angebot bleibt in seinem Netzwerk"),
    mark("Das Angebot gehört zu „{network}“. Bitte legen Sie für ein anderes Netzwerk ein eigenes Angebot an."),
)
IS_PUBLISHED = ProblemKind(
    "offer-is-published",
    409,
    mark("Das Angebot ist schon veröffentlicht"),
    mark("Es ist nichts mehr zu tun. Änderungen an einem veröffentlichten Angebot gelten sofort."),
)
IS_NOT_PUBLISHED = ProblemKind(
    "offer-is-not-published",
    409,
    mark("Das Angebot ist noch nicht veröffentlicht"),
    mark("Nur ein veröffentlichtes Angebot kann beendet werden."),
)
STEP_NOT_POSSIBLE = ProblemKind(
    "step-not-possible",
    409,
    mark("Das geht bei diesem Angebot jetzt nicht"),
    mark("Das Angebot hat den Stand „{status}“. Bitte laden Sie die Seite neu und sehen Sie, was möglich ist."),
)
NEEDS_NO_TIME = ProblemKind(
    "offer-is-public",
    409,
    mark("Das Angebot ist schon öffentlich"),
    mark("Eine Veröffentlichung lässt sich nur planen, solange das Angebot ein Entwurf ist."),
)
HAS_ENDED = ProblemKind(
    "offer-has-ended",
    409,
    mark("Das Angebot ist beendet"),
    mark("Ein beendetes Angebot bleibt, wie es war. Bitte legen Sie ein neues an."),
)

NAMED_TWICE = ProblemKind(
    "offer-named-twice",
    422,
    mark("Das Angebot steht zweimal in der Liste"),
    mark("Es steht schon an Stelle {first}. Bitte streichen Sie eines von beiden."),
)


def _unknown_network(refusal: said.UnknownNetwork) -> Problem:
    return Problem(UNKNOWN_NETWORK, network=refusal.network)


def _unknown_organisation(refusal: said.UnknownOrganisation) -> Problem:
    return Problem(UNKNOWN_ORGANISATION, organisation=str(refusal.organisation))


def _no_member(refusal: said.OrganisationIsNoMember) -> Problem:
    return Problem(NO_MEMBER, organisation=str(refusal.organisation), network=refusal.network)


def _elsewhere(refusal: said.NetworkSpeaksElsewhere) -> Problem:
    if refusal.source is None:
        return Problem(NOBODY_SPEAKS, network=refusal.network)
    return Problem(ELSEWHERE, network=refusal.network, source=refusal.source)


def _network_is_fixed(refusal: said.NetworkIsFixed) -> Problem:
    return Problem(NETWORK_IS_FIXED, network=refusal.network)


def _named_twice(refusal: said.NamedTwiceInSet) -> Problem:
    return Problem(NAMED_TWICE, first=refusal.first)


def _step_not_possible(refusal: said.StepNotPossible) -> Problem:
    return Problem(STEP_NOT_POSSIBLE, status=STATUS_WORDS[refusal.status])


REFUSALS: Refusals = {
    **IDENTITY_PROBLEMS,
    **CONTENT_PROBLEMS,
    **SEARCH_PROBLEMS,
    **DOUBLE_STRUCTURE_REFUSALS,
    **CALENDAR_PROBLEMS,
    **FETCH_PROBLEMS,
    **IMPORT_PROBLEMS,
    said.UnknownNetwork: _unknown_network,
    said.UnknownOrganisation: _unknown_organisation,
    said.OrganisationIsNoMember: _no_member,
    said.NetworkSpeaksElsewhere: _elsewhere,
    said.NetworkIsFixed: _network_is_fixed,
    said.OfferIsPublished: IS_PUBLISHED,
    said.OfferIsNotPublished: IS_NOT_PUBLISHED,
    said.OfferHasEnded: HAS_ENDED,
    said.NamedTwiceInSet: _named_twice,
    said.StepNotPossible: _step_not_possible,
    said.PublishedOfferNeedsNoTime: NEEDS_NO_TIME,
}
