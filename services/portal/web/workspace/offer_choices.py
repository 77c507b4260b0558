"""What the form of an offer lets choose."""

from typing import Any, Final

from services.portal.domain.repetition import ONCE, OTHER
from services.portal.domain.themes import THEMES
from services.portal.storage.quarters import all_phases
from services.portal.web import choices
from services.portal.web.workspace.desk import Desk
from services.portal.web.workspace.offer_form import PLACES, RULES, TEXTS
from shared.contracts.registry import Accessibility
from shared.web.forms import Form
from shared.web.languages import LANGUAGES
from shared.web.pages.view import translated_choices
from shared.web.problems import mark

ACCESSIBILITY: Final = {
    Accessibility.STEP_FREE: mark("stufenlos"),
    Accessibility.LIFT: mark("Aufzug"),
    Accessibility.ACCESSIBLE_TOILET: mark("Toilette für Menschen mit Behinderung"),
    Accessibility.ACCESSIBLE_PARKING: mark("Parkplatz für Menschen mit Behinderung"),
    Accessibility.INDUCTION_LOOP: mark("Hörschleife"),
    Accessibility.TACTILE_GUIDANCE: mark("Leitsystem zum Tasten"),
    Accessibility.SIGN_LANGUAGE: mark("Gebärdensprache"),
    Accessibility.PLAIN_LANGUAGE: mark("Leichte Sprache"),
    Accessibility.PRAM_PARKING: mark("Platz für Kinderwagen"),
    Accessibility.CHANGING_TABLE: mark("Wickeltisch"),
    Accessibility.QUIET_ROOM: mark("ruhiger Raum"),
}
REPEATS: Final = {
    "weekly": mark("jede Woche"),
    "fortnightly": mark("alle zwei Wochen"),
    "month-1": mark("jeden Monat am ersten …"),
    "month-2": mark("jeden Monat am zweiten …"),
    "month-3": mark("jeden Monat am dritten …"),
    "month-4": mark("jeden Monat am vierten …"),
    "month--1": mark("jeden Monat am letzten …"),
    ONCE: mark("nur an diesem einen Tag"),
}
"""The choices of repetition in plain words; the weekday follows."""
TEXT_TAGS: Final = tuple(language.tag for language in LANGUAGES)


async def offer_choices(desk: Desk, form: Form[Any]) -> dict[str, Any]:
    """Return what the form's template draws fields from; what stands in the form already can always be chosen."""
    async with desk.edge.reading() as connection:
        phases = await all_phases(connection)
    kinds = (await (await desk.catalogue()).read("/offer-kinds"))["kinds"]
    repeats = dict(REPEATS)
    if any(form.typed.get(f"rule{number}_repeat") == OTHER for number in RULES):
        repeats[OTHER] = mark("anders: bleibt, wie es eingetragen ist")
    return {
        "reach": await desk.choices(),
        "themes": _with_chosen(THEMES, form, "themes"),
        "spoken": _with_chosen(choices.SPOKEN, form, "languages"),
        "text_languages": [*TEXT_TAGS, *(tag for tag in _typed(form, TEXTS) if tag not in TEXT_TAGS)],
        "kinds": [(kind["key"], kind["label"]) for kind in kinds],
        "phases": choices.phases(phases),
        "accessibility": translated_choices(list(ACCESSIBILITY.items())),
        "repeats": translated_choices(list(repeats.items())),
        "weekdays": [(str(number), name) for number, (_, name) in enumerate(choices.weekdays())],
        "slots": {"rules": RULES, "places": PLACES, "texts": TEXTS},
    }


def _with_chosen(known: Any, form: Form[Any], name: str) -> list[str]:
    chosen = form.typed.get(name, [])
    several = chosen if isinstance(chosen, list) else [chosen]
    return [*known, *(each for each in several if each and each not in known)]


def _typed(form: Form[Any], numbers: tuple[int, ...]) -> list[str]:
    said = (form.typed.get(f"text{number}_language", "") for number in numbers)
    return [tag for tag in said if isinstance(tag, str) and tag]
