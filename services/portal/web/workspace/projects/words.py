"""Words for what the registry calls projects by keys, and small texts a form needs."""

from typing import Final

KINDS: Final = (
    ("kinderstube", "Kinderstube"),
    ("sprachschule", "Sprachschule"),
    ("lernstube", "Lernstube"),
    ("reading", "Lesen"),
    ("health", "Gesundheit"),
    ("parents", "Eltern"),
    ("surroundings", "Umfeld: Spielplatz, Schulweg, Wohnen"),
    ("other", "anderes"),
)
STATES: Final = {
    "idea": ("Idee", "info"),
    "planned": ("geplant", "info"),
    "running": ("in Arbeit", "success"),
    "ended": ("beendet", "info"),
    "made_permanent": ("verstetigt", "success"),
}
"""Name and kind of badge."""
NEXT_STEPS: Final = {
    "idea": (("planned", "Ist jetzt geplant"),),
    "planned": (("running", "Hat begonnen"),),
    "running": (("ended", "Ist beendet"), ("made_permanent", "Ist verstetigt")),
}
SITE_STATES: Final = {"planned": "geplant", "running": "in Betrieb", "closed": "geschlossen"}
TRANSFER_STATES: Final = {"interested": "interessiert", "preparing": "in Vorbereitung", "running": "läuft", "ended": "beendet"}  # fmt: skip

AMOUNT: Final = r"^\d{1,3}(\.?\d{3}){0,3}(,\d{1,2})?$"


def cents_of(amount: str) -> int:
    """Return an amount as it is typed in cents."""
    euros, _, rest = amount.replace(".", "").partition(",")
    return int(euros) * 100 + int(rest.ljust(2, "0"))


def amount_of(cents: int | None) -> str:
    """Return an amount as it is typed."""
    return "" if cents is None else f"{cents / 100:.2f}".replace(".", ",")
