"""Words for what the registry calls by keys, as people in the quarters say them."""

from typing import Final

from shared.web.problems import mark

Options = tuple[tuple[str, str], ...]

PARTNER_KINDS: Final[Options] = (
    ("institution", mark("Einrichtung")),
    ("association", mark("Verein oder Verband")),
    ("authority", mark("Amt oder Behörde")),
    ("company", mark("Unternehmen")),
)
ROLES: Final[Options] = (
    ("partner", mark("trägt für eine Organisation ein")),
    ("coordinator", mark("koordiniert ein Quartier")),
    ("office", mark("gehört zur Präventionsfachstelle")),
    ("service", mark("ist ein Dienst der Plattform")),
)
NETWORK_STATUSES: Final = {
    "planned": mark("geplant"),
    "in_set_up": mark("im Aufbau"),
    "active": mark("aktiv"),
    "restarted": mark("neu gestartet"),
    "dormant": mark("ruhend"),
}
LEFT_REASONS: Final[Options] = (
    ("own_wish", mark("auf eigenen Wunsch")),
    ("closed", mark("Einrichtung geschlossen")),
    ("moved", mark("weggezogen")),
    ("funding_ended", mark("Förderung ausgelaufen")),
    ("merged", mark("zusammengelegt")),
    ("other", mark("anderer Grund")),
)
AGREEMENT_STATES: Final = {
    "proposed": (mark("vorgeschlagen"), "warning"),
    "signed": (mark("unterschrieben"), "info"),
    "in_force": (mark("in Kraft"), "success"),
    "due_for_review": (mark("zu überprüfen"), "warning"),
    "evaluated": (mark("ausgewertet"), "info"),
    "ended": (mark("beendet"), "info"),
}
"""Name and kind of badge."""
PROPOSALS: Final = {"merge": mark("zusammenlegen"), "agreement": mark("abstimmen"), "nothing": mark("so lassen")}
VERDICTS: Final = {
    "same_offer": mark("vielleicht dasselbe Angebot"),
    "same_need": mark("derselbe Bedarf"),
    "complementary": mark("ergänzen sich"),
}
MORE_PARTNER_TYPES: Final[Options] = (
    ("kita", mark("Kita")),
    ("familienzentrum", mark("Familienzentrum")),
    ("verein", mark("Verein")),
    ("bibliothek", mark("Bibliothek")),
    ("kirchengemeinde", mark("Religionsgemeinschaft")),
    ("unternehmen", mark("Unternehmen")),
    ("sonstige", mark("andere")),
)
"""Types beside those of § 3 (2) KKG."""


def name_of(options: Options, key: str) -> str:
    """Return the word for a key, the key where there is none."""
    return dict(options).get(key, key.replace("_", " "))
