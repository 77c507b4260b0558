"""From the form to what the catalogue takes. What nobody touched is sent back in full, also what the form can't show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.web.workspace.offer_parts import PARTS
from services.portal.web.workspace.offer_typed import typed_of

FIELDS_OF: Final[Mapping[str, Callable[[str], bool]]] = {
    "ages": lambda name: name in {"pregnancy", "min_age", "min_unit", "max_age", "max_unit"},
    "places": lambda name: name.startswith("place"),
    "schedule": lambda name: name.startswith(("rule", "course_")),
    "dates": lambda name: name == "dates",
    "cost": lambda name: name.startswith("cost"),
    "texts": lambda name: name.startswith("text") and name != "text_language",
    "bridges": lambda name: name in {"bridge_from", "bridge_to"},
    "contact": lambda name: name.startswith("contact_"),
    "funding": lambda name: name.startswith("funding_"),
    "registration": lambda name: name.startswith("registration"),
}
"""Which fields say a part; a part whose fields are as they were shown is kept as it was: coordinates, seconds, odd rules."""
KEPT_WHOLE: Final = ("project",)


@dataclass(frozen=True)
class Written:
    """What the catalogue is sent, and what in the form makes no sense (field → sentence)."""

    content: dict[str, Any]
    errors: dict[str, str] = field(default_factory=dict)


def written(form: Any, *, typed: Mapping[str, Any], before: EditedOffer | None) -> Written:
    """Return the catalogue's body for a form; `typed` are its fields as sent."""
    errors: dict[str, str] = {}
    content: dict[str, Any] = {
        "network": form.network,
        "organisation": str(form.organisation),
        "title": form.title,
        "description": form.description,
        "kind": form.kind,
        "text_language": form.text_language,
        "target_groups": [
            word.strip().lower().replace(" ", "_") for word in form.target_groups.split(",") if word.strip()
        ],
        "themes": form.themes,
        "languages": form.languages,
        "schedule_text": form.schedule_text,
        "accessibility": form.accessibility,
        "childcare": {"unknown": None, "yes": True, "no": False}[form.childcare],
        "room": {"capacity": form.capacity, "free": form.free, "waiting": form.waiting},
        "bridge": form.bridge,
        "goals": [line.strip() for line in form.goals.splitlines() if line.strip()],
        "internal_note": form.internal_note,
    }
    content |= {name: part(form, before, errors) for name, part in PARTS.items()}
    if before is not None:
        content |= _kept(typed, before)
        errors = {name: said for name, said in errors.items() if not _is_untouched(name, typed, before)}
    return Written(content, errors)


def _kept(typed: Mapping[str, Any], before: EditedOffer) -> dict[str, Any]:
    full = before.model_dump(mode="json")
    shown = typed_of(before)
    untouched = [part for part, says in FIELDS_OF.items() if _is_as_shown(says, typed, shown)]
    return {part: full[part] for part in (*untouched, *KEPT_WHOLE)}


def _is_untouched(name: str, typed: Mapping[str, Any], before: EditedOffer) -> bool:
    shown = typed_of(before)
    return any(says(name) and _is_as_shown(says, typed, shown) for says in FIELDS_OF.values())


def _is_as_shown(says: Callable[[str], bool], typed: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    names = {name for name in (*typed, *shown) if says(name)}
    return all((typed.get(name) or "") == (shown.get(name) or "") for name in names)
