"""Which lists the office has: what each is called, what it is for, its columns, and who reads its rows."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.listing import Column, Row
from services.dashboard.storage.lists import agreements, catalogue, chains, gates, projects

Read = Callable[..., Awaitable[list[Row]]]
HERE: Final = Column("quarter", "Quartier", "quarter")


@dataclass(frozen=True, kw_only=True)
class OfficeList:
    """One list. `empty` tells what will stand here and why nothing does."""

    title: str
    purpose: str
    empty: str
    columns: tuple[Column, ...]
    read: Read

    async def rows(self, connection: AsyncConnection, *, today: date) -> list[Row]:
        """Return all its rows, in the order that matters most."""
        return await self.read(connection, today=today)


LISTS: Final[Mapping[str, OfficeList]] = {
    "luecken": OfficeList(
        title="Lücken und dünne Stellen",
        purpose="Wo Familien in keinem Angebot ankommen, Monat für Monat, Thema für Thema. Lücken stehen vor dünnen Stellen, und solche "
        "mit vielen Kindern vor solchen mit wenigen.",
        empty="Keine Präventionskette hat eine Lücke, oder noch keine wurde berechnet.",
        columns=(
            HERE,
            Column("theme", "Thema", "theme"),
            Column("kind", "Was", "word"),
            Column("from_months", "Von", "age"),
            Column("to_months", "Bis", "age"),
            Column("months", "Monate", "number"),
            Column("children", "Kinder", "number"),
            Column("until", "Geld bis", "day"),
        ),
        read=chains.read_weak_spots,
    ),
    "bedarf": OfficeList(
        title="Bedarf und Angebot",
        purpose="Was Familien vermissen, neben dem, was es gibt. Wünsche werden erst ab fünf gezählt.",
        empty="Es gibt noch keine Wünsche und keine berechnete Präventionskette.",
        columns=(
            HERE,
            Column("theme", "Thema", "theme"),
            Column("wishes", "Wünsche (mindestens)", "number"),
            Column("offers", "Angebote", "number"),
            Column("hole_months", "Monate ohne Angebot", "number"),
            Column("thin_months", "Dünne Monate", "number"),
            Column("unsecured", "Offene Übergänge", "number"),
        ),
        read=chains.read_needs,
    ),
    "vereinbarungen": OfficeList(
        title="Vereinbarungen",
        purpose="Wer mit wem was vereinbart hat, welchen Übergang es sichert und was davon fällig ist.",
        empty="Noch keine Vereinbarung. Sie entstehen im Arbeitsbereich der Partner und Koordinationen.",
        columns=(
            HERE,
            Column("title", "Vereinbarung"),
            Column("parties", "Beteiligte"),
            Column("transition", "Übergang"),
            Column("state", "Stand", "word"),
            Column("urgency", "Fällig", "word"),
            Column("overdue", "Überfällige Pflichten", "number"),
            Column("open", "Offene Pflichten", "number"),
            Column("review_on", "Überprüfung", "day"),
            Column("valid_to", "Gilt bis", "day"),
        ),
        read=agreements.read_agreements,
    ),
    "fristen": OfficeList(
        title="Fristen aus Vereinbarungen",
        purpose="Woran erinnert wurde: jede Frist steht bei beiden Beteiligten, mit den Tagen, die noch bleiben.",
        empty="Im letzten Jahr wurde an keine Frist erinnert.",
        columns=(
            HERE,
            Column("due_on", "Fällig am", "day"),
            Column("days", "Tage", "number"),
            Column("what", "Was", "word"),
            Column("title", "Vereinbarung"),
            Column("partner", "Partner"),
            Column("role", "Rolle", "word"),
        ),
        read=agreements.read_deadlines,
    ),
    "finanzierungen": OfficeList(
        title="Finanzierungen",
        purpose="Was als Nächstes ausläuft. Ein Tipp auf das Projekt zeigt, welche Lücken entstünden.",
        empty="Keine laufende Finanzierung. Sie werden im Arbeitsbereich am Projekt eingetragen.",
        columns=(
            Column("project", "Projekt"),
            Column("quarters", "Quartiere", "quarters"),
            Column("source", "Geldgeber"),
            Column("euros", "Euro", "number"),
            Column("ends_on", "Endet am", "day"),
            Column("days", "Tage", "number"),
            Column("offers", "Angebote", "number"),
        ),
        read=projects.read_fundings,
    ),
    "projekte": OfficeList(
        title="Projekte",
        purpose="Das ganze Portfolio: wo es läuft, wohin es übertragen wurde und bis wann es bezahlt ist.",
        empty="Noch kein Projekt.",
        columns=(
            Column("project", "Projekt"),
            Column("kind", "Art", "word"),
            Column("state", "Stand", "word"),
            Column("quarters", "Quartiere", "quarters"),
            Column("sites", "Orte", "number"),
            Column("transfers", "Übertragungen", "number"),
            Column("offers", "Angebote", "number"),
            Column("ends_on", "Endet am", "day"),
            Column("funded_until", "Bezahlt bis", "day"),
            Column("days", "Tage", "number"),
        ),
        read=projects.read_projects,
    ),
    "meilensteine": OfficeList(
        title="Qualitätstore",
        purpose="Alle Tore der laufenden Pläne: was offen ist, was fällig ist, was sich verspätet.",
        empty="Noch kein Plan. Die Koordination legt ihn aus der Vorlage an.",
        columns=(
            HERE,
            Column("gate", "Tor"),
            Column("planned_end", "Geplant bis", "day"),
            Column("opened_on", "Geöffnet am", "day"),
            Column("state", "Stand", "word"),
            Column("days", "Tage Verzug", "number"),
        ),
        read=gates.read_gates,
    ),
    "frische": OfficeList(
        title="Wie frisch die Angebote sind",
        purpose="Wie viele Angebote rechtzeitig bestätigt wurden; das Quartier mit dem kleinsten Anteil zuerst.",
        empty="Noch nichts gezählt. Der Katalog zählt jede Nacht.",
        columns=(
            HERE,
            Column("published", "Angebote", "number"),
            Column("fresh", "Bestätigt", "number"),
            Column("share", "Anteil in %", "number"),
            Column("overdue", "Überfällig", "number"),
            Column("asked", "Vergeblich gefragt", "number"),
            Column("oldest", "Älteste Frage", "day"),
        ),
        read=catalogue.read_network_freshness,
    ),
    "doppelt": OfficeList(
        title="Doppelstrukturen",
        purpose="Zwei Angebote für denselben Bedarf: zusammenlegen, vereinbaren oder so lassen.",
        empty="Der Vergleich hat keine Doppelstruktur gefunden.",
        columns=(
            HERE,
            Column("one", "Angebot"),
            Column("other", "Und"),
            Column("verdict", "Urteil", "word"),
            Column("proposal", "Vorschlag", "word"),
            Column("state", "Entschieden", "word"),
        ),
        read=catalogue.read_double_structures,
    ),
    "suchen": OfficeList(
        title="Vergeblich gesucht",
        purpose="Wonach Familien suchten, ohne etwas zu finden. Gezählt wird ab fünf, gerundet, ohne eine Spur davon, wer suchte.",
        empty="Noch nichts wurde fünfmal vergeblich gesucht.",
        columns=(HERE, Column("words", "Gesucht"), Column("at_least", "Mindestens", "number")),
        read=catalogue.read_missed_searches,
    ),
    "reichweite": OfficeList(
        title="Benachrichtigungen und Reichweite",
        purpose="Wie viele Menschen von neuen Angeboten erfuhren. Zahlen unter fünf werden nie genannt.",
        empty="Noch wurde niemand benachrichtigt.",
        columns=(
            HERE,
            Column("announced", "Gemeldete Angebote", "number"),
            Column("recipients", "Empfängerinnen und Empfänger", "number"),
            Column("few", "Davon an weniger als fünf", "number"),
        ),
        read=catalogue.read_reach,
    ),
}
