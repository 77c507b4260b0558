"""The filters that a family can set, by the names in our addresses and those of the catalogue."""

from typing import Final

from shared.web.problems import mark

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYTIMES: Final = {"morning": mark("am Vormittag"), "afternoon": mark("am Nachmittag"), "evening": mark("am Abend")}
FLAGS: Final = {
    "free": mark("kostenlos"),
    "free_places": mark("noch Plätze frei"),
    "today": mark("heute"),
    "open_now": mark("jetzt gerade offen"),
    "bridge": mark("wenn ein Platz fehlt"),
}
RADII_METRES: Final = (500, 1_000, 2_000, 5_000)
USUAL_RADIUS_METRES: Final = 2_000
