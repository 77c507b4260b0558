"""Where an offer takes place, from the form's places; coordinates and anchor sites that no field shows stay with their place."""

from typing import Any

from services.portal.domain.date_lines import LineNotUnderstood
from services.portal.domain.day_lines import read_hours
from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.web.workspace.offer_typed import MOST_PLACES
from shared.contracts.offers.places import OfferPlace
from shared.web.pages.view import translated


def places(form: Any, before: EditedOffer | None, errors: dict[str, str]) -> list[dict[str, Any]]:
    """Return the places; those beyond the form's stay."""
    known = before.places if before else ()
    said = [
        _place(form, number, known[number - 1] if number <= len(known) else None, errors)
        for number in range(1, MOST_PLACES + 1)
    ]
    further = [place.model_dump(mode="json") for place in known[MOST_PLACES:]]
    return [*(place for place in said if place is not None), *further]


def _place(form: Any, number: int, known: OfferPlace | None, errors: dict[str, str]) -> dict[str, Any] | None:
    name, address = getattr(form, f"place{number}_name"), getattr(form, f"place{number}_address")
    hours = _hours(form, f"place{number}_hours", errors)
    if name is None:
        if address is not None or hours:
            errors[f"place{number}_name"] = translated("Bitte nennen Sie auch den Ort, zum Beispiel die Einrichtung.")
        return None
    is_same = known is not None and (known.name, known.address) == (name, address)
    kept = known.model_dump(mode="json") if known is not None and is_same else {}
    return {**kept, "name": name, "address": address, "opening_hours": hours}


def _hours(form: Any, name: str, errors: dict[str, str]) -> list[dict[str, Any]]:
    try:
        found = read_hours(getattr(form, name))
    except LineNotUnderstood as line:
        errors[name] = translated(
            "Zeile {number} ist keine Öffnungszeit. Bitte so schreiben: Mo 9:00 bis 12:30", number=line.number
        )
        return []
    return [{"weekday": day, "opens": opens.isoformat(), "closes": closes.isoformat()} for day, opens, closes in found]
