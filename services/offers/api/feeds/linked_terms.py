"""Whom an offer is for, where it is and what it costs, in the words of schema.org."""

from collections.abc import Sequence
from typing import Any

from services.offers.domain.ages import Ages
from services.offers.domain.cost import Cost, CostKind
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.place import Place

Json = dict[str, Any]
MONTHS = "MON"
"""UN/CEFACT's code of the unit."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def audience(ages: Ages) -> Json:
    """Return for children of which ages; a value's bounds belong to it, our upper one doesn't."""
    if ages.max_months is not None and ages.max_months <= 0:
        return {"@type": "PeopleAudience", "audienceType": "Schwangere"}
    age: Json = {"@type": "QuantitativeValue", "unitCode": MONTHS, "minValue": max(ages.min_months or 0, 0)}
    if ages.max_months is not None:
        age["maxValue"] = ages.max_months - 1
    return {"@type": "PeopleAudience", "suggestedAge": age}


def places(told: Sequence[Place]) -> list[Json]:
    """Return the places with their hours."""
    return [_place(place) for place in told]


def _place(place: Place) -> Json:
    said: Json = {"@type": "Place", "name": place.name}
    if place.address is not None:
        said["address"] = place.address
    if place.latitude is not None and place.longitude is not None:
        said["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    if place.opening_hours:
        said["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{DAYS[hours.weekday - 1]}",
                "opens": hours.opens.isoformat(),
                "closes": hours.closes.isoformat(),
            }
            for hours in place.opening_hours
        ]
    return said


def price(content: OfferContent) -> Json | None:
    """Return on which terms one takes part; None where nothing is known."""
    if content.cost is None:
        return None
    said = {**_amount(content.cost), "priceCurrency": "EUR"}
    if content.room.free is not None:
        said["availability"] = f"https://schema.org/{'InStock' if content.room.free else 'SoldOut'}"
    registration = content.registration
    if registration is not None and registration.url:
        said["url"] = registration.url
    if registration is not None and registration.sign_up_until:
        said["validThrough"] = registration.sign_up_until.isoformat()
    return said


def _amount(cost: Cost) -> Json:
    match cost.kind:
        case CostKind.FREE:
            return {"@type": "Offer", "price": "0"}
        case CostKind.AMOUNT:
            return {"@type": "Offer", "price": _euros(cost.from_cents)}
        case CostKind.RANGE:
            return {"@type": "AggregateOffer", "lowPrice": _euros(cost.from_cents), "highPrice": _euros(cost.to_cents)}
        case CostKind.TEXT:
            return {"@type": "Offer", "description": cost.explanation or ""}


def _euros(cents: int | None) -> str:
    return f"{(cents or 0) // 100}.{(cents or 0) % 100:02}"
