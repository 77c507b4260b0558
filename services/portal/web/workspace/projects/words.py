"""Words for what the registry calls projects by keys, and small texts a form needs."""

from typing import Final

from shared.web.problems import mark

KINDS: Final = (
    ("kinderstube", mark("Kinderstube")),
    ("sprachschule", mark("Sprachschule")),
    ("lernstube", mark("Lernstube")),
    ("reading", mark("Lesen")),
    ("health", mark("Gesundheit")),
    ("parents", mark("Eltern")),
    ("surroundings", mark("Umfeld: Spielplatz, Schulweg, Wohnen")),
    ("other", mark("anderes")),
)
STATES: Final = {
    "idea": (mark("Idee"), "info"),
    "planned": (mark("geplant"), "info"),
    "running": (mark("in Arbeit"), "success"),
    "ended": (mark("beendet"), "info"),
    "made_permanent": (mark("verstetigt"), "success"),
}
"""Name and kind of badge."""
NEXT_STEPS: Final = {
    "idea": (("planned", mark("Ist jetzt geplant")),),
    "planned": (("running", mark("Hat begonnen")),),
    "running": (("ended", mark("Ist beendet")), ("made_permanent", mark("Ist verstetigt"))),
}
SITE_STATES: Final = {"planned": mark("geplant"), "running": mark("in Betrieb"), "closed": mark("geschlossen")}
TRANSFER_STATES: Final = {"interested": mark("interessiert"), "preparing": mark("in Vorbereitung"), "running": mark("läuft"), "ended": mark("beendet")}  # fmt: skip

AMOUNT: Final = r"^\d{1,3}(\.?\d{3}){0,3}(,\d{1,2})?$"


def cents_of(amount: str) -> int:
    """Return an amount as it is typed in cents."""
    euros, _, rest = amount.replace(".", "").partition(",")
    return int(euros) * 100 + int(rest.ljust(2, "0"))


def amount_of(cents: int | None) -> str:
    """Return an amount as it is typed."""
    return "" if cents is None else f"{cents / 100:.2f}".replace(".", ",")
