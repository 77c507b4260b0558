"""How each "no" of the registry reads: the one table from refusals to problem details (RFC 9457)."""

from services.registry.api.agreements.problems import AGREEMENT_FIELD_KINDS, AGREEMENT_REFUSALS
from services.registry.api.circles.problems import CIRCLE_FIELD_KINDS, CIRCLE_REFUSALS
from services.registry.api.duplicates.problems import DUPLICATE_FIELD_KINDS, DUPLICATE_REFUSALS
from services.registry.api.geocoding import GEOCODING_REFUSALS
from services.registry.api.invitations.problems import INVITATION_REFUSALS
from services.registry.api.persons.problems import PERSON_REFUSALS
from services.registry.api.projects.problems import PROJECT_REFUSALS
from services.registry.api.rollout.problems import ROLLOUT_FIELD_KINDS, ROLLOUT_REFUSALS
from services.registry.domain.contact_point import UnreachableContact
from services.registry.domain.network import NetworkStatus
from services.registry.domain.refusals import (
    AlreadyRegistered,
    ChangedMeanwhile,
    EndsBeforeStart,
    FieldRefused,
    GrantIsWithdrawn,
    HoursOverlap,
    NamedTwice,
    NothingHere,
    ParentCircle,
    PartnerWasRemoved,
    ReservedForOffice,
    ScopeMissing,
    ScopeUnexpected,
    StatusNotReachable,
    StillPointedTo,
    UnknownReference,
)
from shared.identity.refusals import IDENTITY_PROBLEMS, NOT_FOUND
from shared.web.etag import condition_failed
from shared.web.problems import Problem, ProblemKind, Refusals, mark

ALREADY_REGISTERED = ProblemKind(
    "already-registered",
    409,
    mark("Das gibt es schon"),
    mark("Unter dieser Kennung ist schon etwas eingetragen. Bitte wählen Sie eine andere Kennung."),
)
PARTNER_WAS_REMOVED = ProblemKind(
    "partner-was-removed",
    409,
    mark("Diese Kennung wird nicht noch einmal vergeben"),
    mark("Sie gehörte einem Partner, der entfernt wurde. Bitte legen Sie ihn unter einer neuen Kennung an."),
)
STILL_POINTED_TO = ProblemKind(
    "still-pointed-to",
    409,
    mark("Darauf verweist noch etwas"),
    mark("„{what}“ wird noch genannt von: {names}. Bitte ändern Sie das zuerst dort."),
)
RESERVED_FOR_OFFICE = ProblemKind(
    "reserved-for-office",
    403,
    mark("Das ändert nur die Präventionsfachstelle"),
    mark(
        "Name, Sprachen und Leitbild ändert das Quartier selbst, diese Angaben nur die Präventionsfachstelle: {names}."
    ),
)
STATUS_NOT_REACHABLE = ProblemKind(
    "status-not-reachable",
    409,
    mark("Dieser Schritt ist nicht vorgesehen"),
    mark("Von hier aus ist als Nächstes möglich: {names}."),
)
STATUS_NAMES: dict[str, str] = {
    NetworkStatus.PLANNED: mark("geplant"),
    NetworkStatus.IN_SET_UP: mark("im Aufbau"),
    NetworkStatus.ACTIVE: mark("aktiv"),
    NetworkStatus.RESTARTED: mark("neu gestartet"),
    NetworkStatus.DORMANT: mark("ruht"),
}
GRANT_IS_WITHDRAWN = ProblemKind(
    "grant-is-withdrawn",
    409,
    mark("Diese Berechtigung wurde entzogen"),
    mark("Eine entzogene Berechtigung lebt nicht wieder auf. Bitte legen Sie eine neue an."),
)
FIELD_KINDS: dict[type[FieldRefused], ProblemKind] = {
    **ROLLOUT_FIELD_KINDS,
    **AGREEMENT_FIELD_KINDS,
    **CIRCLE_FIELD_KINDS,
    **DUPLICATE_FIELD_KINDS,
    EndsBeforeStart: ProblemKind(
        "ends-before-start",
        422,
        mark("Das Ende liegt vor dem Anfang"),
        mark("Bitte prüfen Sie Anfang und Ende."),
    ),
    NamedTwice: ProblemKind(
        "named-twice",
        422,
        mark("Etwas ist doppelt genannt"),
        mark("Bitte nennen Sie jeden Eintrag nur einmal."),
    ),
    ParentCircle: ProblemKind(
        "parent-circle",
        422,
        mark("Eine Organisation kann nicht ihr eigener Träger sein"),
        mark("Der genannte Träger gehört selbst zu dieser Organisation."),
    ),
    HoursOverlap: ProblemKind(
        "hours-overlap",
        422,
        mark("Zwei Öffnungszeiten überschneiden sich"),
        mark("Bitte fassen Sie die Zeiten eines Wochentags zusammen."),
    ),
    UnreachableContact: ProblemKind(
        "unreachable-contact",
        422,
        mark("So ist niemand zu erreichen"),
        mark("Bitte geben Sie eine Telefonnummer, ein Postfach, eine Adresse oder eine Internetseite an."),
    ),
    ScopeMissing: ProblemKind(
        "scope-missing",
        422,
        mark("Es fehlt, wofür die Berechtigung gilt"),
        mark("Eine Koordination braucht ihr Netzwerk, ein Partner seine Organisation."),
    ),
    ScopeUnexpected: ProblemKind(
        "scope-unexpected",
        422,
        mark("Diese Berechtigung gilt dafür nicht"),
        mark("Nur eine Koordination nennt ein Netzwerk und nur ein Partner eine Organisation."),
    ),
}
UNKNOWN_REFERENCE = ProblemKind(
    "unknown-reference",
    422,
    mark("Etwas Genanntes ist nicht bekannt"),
    mark("Nicht eingetragen ist: {unknown}."),
)


