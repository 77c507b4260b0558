"""An HSDS service of another directory in the words of our offers, for the same gate that every editor's offer passes.

Nobody's name comes along: a contact is told by its title or department only, and is not public until somebody here says so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from services.offers.domain.hsds import words
from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.incoming import times
from services.offers.domain.hsds.incoming.plain_text import one_line, plain_text
from services.offers.domain.hsds.incoming.terms import Terms, terms_of
from services.offers.domain.hsds.incoming.values import Record, number_of, record_of, records_of, text_of
from services.offers.domain.personal_data import names_a_reachable_person
from services.offers.domain.wording import plain

Json = dict[str, Any]
LONGEST_LINE: Final = 200
MONTHS_A_YEAR: Final = 12
OLDEST_YEARS: Final = 25
MOST_PLACES: Final = 10
OVER: Final = frozenset({"inactive", "defunct"})
_TAG: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")
_NUMBER: Final = re.compile(r"\+?[0-9][0-9 ()/\-]{3,38}")
_MAILBOX: Final = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
_BY_NAME: Final[Mapping[str, str]] = {plain(name): tag for tag, name in words.LANGUAGES.items()}


@dataclass
class Incoming:
    """A service as it came: its place in the document from 1, its id there, what it says in our words, what its reader should know."""

    number: int
    source_id: str
    name: str
    is_over: bool
    said: Json = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def incoming(number: int, service: Record) -> Incoming:
    """Return a service in our words; what ours can't say is left out with a note."""
    row = Incoming(
        number=number,
        source_id=text_of(service, "id")[:LONGEST_LINE],
        name=one_line(text_of(service, "name"))[:LONGEST_LINE],
        is_over=text_of(service, "status") in OVER,
    )
    told: Terms = terms_of(service)
    row.said = {
        "title": one_line(text_of(service, "name")),
        "description": _description(service, row),
        "ages": _ages(service, row),
        "themes": told.themes,
        "target_groups": told.target_groups,
        "accessibility": told.accessibility,
        "bridge": bool(told.bridges),
        "bridges": told.bridges,
        "languages": _languages(service, row),
        "places": _places(service, row),
        "schedule": {"recurrences": times.recurrences(service)},
        "schedule_text": times.in_words(service),
        "cost": _cost(service),
        "registration": _registration(service),
        "room": _room(service),
        "contact": _contact(service),
    }
    return row


def _description(service: Record, row: Incoming) -> str:
    said, had_markup = plain_text(text_of(service, "description"))
    if had_markup:
        row.notes.append("HTML wurde aus der Beschreibung entfernt.")
    if names_a_reachable_person(said):
        row.notes.append("Die Beschreibung nennt eine Telefonnummer oder E-Mail-Adresse; bitte prüfen.")
    return said


def _ages(service: Record, row: Incoming) -> Json:
    least, most = number_of(service, "minimum_age"), number_of(service, "maximum_age")
    if any(years is not None and not 0 <= years <= OLDEST_YEARS for years in (least, most)):
        row.notes.append("Das Alter liegt nicht zwischen 0 und 25 Jahren und wurde weggelassen.")
        least = most = None
    if least is not None and most is not None and most <= least:
        most = least + 1
    return {"min_months": _months(least), "max_months": _months(most)}


def _months(years: float | None) -> int | None:
    return None if years is None else round(years * MONTHS_A_YEAR)


def _languages(service: Record, row: Incoming) -> list[str]:
    found = []
    for language in records_of(service, "languages"):
        code, name = text_of(language, "code"), text_of(language, "name")
        tag = code if _TAG.fullmatch(code) else _BY_NAME.get(plain(name))
        if tag is not None:
            found.append(tag)
        else:
            row.notes.append("Eine Sprache ohne bekannten Code wurde weggelassen.")
    return list(dict.fromkeys(found))


def _places(service: Record, row: Incoming) -> list[Json]:
    found = [place for here in records_of(service, "service_at_locations") if (place := _place(here)) is not None]
    if len(found) > MOST_PLACES:
        row.notes.append(f"Es sind mehr als {MOST_PLACES} Orte; die übrigen wurden weggelassen.")
    return found[:MOST_PLACES]


def _place(here: Record) -> Json | None:
    location = record_of(here, "location")
    address = next((line for line in map(_address, records_of(location, "addresses")) if line), None)
    name = one_line(text_of(location, "name", "alternate_name"))[:LONGEST_LINE] or address
    if not name:
        return None
    latitude, longitude = number_of(location, "latitude"), number_of(location, "longitude")
    is_on_earth = latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
    return {
        "name": name,
        "address": address or one_line(text_of(location, "description"))[:LONGEST_LINE] or None,
        "latitude": latitude if is_on_earth else None,
        "longitude": longitude if is_on_earth else None,
        "opening_hours": times.opening_hours(here),
    }


def _address(address: Record) -> str:
    street = ", ".join(filter(None, (text_of(address, "address_1"), text_of(address, "address_2"))))
    town = f"{text_of(address, 'postal_code')} {text_of(address, 'city')}".strip()
    return one_line(", ".join(filter(None, (street, town))))[:LONGEST_LINE]


def _cost(service: Record) -> Json | None:
    options = [number_of(option, "amount") for option in records_of(service, "cost_options")]
    cents = sorted({round(amount * 100) for amount in options if amount is not None and 0 <= amount <= 100_000})
    described = one_line(text_of(service, "fees_description", "fees"))[:LONGEST_LINE]
    explained = {"explanation": described} if described and "kostenlos" not in described.lower() else {}
    if cents == [0] or (not cents and described.lower() in {"kostenlos", "free", "0"}):
        return {"kind": "free"}
    if len(cents) > 1:
        return {"kind": "range", "from_cents": cents[0], "to_cents": cents[-1]}
    if cents:
        return {"kind": "amount", "from_cents": cents[0]}
    return {"kind": "text", **explained} if explained else None


def _registration(service: Record) -> Json | None:
    way = one_line(text_of(service, "application_process"))
    if not way:
        return None
    return {"is_needed": not plain(way).startswith("ohne"), "way": way[:LONGEST_LINE]}


def _room(service: Record) -> Json:
    for capacity in records_of(service, "capacities"):
        free, most = number_of(capacity, "available"), number_of(capacity, "maximum")
        if free is not None and 0 <= free <= 10_000 and (most is None or free <= most <= 10_000):
            return {"free": int(free), "capacity": int(most) if most is not None else None}
    return {}


def _contact(service: Record) -> Json | None:
    contacts = list(records_of(service, "contacts"))
    function = next(
        (one_line(said) for contact in contacts if (said := text_of(contact, "title", "department"))), "Ansprechstelle"
    )
    number = next(filter(_NUMBER.fullmatch, _numbers(service, contacts)), None)
    mailbox = text_of(service, "email")
    mailbox = mailbox if _MAILBOX.fullmatch(mailbox) else ""
    if not (contacts or number or mailbox):
        return None
    return {"function": function[:LONGEST_LINE], "switchboard": number, "mailbox": mailbox or None, "is_public": False}


def _numbers(service: Record, contacts: list[Record]) -> Iterator[str]:
    for record in (service, *contacts):
        yield from (text_of(phone, "number") for phone in records_of(record, "phones"))


def offer_id(network: str, source: str, source_id: str) -> UUID:
    """Return the id under which a source's record is kept in a network: the same one whoever brings it, and whenever."""
    return UUID(stable_id("import", network, source, source_id))
