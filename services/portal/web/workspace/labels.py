"""Words for what the registry calls by keys, as people in the quarters say them."""

from typing import Final

Options = tuple[tuple[str, str], ...]

PARTNER_KINDS: Final[Options] = (
    ("institution", "Einrichtung"),
    ("association", "Verein oder Verband"),
    ("authority", "Amt oder Behörde"),
    ("company", "Unternehmen"),
)
ROLES: Final[Options] = (
    ("partner", "trägt für eine Organisation ein"),
    ("coordinator", "koordiniert ein Quartier"),
    ("office", "gehört zur Präventionsfachstelle"),
    ("service", "ist ein Dienst der Plattform"),
)
NETWORK_STATUSES: Final = {
    "planned": "geplant",
    "in_set_up": "im Aufbau",
    "active": "aktiv",
    "restarted": "neu gestartet",
    "dormant": "ruhend",
}
LEFT_REASONS: Final[Options] = (
    ("own_wish", "auf eigenen Wunsch"),
    ("closed", "Einrichtung geschlossen"),
    ("moved", "weggezogen"),
    ("funding_ended", "Förderung ausgelaufen"),
    ("merged", "zusammengelegt"),
    ("other", "anderer Grund"),
)
AGREEMENT_STATES: Final = {
    "proposed": ("vorgeschlagen", "warning"),
    "signed": ("unterschrieben", "info"),
    "in_force": ("in Kraft", "success"),
    "due_for_review": ("zu überprüfen", "warning"),
    "evaluated": ("ausgewertet", "info"),
    "ended": ("beendet", "info"),
}
"""Name and kind of badge."""
PROPOSALS: Final = {"merge": "zusammenlegen", "agreement": "abstimmen", "nothing": "so lassen"}
VERDICTS: Final = {
    "same_offer": "vielleicht dasselbe Angebot",
    "same_need": "derselbe Bedarf",
    "complementary": "ergänzen sich",
}
MORE_PARTNER_TYPES: Final[Options] = (
    ("kita", "Kita"),
    ("familienzentrum", "Familienzentrum"),
    ("verein", "Verein"),
    ("bibliothek", "Bibliothek"),
    ("kirchengemeinde", "Religionsgemeinschaft"),
    ("unternehmen", "Unternehmen"),
    ("sonstige", "andere"),
)
"""Types beside those of § 3 (2) KKG."""


def name_of(options: Options, key: str) -> str:
    """Return the word for a key, the key where there is none."""
    return dict(options).get(key, key.replace("_", " "))
