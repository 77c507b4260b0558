"""What partners call the same kind of offer, and how they describe it, by the reference data's kinds: written from memory of
programme leaflets, not from the comparison's own vocabulary.
"""

TITLES: dict[str, tuple[str, ...]] = {
    "willkommensbesuch": (
        "Willkommensbesuch für Neugeborene",
        "Babybegrüßung zu Hause",
        "Besuchsdienst für junge Familien",
    ),
    "hebammen_hotline": ("Hebammentelefon", "Telefonsprechstunde der Hebamme", "Hebammen-Hotline"),
    "familienhebamme": ("Familienhebamme", "Hebammenbegleitung im ersten Jahr", "Familienhebammen-Dienst"),
    "werdende_eltern": ("Info-Treff für Schwangere", "Werdende Eltern", "Schwanger in Dortmund – was nun?"),
    "baby_eltern_treff": (
        "Krabbelgruppe",
        "Baby-Treff",
        "Eltern-Baby-Gruppe",
        "Krabbelkäfer",
        "Treff für Eltern mit Babys",
    ),
    "elterncafe": ("Elterncafé", "Eltern-Frühstück", "Café für Mütter und Väter", "Familiencafé", "Müttercafé"),
    "elternseminar": ("Elternseminar", "Elternkurs Erziehung", "Themenabend für Eltern", "Elternschule"),
    "sprachfoerderung": ("Sprachförderung in Kleingruppen", "Sprachspielgruppe", "Deutsch lernen mit Spaß für Kinder"),
    "mama_lernt_deutsch": ("Mama lernt Deutsch", "Deutschkurs für Mütter", "Deutsch für Eltern mit Kinderbetreuung"),
    "lesekampagne": ("Vorlesestunde", "Vorlesezeit", "Geschichten hören und erzählen: Vorlesen", "Bilderbuchkino"),
    "ogs": ("Offener Ganztag", "OGS", "Ganztagsbetreuung der Grundschule"),
    "essen_und_lernen": (
        "Essen und Lernen",
        "Hausaufgabenbetreuung mit Mittagstisch",
        "Mittagessen und Hausaufgabenhilfe",
    ),
    "eltern_kind_sport": (
        "Eltern-Kind-Turnen",
        "Mutter-Kind-Turnen",
        "Eltern-Kind-Sport",
        "Bewegungsspiele für Eltern und Kind",
    ),
    "griffbereit": ("Griffbereit", "Griffbereit-Gruppe", "Elternbegleitung Griffbereit"),
    "rucksack_kita": ("Rucksack", "Rucksack-Gruppe", "Rucksack Kita"),
    "sprachschule": ("Sprachschule vor der Einschulung", "Vorschulische Sprachschule", "Sprachkurs vor dem Schulstart"),
    "spielcontainer": ("Spielcontainer", "Offener Spielenachmittag", "Spielmobil auf dem Spielplatz"),
    "familienbildung_kurs": ("Musikgarten", "Musikalische Früherziehung", "Singen und Klatschen für Kleine"),
    "kinderstube": ("Kinderstube", "Kindertagespflege Kinderstube", "Tagespflege in der Kinderstube"),
    "vorschulisches_brueckenangebot": ("Vorschulgruppe", "Vorschulkinder-Treff", "Fit für die Schule"),
    "familienbuero_beratung": ("Sprechstunde des Familienbüros", "Beratung im Familienbüro", "Familienbüro vor Ort"),
    "windelcafe": ("Windelcafé", "Windel-Treff", "Babycafé"),
    "sprachmittlung": ("Sprachmittlung", "Dolmetschen für Familien", "Sprachmittler-Dienst"),
    "familiengrundschulzentrum": ("Beratung im Familiengrundschulzentrum", "Sprechstunde am Familiengrundschulzentrum"),
}
DESCRIPTIONS: dict[str, tuple[str, ...]] = {
    "baby_eltern_treff": (
        "Wir singen, spielen und tauschen uns aus. Die Kleinen entdecken einander auf der Matte.",
        "Offene Runde für Mütter und Väter mit ihren Jüngsten, ohne Anmeldung.",
    ),
    "elterncafe": (
        "Bei Kaffee und Tee kommen Familien ins Gespräch, einmal im Monat gibt es ein Thema.",
        "Kommen Sie vorbei! Kleine Geschwister sind willkommen.",
    ),
    "ogs": ("Betreuung nach Schulschluss mit Mittagessen und Lernzeit.", "Für angemeldete Kinder der Schule."),
    "lesekampagne": ("Lesepatinnen lesen aus Bilderbüchern vor.", "Zuhören, Mitraten, Weitererzählen."),
    "eltern_kind_sport": ("Klettern, Rollen, Balancieren in der Turnhalle.", "Bitte Turnschläppchen mitbringen."),
}
ORGANISATIONS = (
    "AWO Unterbezirk Dortmund",
    "Caritasverband Dortmund e. V.",
    "Diakonisches Werk Dortmund",
    "FABIDO",
    "Familien-Projekt der Stadt Dortmund",
    "Stadtteil-Schule Dortmund e. V.",
    "Planerladen e. V.",
    "GrünBau gGmbH",
    "Ev. Bildungswerk",
    "VHS Dortmund",
    "Kinderschutzbund Dortmund",
    "Grundschule Kleine Kielstraße",
    "Stadt- und Landesbibliothek",
    "TSC Eintracht Dortmund",
    "Mütterzentrum Dortmund e. V.",
    "SKF Hörde",
)
HOUSES = (
    ("Familienzentrum Haus der Generationen", "Missundestraße 12"),
    ("Grundschule Kleine Kielstraße", "Kielstraße 20"),
    ("AWO-Familienzentrum Burgholzstraße", "Burgholzstraße 150"),
    ("Kita Bornstraße", "Bornstraße 83"),
    ("Bürgerhaus Pulsschlag", "Vinckestraße 8"),
    ("Dietrich-Keuning-Haus", "Leopoldstraße 50"),
    ("Gemeindehaus St. Antonius", "Holsteiner Straße 1"),
    ("Bibliothek Hörde", "Hermannstraße 33"),
    ("Jugendfreizeitstätte Eving", "Württemberger Straße 4"),
    ("Stadtteiltreff Westerfilde", "Speckestraße 15"),
)
