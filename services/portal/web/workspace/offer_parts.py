"""The parts of an offer that several fields say together; what makes no sense is told at the field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from services.portal.domain.ages import MONTHS_A_YEAR, PREGNANCY_MONTHS
from services.portal.domain.date_lines import LineNotUnderstood, read_dates
from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.web.workspace.offer_places import places
from services.portal.web.workspace.offer_schedule import schedule
from services.portal.web.workspace.offer_typed import MOST_TEXTS
from shared.contracts.offers.terms import BridgeEnd
from shared.web.pages.view import translated

EURO: Final = re.compile(r"(\d{1,5})(?:[,.](\d{1,2}))?\s*€?")
Errors = dict[str, str]
Part = Callable[[Any, EditedOffer | None, Errors], Any]


def _ages(form: Any, _: EditedOffer | None, errors: Errors) -> dict[str, int | None]:
    low = min(PREGNANCY_MONTHS) if form.pregnancy else _months(form.min_age, form.min_unit) or 0
    high = _months(form.max_age, form.max_unit)
    if high is not None and low >= high:
        errors["max_age"] = translated("Dieses Alter muss höher sein als das erste.")
    return {"min_months": low, "max_months": high}


def _months(age: int | None, unit: str) -> int | None:
    return None if age is None else age * (MONTHS_A_YEAR if unit == "years" else 1)


def _dates(form: Any, _: EditedOffer | None, errors: Errors) -> list[dict[str, str]]:
    try:
        spans = read_dates(form.dates)
    except LineNotUnderstood as line:
        errors["dates"] = translated(
            "Zeile {number} ist kein Termin. Bitte so schreiben: 24.12.2026, 10:00 bis 11:30", number=line.number
        )
        return []
    if any(end <= start for start, end in spans):
        errors["dates"] = translated("Ein Termin muss nach seinem Beginn enden.")
    return [{"starts_at": start.isoformat(), "ends_at": end.isoformat()} for start, end in spans]


def _cost(form: Any, before: EditedOffer | None, errors: Errors) -> dict[str, Any] | None:
    explained = {"explanation": form.cost_explanation} if form.cost_explanation else {}
    match form.cost:
        case "free":
            return {"kind": "free", **explained}
        case "amount":
            return {"kind": "amount", "from_cents": _cents(form, "cost_euro", errors), **explained}
        case "range":
            low, high = _cents(form, "cost_euro", errors), _cents(form, "cost_to_euro", errors)
            return {"kind": "range", "from_cents": low, "to_cents": high, **explained}
        case _:
            return {"kind": "text", **explained} if explained else None


def _cents(form: Any, name: str, errors: Errors) -> int | None:
    found = EURO.fullmatch(getattr(form, name))
    if found is None:
        errors[name] = translated("Bitte geben Sie den Betrag in Euro an, zum Beispiel 5,50.")
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _registration(form: Any, _: EditedOffer | None, errors: Errors) -> dict[str, Any] | None:
    if not form.registration:
        return None
    said = {"is_needed": form.registration == "yes", "way": form.registration_way, "url": form.registration_url or None}
    return {**said, "sign_up_until": day_of(form, "registration_until", errors)}


def _contact(form: Any, _: EditedOffer | None, errors: Errors) -> dict[str, Any] | None:
    if form.contact_function is None:
        if form.contact_phone or form.contact_mail:
            errors["contact_function"] = translated(
                "Bitte nennen Sie auch, wer das ist, zum Beispiel: Büro des Familienzentrums."
            )
        return None
    return {
        "function": form.contact_function,
        "switchboard": form.contact_phone or None,
        "mailbox": form.contact_mail or None,
        "is_public": form.contact_is_public,
    }


def _funding(form: Any, _: EditedOffer | None, errors: Errors) -> dict[str, Any] | None:
    until = day_of(form, "funding_until", errors)
    if form.funding_source is None:
        if until:
            errors["funding_source"] = translated("Bitte nennen Sie auch, wer das Angebot bezahlt.")
        return None
    return {"source": form.funding_source, "ends_on": until}


def _texts(form: Any, before: EditedOffer | None, errors: Errors) -> list[dict[str, Any]]:
    texts = [text for number in range(1, MOST_TEXTS + 1) if (text := _text(form, number, errors))]
    further = before.texts[MOST_TEXTS:] if before else ()
    return [*texts, *(text.model_dump(mode="json") for text in further)]


def _text(form: Any, number: int, errors: Errors) -> dict[str, Any] | None:
    language, title = getattr(form, f"text{number}_language"), getattr(form, f"text{number}_title")
    description = getattr(form, f"text{number}_description")
    if not language:
        if title or description:
            errors[f"text{number}_language"] = translated("Bitte wählen Sie die Sprache dieser Übersetzung.")
        return None
    if title is None:
        if description:
            errors[f"text{number}_title"] = translated("Eine Übersetzung braucht einen Titel.")
        return {"language": language, "state": "missing"}
    state = "machine" if getattr(form, f"text{number}_machine") else "confirmed"
    return {"language": language, "title": title, "description": description, "state": state}


def _bridges(form: Any, before: EditedOffer | None, _: Errors) -> list[dict[str, Any]]:
    """Return the links to phases that were chosen; those to offers, which no field shows, stay."""
    links = [{"end": end.value, "phase": phase} for end in BridgeEnd for phase in getattr(form, f"bridge_{end.value}")]
    kept = [link.model_dump(mode="json") for link in before.bridges if link.offer] if before else []
    return [*links, *kept]


def day_of(form: Any, name: str, errors: Errors) -> str | None:
    """Return a day of a date field; browsers without one let people type, so both ways of writing are read."""
    typed = getattr(form, name).strip()
    if not typed:
        return None
    try:
        return read_day(typed).isoformat()
    except ValueError:
        errors[name] = translated("Bitte geben Sie den Tag so an: 24.12.2026.")
        return None


def read_day(typed: str) -> date:
    """Return the day of 2026-12-24 or 24.12.2026; raises ValueError."""
    day, dot, rest = typed.partition(".")
    if not dot:
        return date.fromisoformat(typed)
    month, _, year = rest.partition(".")
    return date(int(year), int(month), int(day))


PARTS: Final[Mapping[str, Part]] = {
    "ages": _ages,
    "places": places,
    "schedule": schedule,
    "dates": _dates,
    "cost": _cost,
    "registration": _registration,
    "contact": _contact,
    "funding": _funding,
    "texts": _texts,
    "bridges": _bridges,
}
