"""What stands in the fields of the form for an offer, as a browser would send it back untouched."""

from collections.abc import Sequence
from typing import Any

from services.portal.domain.ages import MONTHS_A_YEAR
from services.portal.domain.date_lines import written_date
from services.portal.domain.day_lines import written_days, written_hours
from services.portal.domain.repetition import repetition_of
from services.portal.neighbours.edited_offer import EditedOffer
from shared.contracts.offers.places import OfferPlace
from shared.contracts.offers.schedule import Recurrence
from shared.contracts.offers.terms import BridgeEnd, Cost, CostKind
from shared.contracts.offers.texts import OfferText, TextState

Typed = dict[str, str | list[str]]
MOST_RULES, MOST_PLACES, MOST_TEXTS = 4, 3, 4


def typed_of(offer: EditedOffer) -> dict[str, Any]:
    """Return the fields of an offer."""
    return {
        "offer_id": str(offer.id),
        "version": str(offer.revision),
        "network": offer.network,
        "organisation": str(offer.organisation),
        "title": offer.title,
        "description": offer.description,
        "kind": offer.kind,
        "text_language": offer.text_language,
        "target_groups": ", ".join(offer.target_groups),
        "themes": list(offer.themes),
        "languages": list(offer.languages),
        "schedule_text": offer.schedule_text or "",
        "dates": "\n".join(written_date(date.starts_at, date.ends_at) for date in offer.dates),
        "accessibility": [each.value for each in offer.accessibility],
        "childcare": {None: "unknown", True: "yes", False: "no"}[offer.childcare],
        "goals": "\n".join(offer.goals),
        "internal_note": offer.internal_note,
        **_ages(offer),
        **_rules(offer),
        **_places(offer.places),
        **_cost(offer.cost),
        **_terms(offer),
        **_texts(offer.texts),
        **_bridge(offer),
    }


def _ages(offer: EditedOffer) -> Typed:
    low, high = offer.ages.min_months, offer.ages.max_months
    min_age, min_unit = _age(None if low is None or low < 0 else low)
    max_age, max_unit = _age(high)
    pregnancy = "true" if low is None or low < 0 else ""
    return {
        "pregnancy": pregnancy, "min_age": min_age, "min_unit": min_unit, "max_age": max_age, "max_unit": max_unit
    }  # fmt: skip


def _age(months: int | None) -> tuple[str, str]:
    if months is None:
        return "", "years"
    return (str(months // MONTHS_A_YEAR), "years") if months % MONTHS_A_YEAR == 0 else (str(months), "months")


def _rules(offer: EditedOffer) -> Typed:
    """Return the recurrences, then those of the first course, in the slots there are."""
    course = offer.schedule.courses[0] if offer.schedule.courses else None
    rules = [(rule, False) for rule in offer.schedule.recurrences]
    rules += [(rule, True) for rule in course.recurrences] if course else []
    typed: Typed = {
        "course_label": course.label if course else "",
        "course_from": str(course.sign_up_from or "") if course else "",
        "course_until": str(course.sign_up_until or "") if course else "",
    }
    for number, (rule, is_course) in enumerate(rules[:MOST_RULES], start=1):
        typed |= _rule(f"rule{number}_", rule, is_course=is_course)
    return typed


def _rule(prefix: str, rule: Recurrence, *, is_course: bool) -> Typed:
    repetition = repetition_of(rule.rule)
    fields: Typed = {
        "first": str(rule.first_day),
        "start": f"{rule.starts_at:%H:%M}",
        "end": f"{rule.ends_at:%H:%M}",
        "repeat": repetition.choice,
        "days": [str(day) for day in repetition.weekdays],
        "until": str(repetition.until or ""),
        "without": written_days(rule.without),
        "also": written_days(rule.additionally),
        "holidays": "true" if rule.pauses_in_school_holidays else "",
        "is_course": "true" if is_course else "",
    }
    return {prefix + name: value for name, value in fields.items()}


def _places(places: Sequence[OfferPlace]) -> Typed:
    typed: Typed = {}
    for number, place in enumerate(places[:MOST_PLACES], start=1):
        hours = "\n".join(written_hours(each.weekday, each.opens, each.closes) for each in place.opening_hours)
        typed |= {f"place{number}_name": place.name, f"place{number}_address": place.address or ""}
        typed |= {f"place{number}_hours": hours}
    return typed


def _cost(cost: Cost | None) -> Typed:
    if cost is None:
        return {"cost": "text", "cost_euro": "", "cost_to_euro": "", "cost_explanation": ""}
    is_priced = cost.kind in {CostKind.AMOUNT, CostKind.RANGE}
    return {
        "cost": cost.kind.value,
        "cost_euro": euros(cost.from_cents) if is_priced else "",
        "cost_to_euro": euros(cost.to_cents) if cost.kind is CostKind.RANGE else "",
        "cost_explanation": cost.explanation or "",
    }


def euros(cents: int | None) -> str:
    """5,50"""
    return "" if cents is None else f"{cents / 100:.2f}".replace(".", ",")


def _terms(offer: EditedOffer) -> Typed:
    signing, contact, funding = offer.registration, offer.contact, offer.funding
    return {
        "registration": "" if signing is None else ("yes" if signing.is_needed else "no"),
        "registration_way": (signing.way or "") if signing else "",
        "registration_url": (signing.url or "") if signing else "",
        "registration_until": str(signing.sign_up_until or "") if signing else "",
        **{name: _number(getattr(offer.room, name)) for name in ("capacity", "free", "waiting")},
        "contact_function": contact.function if contact else "",
        "contact_phone": (contact.switchboard or "") if contact else "",
        "contact_mail": (contact.mailbox or "") if contact else "",
        "contact_is_public": "true" if contact and contact.is_public else "",
        "funding_source": funding.source if funding else "",
        "funding_until": str(funding.ends_on or "") if funding else "",
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _texts(texts: Sequence[OfferText]) -> Typed:
    typed: Typed = {}
    for number, text in enumerate(texts[:MOST_TEXTS], start=1):
        typed |= {f"text{number}_language": text.language, f"text{number}_title": text.title or ""}
        typed |= {f"text{number}_description": text.description}
        typed |= {f"text{number}_machine": "true" if text.state is TextState.MACHINE else ""}
    return typed


def _bridge(offer: EditedOffer) -> Typed:
    return {
        "bridge": "true" if offer.bridge else "",
        "bridge_from": [each.phase for each in offer.bridges if each.phase and each.end is BridgeEnd.FROM],
        "bridge_to": [each.phase for each in offer.bridges if each.phase and each.end is BridgeEnd.TO],
    }
