"""What keys of the office's lists are called on its pages and in its files."""

from collections.abc import Mapping
from gettext import NullTranslations
from typing import Any, Final

from services.dashboard.domain.listing import Column, Row
from services.dashboard.web.words import theme_word
from shared.web.problems import mark

EVERYWHERE: Final = mark("alle Quartiere")
# A pregnancy is nine months before birth.
BEGINNING: Final = -9
WORDS: Final = {
    "hole": mark("Lücke"),
    "only_one": mark("nur ein Angebot"),
    "funding_ends": mark("Geld läuft aus"),
    "proposed": mark("vorgeschlagen"),
    "signed": mark("unterschrieben"),
    "in_force": mark("in Kraft"),
    "due_for_review": mark("Überprüfung steht an"),
    "evaluated": mark("bewertet"),
    "ended": mark("beendet"),
    "overdue": mark("überfällig"),
    "review": mark("Überprüfung"),
    "obligation": mark("Pflicht"),
    "owes": mark("ist am Zug"),
    "involved": mark("ist beteiligt"),
    "other": mark("anderes"),
    "idea": mark("Idee"),
    "planned": mark("geplant"),
    "running": mark("läuft"),
    "made_permanent": mark("verstetigt"),
    "kinderstube": mark("Kinderstube"),
    "sprachschule": mark("Sprachschule"),
    "lernstube": mark("Spiel- und Lernstube"),
    "reading": mark("Lesen"),
    "health": mark("Gesundheit"),
    "parents": mark("Eltern"),
    "surroundings": mark("Wohnumfeld"),
    "open": mark("offen"),
    "gate_overdue": mark("überfällig"),
    "gate_due": mark("in 14 Tagen fällig"),
    "ahead": mark("liegt vor uns"),
    "to_merge": mark("wird zusammengelegt"),
    "to_agree": mark("Vereinbarung folgt"),
    "fine": mark("bleibt so"),
    "gone": mark("erledigt"),
    "same_offer": mark("dasselbe Angebot"),
    "same_need": mark("derselbe Bedarf"),
    "complementary": mark("ergänzt sich"),
    "merge": mark("zusammenlegen"),
    "agreement": mark("Vereinbarung treffen"),
    "nothing": mark("nichts zu tun"),
}
FACTORS: Final = {
    "verantwortungsgemeinschaft": mark("Verantwortungsgemeinschaft"),
    "leitbilder_und_ziele": mark("Leitbilder und Ziele"),
    "ganzheitliche_sicht": mark("Ganzheitliche Sicht"),
    "sozialraumanalysen": mark("Sozialraumanalysen"),
    "einbettung": mark("Einbettung in Politik und Verwaltung"),
    "personal": mark("Qualifiziertes Personal"),
    "ankerstandorte": mark("Ankerstandorte und vernetzte Dienste"),
    "augenhoehe": mark("Zusammenarbeit auf Augenhöhe"),
    "steuerungseinheit": mark("Zentrale Steuerungseinheit"),
    "nachhaltigkeit": mark("Nachhaltigkeit und Vertrauen"),
}
GERMAN: Final = NullTranslations()
WARNING: Final = frozenset({"hole", "overdue", "gate_overdue", "funding_ends"})


def said(column: Column, row: Row, networks: Mapping[str, str], texts: NullTranslations = GERMAN) -> Any:
    """Return a cell's value as people and files read it; days and numbers stay what they are."""
    value = row.get(column.key)
    match column.kind:
        case "quarter":
            return networks.get(value, value) if value is not None else texts.gettext(EVERYWHERE)
        case "quarters":
            return ", ".join(networks.get(network, network) for network in value or ()) or None
        case "word":
            return texts.gettext(str(WORDS.get(value, value))) if value is not None else None
        case "theme":
            return texts.gettext(theme_word(value)) if value is not None else None
        case "age":
            return age_word(value, texts)
        case _:
            return value


def age_word(months: int | None, texts: NullTranslations = GERMAN) -> str | None:
    """Months before birth as such, whole years as years, else months."""
    if months is None:
        return None
    if months <= BEGINNING:
        return texts.gettext("Beginn der Schwangerschaft")
    if months < 0:
        left = -months
        return texts.ngettext("%(num)d Monat vor der Geburt", "%(num)d Monate vor der Geburt", left) % {"num": left}
    if months == 0:
        return texts.gettext("Geburt")
    if months % 12 == 0:
        years = months // 12
        return texts.ngettext("%(num)d Jahr", "%(num)d Jahre", years) % {"num": years}
    return texts.ngettext("%(num)d Monat", "%(num)d Monate", months) % {"num": months}
