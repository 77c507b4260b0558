"""What the form of an offer lets choose."""

from typing import Any, Final

from services.portal.domain.repetition import CHOICES, OTHER, WEEKDAY_NAMES
from services.portal.domain.themes import THEMES
from services.portal.storage.quarters import all_phases
from services.portal.web import choices
from services.portal.web.workspace.desk import Desk
from services.portal.web.workspace.offer_form import PLACES, RULES, TEXTS
from shared.contracts.registry import Accessibility
from shared.web.forms import Form
from shared.web.languages import LANGUAGES

ACCESSIBILITY: Final = {
    Accessibility.STEP_FREE: "stufenlos",
    Accessibility.LIFT: "Aufzug",
    Accessibility.ACCESSIBLE_TOILET: "Toilette für Menschen mit Behinderung",
    Accessibility.ACCESSIBLE_PARKING: "Parkplatz für Menschen mit Behinderung",
    Accessibility.INDUCTION_LOOP: "Hörschleife",
    Accessibility.TACTILE_GUIDANCE: "Leitsystem zum Tasten",
    Accessibility.SIGN_LANGUAGE: "Gebärdensprache",
    Accessibility.PLAIN_LANGUAGE: "Leichte Sprache",
    Accessibility.PRAM_PARKING: "Platz für Kinderwagen",
    Accessibility.CHANGING_TABLE: "Wickeltisch",
    Accessibility.QUIET_ROOM: "ruhiger Raum",
}
TEXT_TAGS: Final = tuple(language.tag for language in LANGUAGES)


async def offer_choices(desk: Desk, form: Form[Any]) -> dict[str, Any]:
    """Return what the form's template draws fields from; what stands in the form already can always be chosen."""
    async with desk.edge.reading() as connection:
        phases = await all_phases(connection)
    kinds = (await (await desk.catalogue()).read("/offer-kinds"))["kinds"]
    repeats = dict(CHOICES)
    if any(form.typed.get(f"rule{number}_repeat") == OTHER for number in RULES):
        repeats[OTHER] = "anders: bleibt, wie es eingetragen ist"
    return {
        "reach": await desk.choices(),
        "themes": _with_chosen(THEMES, form, "themes"),
        "spoken": _with_chosen(choices.SPOKEN, form, "languages"),
        "text_languages": [*TEXT_TAGS, *(tag for tag in _typed(form, TEXTS) if tag not in TEXT_TAGS)],
        "kinds": [(kind["key"], kind["label"]) for kind in kinds],
        "phases": [(phase.key, phase.label) for phase in phases],
        "accessibility": list(ACCESSIBILITY.items()),
        "repeats": list(repeats.items()),
        "weekdays": [(str(number), name) for number, name in enumerate(WEEKDAY_NAMES)],
        "slots": {"rules": RULES, "places": PLACES, "texts": TEXTS},
    }


def _with_chosen(known: Any, form: Form[Any], name: str) -> list[str]:
    chosen = form.typed.get(name, [])
    several = chosen if isinstance(chosen, list) else [chosen]
    return [*known, *(each for each in several if each and each not in known)]


def _typed(form: Form[Any], numbers: tuple[int, ...]) -> list[str]:
    said = (form.typed.get(f"text{number}_language", "") for number in numbers)
    return [tag for tag in said if isinstance(tag, str) and tag]
