"""An offer as an HSDS service: single values always, what has a list of its own when it is asked for in full."""

from collections.abc import Sequence

from services.offers.domain.hsds import words
from services.offers.domain.hsds.attributes import attributes_of
from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.locations import places_of, service_at_location_of
from services.offers.domain.hsds.organizations import nested_organization
from services.offers.domain.hsds.programs import program_of, service_area_of
from services.offers.domain.hsds.record import STATUS, Json, OfferRecord, Said, without_missing
from services.offers.domain.hsds.schedules import schedules_of
from services.offers.domain.hsds.surroundings import Surroundings
from services.offers.domain.offer_status import Status

DEFAULT_LANGUAGE = "de"
MONTHS_A_YEAR = 12


def service_of(record: OfferRecord, around: Surroundings) -> Json:
    """Return the HSDS service as lists carry it, with its organization and its program."""
    house = around.house(record.said["organisation"])
    program = program_of(record, around)
    made = {
        "id": record.id,
        "organization_id": house,
        "program_id": program["id"] if program else None,
        **facts_of(record.said, record.status),
        "assured_date": record.confirmed_on,
        "last_modified": record.changed_at,
        "organization": nested_organization(house, around),
        "program": program,
    }
    return {key: value for key, value in made.items() if value is not None}


def minimal_service_of(record: OfferRecord) -> Json:
    """Return what a copy needs to know what has changed, and what every service must have."""
    title, _ = _texts(record.said)
    return {"id": record.id, "name": title, "status": STATUS[record.status], "last_modified": record.changed_at}


def full_service_of(record: OfferRecord, around: Surroundings, history: Sequence[Json] = ()) -> Json:
    """Return the HSDS service with everything nested in it."""
    said = record.said
    area = service_area_of(record, around)
    return service_of(record, around) | without_missing(
        {
            "contacts": _contacts(record),
            "phones": _phones(record),
            "schedules": schedules_of(record),
            "service_areas": [area] if area else [],
            "service_at_locations": [
                service_at_location_of(record, around, place, full=True) for place in places_of(record)
            ],
            "languages": [_language(record, tag) for tag in said["languages"]],
            "cost_options": _cost_options(record),
            "capacities": _capacities(record),
            "attributes": attributes_of(record, around),
            "metadata": list(history),
        }
    )


def facts_of(said: Said, status: str) -> Json:
    """Return the plain values of a service, as its history compares them too."""
    title, description = _texts(said)
    ages, contact = said["ages"], _public_contact(said)
    return without_missing(
        {
            "name": title,
            "description": description,
            "status": STATUS[status],
            "email": contact.get("mailbox"),
            "application_process": _registration(said.get("registration")),
            "fees_description": words.cost_in_words(said.get("cost")),
            "eligibility_description": _eligibility(said),
            "minimum_age": _years(ages["min_months"]),
            "maximum_age": _years(ages["max_months"]),
            "wait_time": _waiting(said),
            "alert": "Das Angebot pausiert zurzeit." if status == Status.PAUSED else None,
        }
    )


def _texts(said: Said) -> tuple[str, str]:
    """Return title and description in German where they are there, else the original."""
    if said.get("text_language", DEFAULT_LANGUAGE) != DEFAULT_LANGUAGE:
        for text in said.get("texts") or ():
            if text["language"] == DEFAULT_LANGUAGE and text.get("title"):
                return text["title"], text.get("description") or ""
    return said["title"], said["description"]


def _years(months: int | None) -> float | int | None:
    """Return months in years; a pregnancy has no age that HSDS could say."""
    if months is None or months < 0:
        return None
    years, rest = divmod(months, MONTHS_A_YEAR)
    return years if not rest else round(months / MONTHS_A_YEAR, 2)


def _eligibility(said: Said) -> str:
    ages = words.ages_in_words(said["ages"]["min_months"], said["ages"]["max_months"])
    groups = ", ".join(words.readable(group) for group in said.get("target_groups") or ())
    return f"{ages}; besonders: {groups}" if groups else ages


def _waiting(said: Said) -> str | None:
    waiting = (said.get("room") or {}).get("waiting")
    return f"{waiting} auf der Warteliste" if waiting else None


def _registration(said: Said | None) -> str | None:
    if said is None:
        return None
    until = f"bis {said['sign_up_until']}" if said.get("sign_up_until") else None
    parts = ("Mit Anmeldung" if said["is_needed"] else "Ohne Anmeldung", said.get("way"), said.get("url"), until)
    return ", ".join(part for part in parts if part)


def _public_contact(said: Said) -> Said:
    contact = said.get("contact") or {}
    return contact if contact.get("is_public") else {}


def _contacts(record: OfferRecord) -> list[Json]:
    """A contact is a function, never a person; HSDS calls it the name."""
    contact = record.said.get("contact")
    if not contact:
        return []
    return [
        without_missing(
            {
                "id": stable_id("contact", record.id),
                "service_id": record.id,
                "name": contact["function"],
                "email": _public_contact(record.said).get("mailbox"),
            }
        )
    ]


def _phones(record: OfferRecord) -> list[Json]:
    number = _public_contact(record.said).get("switchboard")
    if not number:
        return []
    return [{"id": stable_id("phone", record.id), "service_id": record.id, "number": number, "type": "voice"}]


def _language(record: OfferRecord, tag: str) -> Json:
    return {
        "id": stable_id("language", record.id, tag),
        "service_id": record.id,
        "name": words.LANGUAGES.get(tag, tag),
        "code": tag,
    }


def _cost_options(record: OfferRecord) -> list[Json]:
    cost = record.said.get("cost")
    if not cost:
        return []
    amounts = {"free": [0], "amount": [cost.get("from_cents")], "range": [cost.get("from_cents"), cost.get("to_cents")]}
    described = words.cost_in_words(cost) or ""
    return [
        {
            "id": stable_id("cost-option", record.id, str(cents)),
            "service_id": record.id,
            "currency": "EUR",
            "amount": cents / 100,
            "amount_description": described,
        }
        for cents in amounts.get(cost["kind"], [])
    ]


def _capacities(record: OfferRecord) -> list[Json]:
    """HSDS demands the free places: where nobody counts them, there is no capacity to tell."""
    room = record.said.get("room") or {}
    if room.get("free") is None:
        return []
    unit = {"id": stable_id("unit", "places"), "name": "Plätze"}
    return [
        without_missing(
            {
                "id": stable_id("capacity", record.id),
                "service_id": record.id,
                "unit_id": unit["id"],
                "unit": unit,
                "available": room["free"],
                "maximum": room.get("capacity"),
                "description": _waiting(record.said),
                "updated": record.changed_at,
            }
        )
    ]
