"""Which lists the office has: what each is called, what it is for, its columns, and who reads its rows."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.listing import Column, Row
from services.dashboard.storage.lists import agreements, catalogue, chains, gates, projects
from shared.web.pages.view import translated
from shared.web.problems import mark

Read = Callable[..., Awaitable[list[Row]]]
HERE: Final = Column("quarter", mark("Quartier"), "quarter")


@dataclass(frozen=True, kw_only=True)
class OfficeList:
    """One list. `empty` tells what will stand here and why nothing does."""

    title: str
    purpose: str
    empty: str
    columns: tuple[Column, ...]
    read: Read

    @property
    def told(self) -> "OfficeList":
        """The same with title, purpose and headings in the reader's language."""
        return replace(
            self,
            title=translated(self.title),
            purpose=translated(self.purpose),
            empty=translated(self.empty),
            columns=tuple(replace(column, title=translated(column.title)) for column in self.columns),
        )

    async def rows(self, connection: AsyncConnection, *, today: date) -> list[Row]:
        """Return all its rows, in the order that matters most."""
        return await self.read(connection, today=today)


LISTS: Final[Mapping[str, OfficeList]] = {
    "luecken": OfficeList(
        title=mark("Lücken und dünne Stellen"),
        purpose=mark(
            "Wo Familien in keinem Angebot ankommen, Monat für Monat, Thema für Thema. Lücken stehen vor dünnen Stellen, und solche "
            "mit vielen Kindern vor solchen mit wenigen."
        ),
        empty=mark("Keine Präventionskette hat eine Lücke, oder noch keine wurde berechnet."),
        columns=(
            HERE,
            Column("theme", mark("Thema"), "theme"),
            Column("kind", mark("Was"), "word"),
            Column("from_months", mark("Von"), "age"),
            Column("to_months", mark("Bis"), "age"),
            Column("months", mark("Monate"), "number"),
            Column("children", mark("Kinder"), "number"),
            Column("until", mark("Geld bis"), "day"),
        ),
        read=chains.read_weak_spots,
    ),
    "bedarf": OfficeList(
        title=mark("Bedarf und Angebot"),
        purpose=mark("Was Familien vermissen, neben dem, was es gibt. Wünsche werden erst ab fünf gezählt."),
        empty=mark("Es gibt noch keine Wünsche und keine berechnete Präventionskette."),
        columns=(
            HERE,
            Column("theme", mark("Thema"), "theme"),
            Column("wishes", mark("Wünsche (mindestens)"), "number"),
            Column("offers", mark("Angebote"), "number"),
            Column("hole_months", mark("Monate ohne Angebot"), "number"),
            Column("thin_months", mark("Dünne Monate"), "number"),
            Column("unsecured", mark("Offene Übergänge"), "number"),
        ),
        read=chains.read_needs,
    ),
    "vereinbarungen": OfficeList(
        title=mark("Vereinbarungen"),
        purpose=mark("Wer mit wem was vereinbart hat, welchen Übergang es sichert und was davon fällig ist."),
        empty=mark("Noch keine Vereinbarung. Sie entstehen im Arbeitsbereich der Partner und Koordinationen."),
        columns=(
            HERE,
            Column("title", mark("Vereinbarung")),
            Column("parties", mark("Beteiligte")),
            Column("transition", mark("Übergang")),
            Column("state", mark("Stand"), "word"),
            Column("urgency", mark("Fällig"), "word"),
            Column("overdue", mark("Überfällige Pflichten"), "number"),
            Column("open", mark("Offene Pflichten"), "number"),
            Column("review_on", mark("Überprüfung"), "day"),
            Column("valid_to", mark("Gilt bis"), "day"),
        ),
        read=agreements.read_agreements,
    ),
    "fristen": OfficeList(
        title=mark("Fristen aus Vereinbarungen"),
        purpose=mark("Woran erinnert wurde: jede Frist steht bei beiden Beteiligten, mit den Tagen, die noch bleiben."),
        empty=mark("Im letzten Jahr wurde an keine Frist erinnert."),
        columns=(
            HERE,
            Column("due_on", mark("Fällig am"), "day"),
            Column("days", mark("Tage"), "number"),
            Column("what", mark("Was"), "word"),
            Column("title", mark("Vereinbarung")),
            Column("partner", mark("Partner")),
            Column("role", mark("Rolle"), "word"),
        ),
        read=agreements.read_deadlines,
    ),
    "finanzierungen": OfficeList(
        title=mark("Finanzierungen"),
        purpose=mark("Was als Nächstes ausläuft. Ein Tipp auf das Projekt zeigt, welche Lücken entstünden."),
        empty=mark("Keine laufende Finanzierung. Sie werden im Arbeitsbereich am Projekt eingetragen."),
        columns=(
            Column("project", mark("Projekt")),
            Column("quarters", mark("Quartiere"), "quarters"),
            Column("source", mark("Geldgeber")),
            Column("euros", mark("Euro"), "number"),
            Column("ends_on", mark("Endet am"), "day"),
            Column("days", mark("Tage"), "number"),
            Column("offers", mark("Angebote"), "number"),
        ),
        read=projects.read_fundings,
    ),
    "projekte": OfficeList(
        title=mark("Projekte"),
        purpose=mark("Das ganze Portfolio: wo es läuft, wohin es übertragen wurde und bis wann es bezahlt ist."),
        empty=mark("Noch kein Projekt."),
        columns=(
            Column("project", mark("Projekt")),
            Column("kind", mark("Art"), "word"),
            Column("state", mark("Stand"), "word"),
            Column("quarters", mark("Quartiere"), "quarters"),
            Column("sites", mark("Orte"), "number"),
            Column("transfers", mark("Übertragungen"), "number"),
            Column("offers", mark("Angebote"), "number"),
            Column("ends_on", mark("Endet am"), "day"),
            Column("funded_until", mark("Bezahlt bis"), "day"),
            Column("days", mark("Tage"), "number"),
        ),
        read=projects.read_projects,
    ),
    "meilensteine": OfficeList(
        title=mark("Qualitätstore"),
        purpose=mark("Alle Tore der laufenden Pläne: was offen ist, was fällig ist, was sich verspätet."),
        empty=mark("Noch kein Plan. Die Koordination legt ihn aus der Vorlage an."),
        columns=(
            HERE,
            Column("gate", mark("Tor")),
            Column("planned_end", mark("Geplant bis"), "day"),
            Column("opened_on", mark("Geöffnet am"), "day"),
            Column("state", mark("Stand"), "word"),
            Column("days", mark("Tage Verzug"), "number"),
        ),
        read=gates.read_gates,
    ),
    "frische": OfficeList(
        title=mark("Wie frisch die Angebote sind"),
        purpose=mark("Wie viele Angebote rechtzeitig bestätigt wurden; das Quartier mit dem kleinsten Anteil zuerst."),
        empty=mark("Noch nichts gezählt. Der Katalog zählt jede Nacht."),
        columns=(
            HERE,
            Column("published", mark("Angebote"), "number"),
            Column("fresh", mark("Bestätigt"), "number"),
            Column("share", mark("Anteil in %"), "number"),
            Column("overdue", mark("Überfällig"), "number"),
            Column("asked", mark("Vergeblich gefragt"), "number"),
            Column("oldest", mark("Älteste Frage"), "day"),
        ),
        read=catalogue.read_network_freshness,
    ),
    "doppelt": OfficeList(
        title=mark("Doppelstrukturen"),
        purpose=mark("Zwei Angebote für denselben Bedarf: zusammenlegen, vereinbaren oder so lassen."),
        empty=mark("Der Vergleich hat keine Doppelstruktur gefunden."),
        columns=(
            HERE,
            Column("one", mark("Angebot")),
            Column("other", mark("Und")),
            Column("verdict", mark("Urteil"), "word"),
            Column("proposal", mark("Vorschlag"), "word"),
            Column("state", mark("Entschieden"), "word"),
        ),
        read=catalogue.read_double_structures,
    ),
    "suchen": OfficeList(
        title=mark("Vergeblich gesucht"),
        purpose=mark(
            "Wonach Familien suchten, ohne etwas zu finden. Gezählt wird ab fünf, gerundet, ohne eine Spur davon, wer suchte."
        ),
        empty=mark("Noch nichts wurde fünfmal vergeblich gesucht."),
        columns=(HERE, Column("words", mark("Gesucht")), Column("at_least", mark("Mindestens"), "number")),
        read=catalogue.read_missed_searches,
    ),
    "reichweite": OfficeList(
        title=mark("Benachrichtigungen und Reichweite"),
        purpose=mark("Wie viele Menschen von neuen Angeboten erfuhren. Zahlen unter fünf werden nie genannt."),
        empty=mark("Noch wurde niemand benachrichtigt."),
        columns=(
            HERE,
            Column("announced", mark("Gemeldete Angebote"), "number"),
            Column("recipients", mark("Empfängerinnen und Empfänger"), "number"),
            Column("few", mark("Davon an weniger als fünf"), "number"),
        ),
        read=catalogue.read_reach,
    ),
}
