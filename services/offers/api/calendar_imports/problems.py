"""Which problem document it becomes when what came is no calendar, and how the reasons of single events are told."""

from typing import Final

from services.offers.api.calendar_imports.reading import CalendarTooLong, NoCalendar
from services.offers.domain.calendars.entry import Reason
from shared.web.problems import Problem, ProblemKind, Refusals, mark

NO_CALENDAR: Final = ProblemKind(
    "no-calendar",
    422,
    mark("Das ist kein Kalender"),
    mark("Erwartet wird eine iCalendar-Datei (.ics) oder die Adresse, unter der ein Kalender sie freigibt."),
)
TOO_LONG: Final = ProblemKind(
    "calendar-too-long",
    422,
    mark("Der Kalender hat zu viele Termine"),
    mark("Es werden höchstens {most} Termine auf einmal gelesen. Bitte geben Sie einen kleineren Kalender frei."),
)
REASONS: Final = {
    Reason.UNREADABLE: mark("Dieser Termin ist nicht zu lesen."),
    Reason.NO_ID: mark("Dem Termin fehlt die Kennung (UID), an der er wiedererkannt wird."),
    Reason.ALL_DAY: mark("Der Termin ist ganztägig; ein Angebot braucht Uhrzeiten."),
    Reason.NO_END: mark("Dem Termin fehlt das Ende."),
    Reason.TOO_LONG: mark("Der Termin dauert länger als sieben Tage."),
    Reason.PRIVATE: mark("Der Termin ist als privat gekennzeichnet."),
    Reason.RULE: mark("Die Wiederholung ist nicht zu verstehen oder hat keinen Termin."),
    Reason.RULE_TOO_FREQUENT: mark("Der Termin wiederholt sich mehrmals am Tag."),
    Reason.OVER: mark("Alle Termine sind vorbei."),
    Reason.OFFER_IS_FULL: mark("Das Angebot hat schon so viele Termine, wie hineinpassen."),
}


def _too_long(refusal: CalendarTooLong) -> Problem:
    return Problem(TOO_LONG, most=refusal.most)


CALENDAR_PROBLEMS: Final[Refusals] = {NoCalendar: NO_CALENDAR, CalendarTooLong: _too_long}
