"""Where an offer takes place, as HSDS locations and service_at_locations.

A place is an anchor site by the registry's id, or else whatever bears the same name and address.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from services.offers.domain.hsds import words
from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.record import Json, OfferRecord, without_missing
from services.offers.domain.hsds.schedules import opening_schedules
from services.offers.domain.hsds.surroundings import Site, Surroundings

Place = Mapping[str, Any]
_ADDRESS: Final = re.compile(r"^(?P<street>.+?),?\s+(?P<code>\d{5})\s+(?P<city>[^,]+?)(?:,.*)?$")
STATE: Final = "Nordrhein-Westfalen"
COUNTRY: Final = "DE"


def location_id(place: Place) -> str:
    """Return the id of a place's location."""
    if place.get("anchor_site"):
        return str(place["anchor_site"])
    return stable_id("location", f"{place['name']}\n{place.get('address') or ''}")


def places_of(record: OfferRecord) -> list[tuple[str, str, Place]]:
    """Return the offer's places with the ids of the service_at_location and the location, each location once."""
    return distinct_places(record.id, record.said.get("places") or ())


def distinct_places(offer: str, places: Sequence[Place]) -> list[tuple[str, str, Place]]:
    """Return an offer's places, each location once; the hours of one that is named twice are joined."""
    found: dict[str, Place] = {}
    for place in places:
        location = location_id(place)
        hours = (
            [*found[location].get("opening_hours", ()), *place.get("opening_hours", ())] if location in found else None
        )
        found[location] = place if hours is None else {**found[location], "opening_hours": hours}
    return [(stable_id("service_at_location", offer, location), location, place) for location, place in found.items()]


def postcode_of(address: str | None) -> str | None:
    """Return the postal code in an address in one line."""
    read = _ADDRESS.match(address or "")
    return read["code"] if read else None


def service_at_location_of(
    record: OfferRecord, around: Surroundings, place: tuple[str, str, Place], *, full: bool
) -> Json:
    """Return the HSDS service_at_location; its location is one-to-one, its schedules come with `full`."""
    id_, location, said = place
    made: Json = {
        "id": id_,
        "service_id": record.id,
        "location_id": location,
        "location": location_of(
            around, location, said, accessibility=record.said.get("accessibility") or (), full=full
        ),
    }
    if full and (hours := opening_schedules(said.get("opening_hours") or (), link=("service_at_location_id", id_))):
        made["schedules"] = hours
    return made


def location_of(
    around: Surroundings, location: str, place: Place, *, accessibility: Sequence[str] = (), full: bool
) -> Json:
    """Return the HSDS location; what the registry knows of an anchor site goes before what the offer says of it."""
    site = around.sites.get(location)
    address = (site.address if site else None) or place.get("address")
    latitude, longitude = _point(site, place)
    made = without_missing(
        {
            "id": location,
            "location_type": "physical",
            "organization_id": around.house(site.operator) if site and site.operator else None,
            "name": site.label if site else place["name"],
            "description": address if postcode_of(address) is None else None,
            "latitude": latitude,
            "longitude": longitude,
        }
    )
    if full:
        features = site.accessibility if site and site.accessibility else accessibility
        made |= without_missing(
            {"addresses": list(addresses_of(location, address)), "accessibility": list(_features(location, features))}
        )
    return made


def addresses_of(location: str, address: str | None) -> Iterator[Json]:
    """Yield the HSDS address where the line names all that HSDS demands."""
    if read := _ADDRESS.match(address or ""):
        yield postal_address(location, street=read["street"], postal_code=read["code"], city=read["city"])


def postal_address(location: str, *, street: str, postal_code: str, city: str, kind: str = "physical") -> Json:
    """Return an HSDS address."""
    return {
        "id": stable_id("address", location),
        "location_id": location,
        "address_1": street,
        "city": city,
        "state_province": STATE,
        "postal_code": postal_code,
        "country": COUNTRY,
        "address_type": kind,
    }


def _point(site: Site | None, place: Place) -> tuple[float | None, float | None]:
    if place.get("latitude") is None and site is not None:
        return site.latitude, site.longitude
    return place.get("latitude"), place.get("longitude")


def _features(location: str, features: Sequence[str]) -> Iterator[Json]:
    for key in features:
        yield {
            "id": stable_id("accessibility", location, key),
            "location_id": location,
            "description": words.readable(key, words.ACCESSIBILITY),
        }
