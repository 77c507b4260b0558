"""Partner institutions as HSDS organizations. Volunteers and private persons are no partners here: no event names them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from services.offers.domain.hsds import words
from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.locations import postal_address
from services.offers.domain.hsds.programs import programs_under
from services.offers.domain.hsds.record import Json, without_missing
from services.offers.domain.hsds.surroundings import Organisation, Surroundings

_WEB: Final = re.compile(
    r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:[/?#][A-Za-z0-9\-._~:/?#@!$&'()*+,;=]*)?"
)
"""Of RFC 3986 what needs no escaping: a checker of formats takes nothing else."""


def organization_of(organisation: Organisation, around: Surroundings) -> Json:
    """Return the HSDS organization as lists and services carry it."""
    return without_missing(
        {
            "id": organisation.id,
            "name": organisation.label,
            "description": organisation.description or _described(organisation),
            "website": web_address(organisation.website),
            "legal_status": words.readable(organisation.kind, words.PARTNER_KINDS),
            "parent_organization_id": around.house(organisation.parent) if organisation.parent else None,
        }
    )


def full_organization_of(organisation: Organisation, around: Surroundings) -> Json:
    """Return the HSDS organization with all that belongs to it."""
    return organization_of(organisation, around) | without_missing(
        {
            "locations": list(_locations(organisation)),
            "programs": programs_under(organisation.id, around),
            "organization_identifiers": [_identifier(organisation.id, each) for each in organisation.identifiers],
        }
    )


def nested_organization(organisation: str, around: Surroundings) -> Json | None:
    """Return the organization in a service; None where the registry has not told of it."""
    place = ("organization", organisation)
    if place not in around.made and (known := around.organisations.get(organisation)) is not None:
        around.made[place] = organization_of(known, around)
    return around.made.get(place)


def web_address(written: str | None) -> str | None:
    """Return a web address that every checker of formats takes, or None."""
    address = (written or "").strip()
    if _WEB.fullmatch(address) is None:
        return None
    return address if address.startswith(("http://", "https://")) else f"https://{address}"


def _described(organisation: Organisation) -> str:
    kind = words.readable(organisation.kind, words.PARTNER_KINDS)
    quarters: Sequence[str] = organisation.networks
    return f"{kind} im {' und im '.join(quarters)}" if quarters else f"{kind} im Netzwerk INFamilie"


def _locations(organisation: Organisation) -> Iterator[Json]:
    address = organisation.address or {}
    if not (address.get("street") and address.get("postal_code") and address.get("city")):
        return
    location = stable_id("organization-location", organisation.id)
    street, code, city = address["street"], address["postal_code"], address["city"]
    yield {
        "id": location,
        "location_type": "postal",
        "organization_id": organisation.id,
        "name": organisation.label,
        "addresses": [postal_address(location, street=street, postal_code=code, city=city, kind="postal")],
    }


def _identifier(organisation: str, said: Mapping[str, str]) -> Json:
    return {
        "id": stable_id("organization-identifier", organisation, said["scheme"], said["value"]),
        "organization_id": organisation,
        "identifier_scheme": said["scheme"],
        "identifier_type": said["scheme"],
        "identifier": said["value"],
    }
