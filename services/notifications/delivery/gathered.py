"""What stands in mails that are no single offer's: digests, what comes next, links, and what professionals asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

from services.notifications.delivery.reasons import told_reason
from services.notifications.delivery.subjects import line_about
from services.notifications.domain.mail import Mail, MailKind, Told
from services.notifications.domain.offer import Offer

LINKS = frozenset({MailKind.PREFERENCES, MailKind.FAREWELL})
TOPICS = frozenset(
    {
        MailKind.AGREEMENT_DUE,
        MailKind.GATE_DUE,
        MailKind.GATE_OVERDUE,
        MailKind.CHAIN_GAP,
        MailKind.RECHECK_DUE,
    }
)
GATHERED = LINKS | TOPICS | {MailKind.DIGEST, MailKind.NEXT_PHASE}
"""Mails that are written for one reader as a whole; no part of them may be kept for another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is told, with lines under it and where to read more."""

    title: str
    lines: Sequence[str] = ()
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A heading, which is the subject too, paragraphs, entries, and a link to follow."""

    heading: str
    paragraphs: Sequence[str] = ()
    entries: Sequence[Entry] = ()
    action: Entry | None = None
    leaves: bool = True

    def facts(self) -> dict[str, Any]:
        """Return what the template needs."""
        action = None if self.action is None else {"label": self.action.title, "url": self.action.url}
        return {
            "heading": self.heading,
            "paragraphs": self.paragraphs,
            "entries": self.entries,
            "action": action,
            "leaves": self.leaves,
        }


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Writes in one language."""

    texts: NullTranslations
    locale: str
    portal_url: str

    def gather(self, mail: Mail) -> Gathered:
        """Return what a mail says."""
        match mail.kind:
            case MailKind.DIGEST:
                return self._digest(mail)
            case MailKind.NEXT_PHASE:
                return self._next_phase(mail)
            case MailKind.PREFERENCES:
                return self._preferences(mail)
            case MailKind.FAREWELL:
                return self._farewell(mail)
            case _:
                return self._topic(mail)

    def _digest(self, mail: Mail) -> Gathered:
        count = len(mail.items)
        heading = self.texts.ngettext("%(num)s Neuigkeit für Sie", "%(num)s Neuigkeiten für Sie", count) % {
            "num": count
        }
        return Gathered(heading=heading, entries=[self._entry(told) for told in mail.items])

    def _entry(self, told: Told) -> Entry:
        if told.offer is None:
            return self._facts_of_topic(told)
        because = self.texts.gettext("weil: {reason}").format(
            reason=told_reason(told.reason, self.texts, locale=self.locale) if told.reason is not None else ""
        )
        title = line_about(told.kind, self.texts).format(title=told.offer.title)
        return Entry(title, [*_when_and_where(told.offer), because], self._url_of(told.offer))

    def _next_phase(self, mail: Mail) -> Gathered:
        heading = self.texts.gettext("Bald kommt für Ihr Kind: {phase}").format(phase=mail.phase_label)
        return Gathered(
            heading=heading,
            paragraphs=[self.texts.gettext("Das gibt es dann in Ihrer Nähe:")],
            entries=[Entry(one.title, _when_and_where(one), self._url_of(one)) for one in mail.offers],
        )

    def _preferences(self, mail: Mail) -> Gathered:
        gettext = self.texts.gettext
        return Gathered(
            heading=gettext("Ihr Link zu Ihren Einstellungen"),
            paragraphs=[
                gettext("Auf dieser Seite ändern Sie, was Sie bekommen, machen eine Pause oder löschen alles."),
                gettext(
                    "Geben Sie diese Nachricht bitte nicht weiter. Sie haben das nicht bestellt? Dann müssen Sie nichts tun."
                ),
            ],
            action=Entry(gettext("Einstellungen öffnen"), url=f"{self.portal_url}/abo/{mail.token}"),
            leaves=False,
        )

    def _farewell(self, mail: Mail) -> Gathered:
        gettext = self.texts.gettext
        nothing_left = mail.about is None or mail.about["nothing_left"]
        return Gathered(
            heading=gettext("Sie bekommen keine Nachrichten mehr")
            if nothing_left
            else gettext("Ein Abonnement ist beendet"),
            paragraphs=[
                gettext("Ihr Abonnement wurde über den Link aus einer Nachricht beendet."),
                gettext(
                    "Waren Sie das nicht? Dann holen Sie es in den nächsten 7 Tagen zurück. Danach löschen wir Ihre Adresse."
                ),
            ],
            action=Entry(gettext("Abonnement zurückholen"), url=f"{self.portal_url}/abo/zurueck/{mail.token}"),
            leaves=False,
        )

    def _topic(self, mail: Mail) -> Gathered:
        entry = self._facts_of_topic(Told(kind=mail.kind, about=mail.about))
        return Gathered(
            heading=entry.title,
            paragraphs=entry.lines,
            action=Entry(self.texts.gettext("Zum Arbeitsbereich"), url=entry.url),
        )

    def _facts_of_topic(self, told: Told) -> Entry:
        about = told.about or {}
        if told.kind is MailKind.NEXT_PHASE:
            title = self.texts.gettext("Bald kommt für Ihr Kind: {phase}").format(phase=about["phase_label"])
            return Entry(title, [offer.title for offer in about["offers"]], self.portal_url)
        title = line_about(told.kind, self.texts).format(title=about.get("title", ""))
        due = self.texts.gettext("Fällig am {day}").format(day=about["due_on"]) if "due_on" in about else ""
        return Entry(title, [line for line in (about.get("network_label", ""), due) if line], self.portal_url)

    def _url_of(self, offer: Offer) -> str:
        return f"{self.portal_url}/angebot/{offer.id}"


def _when_and_where(offer: Offer) -> list[str]:
    return [line for line in (offer.schedule_text, offer.place_name) if line]
