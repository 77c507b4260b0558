"""Which problem document each refusal of an offer's content becomes: the field and what to do."""

from collections.abc import Callable

from services.offers.domain import content_refusals as said
from services.offers.domain.refusals import AgesReversed, DateOutOfRange, EndBeforeStart, OfferRefusal, UnreadableLine
from shared.web.problems import Problem, ProblemKind, Refusals, mark
from shared.web.source_limit import TooManyRequests
from shared.web.standard_problems import INVALID_INPUT, kind_for_status

LINK_NOT_VALID = ProblemKind(
    "secret-link-not-valid",
    404,
    mark("Dieser Link gilt nicht mehr"),
    mark("Der Link ist zu alt oder nicht vollständig. Bitte öffnen Sie den neuesten Link."),
)
TOO_MANY_SUGGESTIONS = ProblemKind(
    "too-many-suggestions",
    409,
    mark("Zu diesem Angebot liegen schon viele Vorschläge vor"),
    mark("Bitte warten Sie, bis sie beantwortet sind."),
)
IS_ANSWERED = ProblemKind(
    "suggestion-is-answered",
    409,
    mark("Der Vorschlag ist schon beantwortet"),
    mark("Jeder Vorschlag wird einmal beantwortet. Es ist nichts mehr zu tun."),
)


def invalid(pointer: str, detail: str) -> Problem:
    """Return the problem of a field of the body."""
    return Problem(INVALID_INPUT, errors=[{"in": "body", "pointer": f"#/{pointer}", "detail": detail}])


def _about(pointer: str, detail: str) -> Callable[[OfferRefusal], Problem]:
    return lambda _: invalid(pointer, detail)


def _unreadable_line(refusal: UnreadableLine) -> Problem:
    return invalid(refusal.field, mark("Hier sind keine Zeilenumbrüche und Steuerzeichen erlaubt."))


def _markup(refusal: said.MarkupInText) -> Problem:
    return invalid(refusal.field, mark("Bitte schreiben Sie einfachen Text, ohne HTML und ohne Skripte."))


def _hours_reversed(refusal: said.HoursReversed) -> Problem:
    return invalid(refusal.field, mark("Das Ende muss am selben Tag nach dem Beginn liegen."))


def _time_with_zone(refusal: said.TimeWithZone) -> Problem:
    return invalid(refusal.field, mark("Uhrzeiten sind Ortszeiten und haben keine Zeitzone."))


def _personal(refusal: said.PersonalDataInText) -> Problem:
    return invalid(refusal.field, mark("Bitte nennen Sie keine Telefonnummern und keine E-Mail-Adressen."))


def _too_many(_: TooManyRequests) -> Problem:
    return Problem(kind_for_status(429), headers={"Retry-After": "3600"})


def _interval(refusal: said.IntervalOutOfRange) -> Problem:
    return invalid(
        refusal.field, mark("Die Frist muss zwischen 7 und 1000 Tagen liegen, die bis zur Nachfrage bis 365.")
    )


def _rule_not_understood(refusal: said.RuleNotUnderstood) -> Problem:
    hints = {
        "FREQ": mark("Die Wiederholung muss täglich, wöchentlich, monatlich oder jährlich sein (FREQ)."),
        "INTERVAL": mark("Der Abstand muss zwischen 1 und 366 liegen (INTERVAL)."),
        "COUNT": mark("Bitte entweder eine Anzahl bis 1000 (COUNT) oder ein Ende (UNTIL) angeben."),
        "UNTIL": mark("Das Ende der Wiederholung ist kein Datum (UNTIL), zum Beispiel 20261231."),
    }
    other = mark(
        "Die Wiederholungsregel ist nicht zu verstehen. Bitte prüfen Sie sie, zum Beispiel FREQ=WEEKLY;BYDAY=TU."
    )
    return invalid("schedule", hints.get(refusal.part, other))


CONTENT_PROBLEMS: Refusals = {
    AgesReversed: _about("ages", mark("Das untere Alter muss kleiner als das obere sein.")),
    EndBeforeStart: _about("dates", mark("Ein Termin muss nach seinem Beginn enden.")),
    DateOutOfRange: _about("dates", mark("Bitte prüfen Sie das Jahr: Termine liegen zwischen 2000 und 2199.")),
    UnreadableLine: _unreadable_line,
    said.MarkupInText: _markup,
    said.LanguageTwice: _about(
        "texts", mark("Jede Sprache darf nur einmal vorkommen, und die des Originals nicht bei den Übersetzungen.")
    ),
    said.TextWithoutTitle: _about(
        "texts", mark("Eine Übersetzung braucht einen Titel; eine fehlende darf keinen haben.")
    ),
    said.CostIncomplete: _about(
        "cost",
        mark("Die Angaben zu den Kosten passen nicht zusammen: kostenlos, ein Betrag, eine Spanne oder ein Text."),
    ),
    said.HoursReversed: _hours_reversed,
    said.TimeWithZone: _time_with_zone,
    said.MoreFreeThanRoom: _about("room", mark("Es können nicht mehr Plätze frei sein, als es gibt.")),
    said.BridgeUnclear: _about("bridges", mark("Eine Brücke führt zu einer Lebensphase oder zu einem Angebot.")),
    said.RuleNotUnderstood: _rule_not_understood,
    said.RuleNeverHappens: _about("schedule", mark("Nach dieser Regel gibt es keinen Termin. Bitte prüfen Sie sie.")),
    said.TooManyRules: _about("schedule", mark("Das sind zu viele Regeln; bitte höchstens 20.")),
    said.CourseWithoutDates: _about("schedule", mark("Ein Kurs braucht mindestens einen Termin.")),
    said.IntervalOutOfRange: _interval,
    said.LinkNotValid: LINK_NOT_VALID,
    said.PersonalDataInText: _personal,
    said.TooManySuggestions: TOO_MANY_SUGGESTIONS,
    TooManyRequests: _too_many,
    said.SuggestionIsAnswered: IS_ANSWERED,
    said.SignUpReversed: _about("schedule", mark("Die Anmeldung zu einem Kurs muss nach ihrem Beginn enden.")),
}
