"""The tables and their columns: the one list that reading, the template and the documentation share."""

import re
from dataclasses import dataclass

FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def folded(heading: str) -> str:
    """Return a heading as it counts for sameness: only its letters and digits, small, without umlauts."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold().translate(FOLDED))


@dataclass(frozen=True)
class Column:
    """A column: its field, its heading, other headings that mean the same, and what belongs into it."""

    field: str
    heading: str
    meaning: str
    example: str
    required: bool = False
    aliases: tuple[str, ...] = ()

    def is_headed(self, heading: str) -> bool:
        """Tell whether a heading means this column."""
        return folded(heading) in {folded(name) for name in (self.heading, *self.aliases)}


@dataclass(frozen=True)
class Table:
    """A table of the spreadsheet by the name of its sheet."""

    name: str
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column:
        """Return the column of a field."""
        return next(column for column in self.columns if column.field == field)

    def column_headed(self, heading: str) -> Column | None:
        """Return the column that a heading means, if any."""
        return next((column for column in self.columns if column.is_headed(heading)), None)


IDENTITY = Column(
    "identity",
    "Kennung",
    "nur für Einträge, die es schon gibt und die umbenannt werden: ihre Kennung",
    "",
    aliases=("ID", "UUID"),
)

QUARTER = Table(
    "Quartier",
    (
        Column(
            "key", "Kennung", "kurz und für immer: kleine Buchstaben, Ziffern und Bindestriche", "musterviertel", True
        ),
        Column("label", "Name", "Name des Netzwerks", "Netzwerk INFamilie Musterviertel", True),
        Column(
            "short_label",
            "Kurzname",
            "Name des Quartiers, wie er auf Seiten und in Tabellen steht",
            "Musterviertel",
            True,
        ),
        Column(
            "areas",
            "Aktionsräume",
            "Aktionsräume, mit Semikolon getrennt; was es noch nicht gibt, wird angelegt",
            "Musterviertel",
            True,
            ("Aktionsraum",),
        ),
        Column(
            "district", "Stadtbezirk", "nötig, wenn ein Aktionsraum neu ist", "Innenstadt-Nord", aliases=("Bezirk",)
        ),
        Column("languages", "Sprachen", "Sprachen der Familien, mit Semikolon getrennt", "Deutsch; Türkisch"),
        Column("vision", "Leitbild", "ein bis drei Sätze", "Kein Kind zurücklassen"),
        Column(
            "started_on",
            "Beginn",
            "erster Tag des Aufbaus; der Plan der Implementierung entsteht daraus nach der Vorlage",
            "01.02.2026",
            True,
        ),
    ),
)

PARTNERS = Table(
    "Partner",
    (
        Column(
            "label",
            "Name",
            "Name der Einrichtung oder Organisation",
            "Kita Sonnenblume",
            True,
            ("Partnername", "Bezeichnung"),
        ),
        Column("kind", "Art", "Einrichtung, Unternehmen, Verein oder Behörde", "Einrichtung", True, ("Rechtsart",)),
        Column(
            "partner_type",
            "Partnertyp",
            "ein Typ aus dem Blatt „Listen“",
            "Kita und Familienzentrum",
            True,
            ("Typ", "Partnerart"),
        ),
        Column(
            "parent",
            "Träger",
            "Name des Partners, zu dem er gehört",
            "FABIDO (Eigenbetrieb der Stadt)",
            aliases=("Dachorganisation",),
        ),
        Column("description", "Beschreibung", "ein bis drei Sätze, ohne Namen von Personen", "Kita mit vier Gruppen."),
        Column(
            "website",
            "Internetseite",
            "Adresse, beginnt mit https://",
            "https://www.example.org",
            aliases=("Website", "Webseite", "Homepage"),
        ),
        Column(
            "networks",
            "Netzwerke",
            "Netzwerke, mit Semikolon getrennt",
            "Hörde; Eving",
            aliases=("Netzwerk", "Quartier", "Quartiere"),
        ),
        Column("role", "Rolle", "Aufgabe im Netzwerk; leer heißt „Partner“", "Ankerstandort"),
        IDENTITY,
    ),
)

OFFERS = Table(
    "Angebote",
    (
        Column(
            "title", "Titel", "Titel, wie Familien ihn lesen", "Krabbelgruppe", True, ("Angebot", "Name des Angebots")
        ),
        Column(
            "partner",
            "Partner",
            "Name des Partners, der es anbietet",
            "Kita Sonnenblume",
            True,
            ("Anbieter", "Einrichtung", "Träger"),
        ),
        Column("network", "Netzwerk", "Quartier, in dem es stattfindet", "Hörde", True, ("Quartier",)),
        Column(
            "description", "Beschreibung", "ein bis fünf Sätze in einfacher Sprache", "Singen und Spielen mit Babys."
        ),
        Column(
            "age_from",
            "Alter ab",
            "ab welchem Alter: „6 Monate“, „3 Jahre“ oder „Schwangerschaft“; eine Zahl allein sind Monate; leer heißt ohne Grenze",
            "6 Monate",
            aliases=("Alter ab (Monate)", "Alter von", "Alter von (Monate)", "Mindestalter"),
        ),
        Column(
            "age_to",
            "Alter bis unter",
            "bis unter welches Alter, das genannte gehört nicht mehr dazu; leer heißt ohne Grenze",
            "2 Jahre",
            aliases=("Alter bis unter (Monate)",),
        ),
        Column(
            "age_last",
            "Alter bis einschließlich",
            "anstelle von „Alter bis unter“: der letzte Monat oder das letzte Lebensjahr, das noch dazugehört",
            "",
            aliases=("Alter bis einschließlich (Monate)", "Höchstalter"),
        ),
        Column(
            "themes",
            "Themen",
            "Themen aus dem Blatt „Listen“, mit Semikolon getrennt",
            "Begegnung; Sprachbildung",
            aliases=("Thema",),
        ),
        Column(
            "languages",
            "Sprachen",
            "Sprachen, die gesprochen werden, mit Semikolon getrennt",
            "Deutsch; Türkisch",
            aliases=("Sprache",),
        ),
        Column("place", "Ort", "Name des Ortes", "Kita Sonnenblume, Bewegungsraum", aliases=("Veranstaltungsort",)),
        Column(
            "address",
            "Anschrift",
            "Straße, Hausnummer, Postleitzahl, Stadt",
            "Beispielstraße 1, 44263 Dortmund",
            aliases=("Adresse",),
        ),
        Column(
            "schedule",
            "Zeiten",
            "wann es stattfindet, in Worten",
            "dienstags 9:30 bis 11:00 Uhr",
            aliases=("Zeit", "Wann"),
        ),
        Column(
            "dates",
            "Termine",
            "einzelne Termine mit Semikolon getrennt: Tag, Beginn und Ende",
            "12.03.2027 15:00-16:30; 19.03.2027 15:00-16:30",
            aliases=("Einzeltermine",),
        ),
        Column(
            "cost",
            "Kosten",
            "in Euro oder „kostenlos“; leer heißt unbekannt",
            "kostenlos",
            aliases=("Kosten (Euro)", "Preis", "Gebühr"),
        ),
        Column("bridge", "Brückenangebot", "ja oder nein; leer heißt nein", "nein"),
        Column("publish", "Veröffentlichen", "ja oder nein; leer heißt nein, das Angebot kommt als Entwurf an", "nein"),
        IDENTITY,
    ),
)

TABLES = (QUARTER, PARTNERS, OFFERS)
