"""An offer in the words of schema.org, so that search engines show its dates and place; a data block that no browser runs."""

import json
from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup

from services.portal.neighbours.offer import Offer
from shared.contracts.offers.places import OfferPlace
from shared.contracts.offers.terms import CostKind
from shared.contracts.vocabulary import Occurrence
from shared.web.pages.formats import ZONE

MOST_EVENTS: Final = 10
# Inside a script element only these could end it or begin markup.
ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def structured(offer: Offer, dates: Sequence[Occurrence], *, organisation: str | None, url: str) -> Markup:
    """Return events where dates are known, else a service; as JSON that is safe inside a script element."""
    about = _about(offer, organisation, url)
    events = [{"@context": "https://schema.org", "@type": "Event", **about, **_event(date)} for date in dates]
    told: Any = events[:MOST_EVENTS] or {"@context": "https://schema.org", "@type": "Service", **_service(about)}
    text = json.dumps(told, ensure_ascii=False)
    return Markup("".join(ESCAPES.get(letter, letter) for letter in text))  # noqa: S704 - escaped just here


def _about(offer: Offer, organisation: str | None, url: str) -> dict[str, Any]:
    said = {
        "name": offer.title,
        "description": offer.description,
        "url": url,
        "inLanguage": list(offer.languages),
        "location": [_place(place) for place in offer.places],
        "organizer": {"@type": "Organization", "name": organisation} if organisation else None,
        "isAccessibleForFree": _is_free(offer),
        "offers": _price(offer, url),
        "typicalAgeRange": _years(offer),
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _event(date: Occurrence) -> dict[str, Any]:
    start, end = date.starts_at.astimezone(ZONE), date.ends_at.astimezone(ZONE)
    return {
        "startDate": start.isoformat(),
        "endDate": end.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
    }


def _service(about: dict[str, Any]) -> dict[str, Any]:
    """A service has a provider where an event has an organizer, and areas served where an event has a place."""
    renamed = {"organizer": "provider", "location": "areaServed", "inLanguage": "availableLanguage"}
    kept = {name: value for name, value in about.items() if name not in {"isAccessibleForFree", "typicalAgeRange"}}
    return {renamed.get(name, name): value for name, value in kept.items()}


def _place(place: OfferPlace) -> dict[str, Any]:
    said: dict[str, Any] = {"@type": "Place", "name": place.name, "address": place.address or place.name}
    if place.latitude is not None and place.longitude is not None:
        said["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return said


def _is_free(offer: Offer) -> bool | None:
    return offer.cost.kind is CostKind.FREE if offer.cost is not None else None


def _price(offer: Offer, url: str) -> dict[str, Any] | None:
    cost = offer.cost
    if cost is None or cost.kind is CostKind.TEXT:
        return None
    price = 0 if cost.kind is CostKind.FREE else (cost.from_cents or 0) / 100
    return {"@type": "Offer", "price": f"{price:.2f}", "priceCurrency": "EUR", "url": url}


def _years(offer: Offer) -> str | None:
    low, high = offer.interval.min_months, offer.interval.max_months
    if high is None or high <= 0:
        return f"{max(low or 0, 0) // 12}-" if low is not None else None
    return f"{max(low or 0, 0) // 12}-{max(high // 12, 1)}"