def _field_refused(refusal: FieldRefused) -> Problem:
    kind = FIELD_KINDS[type(refusal)]
    return Problem(kind, errors=_errors(refusal.field, kind.detail))


def _unknown_reference(refusal: UnknownReference) -> Problem:
    unknown = ", ".join(refusal.unknown)
    errors = _errors(refusal.field, UNKNOWN_REFERENCE.detail.format(unknown=unknown))
    return Problem(UNKNOWN_REFERENCE, unknown=unknown, errors=errors)


def _reserved_for_office(refusal: ReservedForOffice) -> Problem:
    return Problem(RESERVED_FOR_OFFICE, names=", ".join(refusal.fields))


def _status_not_reachable(refusal: StatusNotReachable) -> Problem:
    names = ", ".join(STATUS_NAMES[NetworkStatus(status)] for status in refusal.allowed)
    return Problem(STATUS_NOT_REACHABLE, allowed=list(refusal.allowed), names=names)


def _still_pointed_to(refusal: StillPointedTo) -> Problem:
    names, what = ", ".join(refusal.by), "“, „".join(refusal.what)
    return Problem(STILL_POINTED_TO, pointing=list(refusal.by), names=names, what=what)


def _errors(field: str, detail: str) -> list[dict[str, str]]:
    """The same member as in every 422 of the platform."""
    return [{"in": "body", "pointer": f"#/{field}", "detail": detail}]


REFUSALS: Refusals = {
    **IDENTITY_PROBLEMS,
    **ROLLOUT_REFUSALS,
    **AGREEMENT_REFUSALS,
    **PROJECT_REFUSALS,
    **DUPLICATE_REFUSALS,
    **CIRCLE_REFUSALS,
    **INVITATION_REFUSALS,
    **PERSON_REFUSALS,
    **GEOCODING_REFUSALS,
    NothingHere: NOT_FOUND,
    ChangedMeanwhile: lambda _: condition_failed(None),
    AlreadyRegistered: ALREADY_REGISTERED,
    PartnerWasRemoved: PARTNER_WAS_REMOVED,
    StillPointedTo: _still_pointed_to,
    UnknownReference: _unknown_reference,
    FieldRefused: _field_refused,
    ReservedForOffice: _reserved_for_office,
    GrantIsWithdrawn: GRANT_IS_WITHDRAWN,
    StatusNotReachable: _status_not_reachable,
}
