"""What keys of the office's lists are called on its German pages and in its files."""

from collections.abc import Mapping
from typing import Any, Final

from services.dashboard.domain.listing import Column, Row
from services.dashboard.web.words import theme_word

EVERYWHERE: Final = "alle Quartiere"
# A pregnancy is nine months before birth.
BEGINNING: Final = -9
WORDS: Final = {
    "hole": "Lücke",
    "only_one": "nur ein Angebot",
    "funding_ends": "Geld läuft aus",
    "proposed": "vorgeschlagen",
    "signed": "unterschrieben",
    "in_force": "in Kraft",
    "due_for_review": "Überprüfung steht an",
    "evaluated": "bewertet",
    "ended": "beendet",
    "overdue": "überfällig",
    "review": "Überprüfung",
    "obligation": "Pflicht",
    "owes": "ist am Zug",
    "involved": "ist beteiligt",
    "other": "anderes",
    "idea": "Idee",
    "planned": "geplant",
    "running": "läuft",
    "made_permanent": "verstetigt",
    "kinderstube": "Kinderstube",
    "sprachschule": "Sprachschule",
    "lernstube": "Spiel- und Lernstube",
    "reading": "Lesen",
    "health": "Gesundheit",
    "parents": "Eltern",
    "surroundings": "Wohnumfeld",
    "open": "offen",
    "gate_overdue": "überfällig",
    "gate_due": "in 14 Tagen fällig",
    "ahead": "liegt vor uns",
    "to_merge": "wird zusammengelegt",
    "to_agree": "Vereinbarung folgt",
    "fine": "bleibt so",
    "gone": "erledigt",
    "same_offer": "dasselbe Angebot",
    "same_need": "derselbe Bedarf",
    "complementary": "ergänzt sich",
    "merge": "zusammenlegen",
    "agreement": "Vereinbarung treffen",
    "nothing": "nichts zu tun",
}
FACTORS: Final = {
    "verantwortungsgemeinschaft": "Verantwortungsgemeinschaft",
    "leitbilder_und_ziele": "Leitbilder und Ziele",
    "ganzheitliche_sicht": "Ganzheitliche Sicht",
    "sozialraumanalysen": "Sozialraumanalysen",
    "einbettung": "Einbettung in Politik und Verwaltung",
    "personal": "Qualifiziertes Personal",
    "ankerstandorte": "Ankerstandorte und vernetzte Dienste",
    "augenhoehe": "Zusammenarbeit auf Augenhöhe",
    "steuerungseinheit": "Zentrale Steuerungseinheit",
    "nachhaltigkeit": "Nachhaltigkeit und Vertrauen",
}
WARNING: Final = frozenset({"hole", "overdue", "gate_overdue", "funding_ends"})


def said(column: Column, row: Row, networks: Mapping[str, str]) -> Any:
    """Return a cell's value as people and files read it; days and numbers stay what they are."""
    value = row.get(column.key)
    match column.kind:
        case "quarter":
            return networks.get(value, value) if value is not None else EVERYWHERE
        case "quarters":
            return ", ".join(networks.get(network, network) for network in value or ()) or None
        case "word":
            return WORDS.get(value, value) if value is not None else None
        case "theme":
            return theme_word(value) if value is not None else None
        case "age":
            return age_word(value)
        case _:
            return value


def age_word(months: int | None) -> str | None:
    """Months before birth as such, whole years as years, else months."""
    if months is None:
        return None
    if months <= BEGINNING:
        return "Beginn der Schwangerschaft"
    if months < 0:
        return f"{-months} Monate vor der Geburt"
    if months == 0:
        return "Geburt"
    if months % 12 == 0:
        return f"{months // 12} Jahr" + ("e" if months > 12 else "")
    return f"{months} Monat" + ("e" if months > 1 else "")
