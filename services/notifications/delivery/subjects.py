"""The line that says what happened, for subjects and for the items of a digest: `{title}` is the offer's or the topic's."""

from collections.abc import Mapping
from gettext import NullTranslations

from services.notifications.domain.mail import MailKind
from shared.web.problems import mark

LINES: Mapping[MailKind, str] = {
    MailKind.NEW_OFFER: mark("Neu: {title}"),
    MailKind.CHANGED_OFFER: mark("Geändert: {title}"),
    MailKind.FEW_PLACES: mark("Nur noch wenige Plätze: {title}"),
    MailKind.PAUSED_OFFER: mark("Findet zurzeit nicht statt: {title}"),
    MailKind.RESUMED_OFFER: mark("Findet wieder statt: {title}"),
    MailKind.CANCELLED_OFFER: mark("Gibt es nicht mehr: {title}"),
    MailKind.AGREEMENT_DUE: mark("Vereinbarung fällig: {title}"),
    MailKind.GATE_DUE: mark("Qualitätstor steht an: {title}"),
    MailKind.GATE_OVERDUE: mark("Qualitätstor überfällig: {title}"),
    MailKind.CHAIN_GAP: mark("Lücke in der Präventionskette: {title}"),
    MailKind.RECHECK_DUE: mark("Stimmt das noch? {title}"),
}
SUBJECTS: Mapping[MailKind, str] = {
    MailKind.NEW_OFFER: mark("Neu in {network}: {title}"),
    MailKind.CHANGED_OFFER: mark("Geändert in {network}: {title}"),
    MailKind.FEW_PLACES: mark("Nur noch wenige Plätze in {network}: {title}"),
    MailKind.PAUSED_OFFER: mark("Findet zurzeit nicht statt in {network}: {title}"),
    MailKind.RESUMED_OFFER: mark("Findet wieder statt in {network}: {title}"),
    MailKind.CANCELLED_OFFER: mark("Gibt es nicht mehr in {network}: {title}"),
}
"""With the quarter, for mails about one offer."""
OPENINGS: Mapping[MailKind, str] = {
    MailKind.NEW_OFFER: mark("Neu für Sie:"),
    MailKind.CHANGED_OFFER: mark("Es hat sich etwas geändert:"),
}


def line_about(kind: MailKind, texts: NullTranslations) -> str:
    """Return the line with a place for the title."""
    return texts.gettext(LINES[kind])


def subject_of(kind: MailKind, texts: NullTranslations) -> str:
    """Return an offer's subject with places for quarter and title."""
    return texts.gettext(SUBJECTS[kind])


def opening_of(kind: MailKind, texts: NullTranslations) -> str:
    """Return the words before an offer's title."""
    return texts.gettext(OPENINGS[kind]) if kind in OPENINGS else line_about(kind, texts).format(title="").strip()
