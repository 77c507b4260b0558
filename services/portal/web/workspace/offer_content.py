"""From the form to what the catalogue takes. What the form can't show in full is kept as it was, unless somebody changed it."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from services.portal.domain.ages import MONTHS_A_YEAR, PREGNANCY_MONTHS
from services.portal.domain.date_lines import LineNotUnderstood, read_dates
from services.portal.neighbours.offer import Offer
from services.portal.web.workspace.offer_form import OfferForm, Unit, typed_of

EURO: Final = re.compile(r"(\d{1,5})(?:[,.](\d{1,2}))?\s*€?")
AGE_FIELDS: Final = ("pregnancy", "min_age", "min_unit", "max_age", "max_unit")
PLACE_FIELDS: Final = ("place_name", "place_address")


@dataclass(frozen=True)
class Written:
    """What the catalogue is sent, and what in the form makes no sense (field → sentence)."""

    content: dict[str, Any]
    errors: dict[str, str] = field(default_factory=dict)


def written(form: OfferForm, *, typed: dict[str, Any], before: Offer | None) -> Written:
    """Return the catalogue's body for a form; `typed` are its fields as sent."""
    shown = typed_of(before) if before is not None else {}
    errors: dict[str, str] = {}
    content = {
        "network": form.network,
        "organisation": str(form.organisation),
        "title": form.title,
        "description": form.description,
        "ages": _ages(form, errors),
        "themes": form.themes,
        "languages": form.languages,
        "place": _place(form, errors),
        "schedule_text": form.schedule_text,
        "dates": _dates(form, errors),
        "cost_cents": _cost(form, errors),
        "bridge": form.bridge,
    }
    if before is not None:
        content |= _kept(typed, shown, before)
    return Written(content, errors)


def _kept(typed: dict[str, Any], shown: dict[str, Any], before: Offer) -> dict[str, Any]:
    """Return the parts nobody touched, in full: coordinates, seconds, ages without a bound."""
    full = before.model_dump(mode="json")
    parts = {"ages": AGE_FIELDS, "place": PLACE_FIELDS, "dates": ("dates",)}
    return {
        part: full[part] for part, names in parts.items() if all(typed.get(name, "") == shown[name] for name in names)
    }


def _ages(form: OfferForm, errors: dict[str, str]) -> dict[str, int | None]:
    low = min(PREGNANCY_MONTHS) if form.pregnancy else _months(form.min_age, form.min_unit) or 0
    high = _months(form.max_age, form.max_unit)
    if high is not None and low >= high:
        errors["max_age"] = "Dieses Alter muss höher sein als das erste."
    return {"min_months": low, "max_months": high}


def _months(age: int | None, unit: Unit) -> int | None:
    return None if age is None else age * (MONTHS_A_YEAR if unit == "years" else 1)


def _place(form: OfferForm, errors: dict[str, str]) -> dict[str, str] | None:
    if form.place_name is None:
        if form.place_address is not None:
            errors["place_name"] = "Bitte nennen Sie auch den Ort, zum Beispiel die Einrichtung."
        return None
    return {"name": form.place_name, **({"address": form.place_address} if form.place_address else {})}


def _dates(form: OfferForm, errors: dict[str, str]) -> list[dict[str, str]]:
    try:
        spans = read_dates(form.dates)
    except LineNotUnderstood as line:
        errors["dates"] = f"Zeile {line.number} ist kein Termin. Bitte so schreiben: 24.12.2026, 10:00 bis 11:30"
        return []
    if any(end <= start for start, end in spans):
        errors["dates"] = "Ein Termin muss nach seinem Beginn enden."
    return [{"starts_at": start.isoformat(), "ends_at": end.isoformat()} for start, end in spans]


def _cost(form: OfferForm, errors: dict[str, str]) -> int | None:
    if form.cost != "paid":
        return 0 if form.cost == "free" else None
    found = EURO.fullmatch(form.cost_euro)
    if found is None:
        errors["cost_euro"] = "Bitte geben Sie den Betrag in Euro an, zum Beispiel 5,50."
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
