"""The form of an offer: the fields, and what stands in them for an offer that exists."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.portal.domain.ages import MONTHS_A_YEAR
from services.portal.domain.date_lines import written_date
from services.portal.neighbours.offer import Offer
from shared.contracts.vocabulary import Key, LanguageTag, Line, Slug, Text
from shared.web.forms import Form, empty_form

Unit = Literal["years", "months"]


class OfferForm(BaseModel):
    """The fields as a person fills them in."""

    network: Slug
    organisation: UUID
    title: Line
    description: Text = ""
    pregnancy: bool = False
    min_age: int | None = Field(default=None, ge=0, le=300)
    min_unit: Unit = "years"
    max_age: int | None = Field(default=None, ge=0, le=300)
    max_unit: Unit = "years"
    themes: list[Key] = Field(default=[], max_length=20)
    languages: list[LanguageTag] = Field(default=[], max_length=40)
    place_name: Line | None = None
    place_address: Line | None = None
    schedule_text: Line | None = None
    dates: str = Field(default="", max_length=20_000)
    cost: Literal["free", "paid", "unknown"] = "free"
    cost_euro: str = Field(default="", max_length=12)
    bridge: bool = False
    offer_id: UUID
    version: int = Field(default=0, ge=0)
    then: Literal["", "publish"] = ""


def new_form(offer_id: UUID, *, network: str, organisation: str) -> Form[Any]:
    """Return an empty form; its offer has an id already, so that sending it twice makes one offer."""
    return empty_form(
        offer_id=str(offer_id), network=network, organisation=organisation, languages=["de"], cost="free",
        min_unit="years", max_unit="years",
    )  # fmt: skip


def form_of(offer: Offer) -> Form[Any]:
    """Return the form filled with an offer."""
    return empty_form(**typed_of(offer))


def typed_of(offer: Offer) -> dict[str, Any]:
    """Return what stands in the fields for an offer."""
    place = offer.place
    return {
        "offer_id": str(offer.id),
        "version": str(offer.revision),
        "network": offer.network,
        "organisation": str(offer.organisation),
        "title": offer.title,
        "description": offer.description,
        **_typed_ages(offer),
        "themes": list(offer.themes),
        "languages": list(offer.languages),
        "place_name": place.name if place else "",
        "place_address": (place.address or "") if place else "",
        "schedule_text": offer.schedule_text or "",
        "dates": "\n".join(written_date(date.starts_at, date.ends_at) for date in offer.dates),
        **_typed_cost(offer.cost_cents),
        "bridge": "true" if offer.bridge else "",
    }


def _typed_ages(offer: Offer) -> dict[str, str]:
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


def _typed_cost(cents: int | None) -> dict[str, str]:
    if cents is None:
        return {"cost": "unknown", "cost_euro": ""}
    return (
        {"cost": "paid", "cost_euro": f"{cents / 100:.2f}".replace(".", ",")}
        if cents
        else {"cost": "free", "cost_euro": ""}
    )
