"""German words for what offers hold as keys; a key without a word of its own is shown as it is."""

from collections.abc import Mapping
from typing import Final

THEMES: Final[Mapping[str, str]] = {
    "sprachbildung": "Sprachbildung",
    "gesundheit": "Gesundheit",
    "bildung": "Bildung",
    "betreuung": "Betreuung",
    "spiel_sport_bewegung": "Spiel, Sport und Bewegung",
    "versorgung_armut": "Versorgung und Armut",
    "familie_leben": "Familie und Leben",
    "wohnumfeld": "Wohnumfeld und Beteiligung",
    "uebergaenge": "Übergänge",
    "rund_um_die_geburt": "Rund um die Geburt",
    "beratung": "Beratung",
    "elternbildung": "Elternbildung",
    "begegnung": "Begegnung",
    "lesen": "Lesen und Vorlesen",
}
ACCESSIBILITY: Final[Mapping[str, str]] = {
    "step_free": "stufenlos",
    "lift": "Aufzug",
    "accessible_toilet": "barrierefreie Toilette",
    "accessible_parking": "Behindertenparkplatz",
    "induction_loop": "Höranlage",
    "tactile_guidance": "Leitsystem zum Tasten",
    "sign_language": "Gebärdensprache",
    "plain_language": "Leichte Sprache",
    "pram_parking": "Platz für Kinderwagen",
    "changing_table": "Wickeltisch",
    "quiet_room": "Ruheraum",
}
LANGUAGES: Final[Mapping[str, str]] = {
    "de": "Deutsch",
    "de-x-leicht": "Leichte Sprache",
    "tr": "Türkisch",
    "ar": "Arabisch",
    "bg": "Bulgarisch",
    "ro": "Rumänisch",
    "pl": "Polnisch",
    "uk": "Ukrainisch",
    "ru": "Russisch",
    "en": "Englisch",
    "es": "Spanisch",
    "fr": "Französisch",
    "kmr": "Kurdisch (Kurmandschi)",
    "mk": "Mazedonisch",
    "rom": "Romani",
    "fa": "Persisch",
    "el": "Griechisch",
    "it": "Italienisch",
    "ta": "Tamil",
}
PARTNER_KINDS: Final[Mapping[str, str]] = {
    "institution": "Einrichtung",
    "company": "Unternehmen",
    "association": "Verein",
    "authority": "Behörde",
}
NO_WORDS: Final[Mapping[str, str]] = {}


def readable(key: str, words: Mapping[str, str] = NO_WORDS) -> str:
    """Return the word for a key, or the key itself in a readable form."""
    return words.get(key) or key.replace("_", " ").replace("-", " ").capitalize()


def ages_in_words(least: int | None, most: int | None) -> str:
    """Return for which ages something is, in German."""
    if least is None and most is None:
        return "für Kinder jeden Alters"
    if most is not None and most <= 0:
        return "in der Schwangerschaft"
    if least is not None and least < 0:
        return f"von der Schwangerschaft bis {_age(most)}" if most is not None else "ab der Schwangerschaft"
    if most is None:
        return f"ab {_age(least or 0)}"
    return f"von {_age(least)} bis unter {_age(most)}" if least else f"bis unter {_age(most)}"


def _age(months: int | None) -> str:
    years, rest = divmod(months or 0, 12)
    if rest or not years:
        return f"{months} Monaten" if months != 1 else "1 Monat"
    return f"{years} Jahren" if years != 1 else "1 Jahr"


def cost_in_words(cost: Mapping[str, object] | None) -> str | None:
    """Return what taking part costs, in German; None is unknown."""
    if cost is None:
        return None
    match cost["kind"]:
        case "free":
            price = "kostenlos"
        case "amount":
            price = _euros(cost["from_cents"])
        case "range":
            price = f"{_euros(cost['from_cents'])} bis {_euros(cost['to_cents'])}"
        case _:
            price = ""
    return ", ".join(part for part in (price, str(cost.get("explanation") or "")) if part)


def _euros(cents: object) -> str:
    assert isinstance(cents, int)
    return f"{cents // 100},{cents % 100:02d} Euro"
