"""What two addresses say for and against one house; a street outweighs a town, a town speaks only where no street decides."""

from collections.abc import Iterator

from services.registry.domain.duplicates import weights
from services.registry.domain.duplicates.addresses import Address, AddressComparison, Number, compare_addresses
from services.registry.domain.duplicates.evidence import Reason


def place_reasons(left: Address, right: Address) -> Iterator[Reason]:
    """Yield what the addresses say."""
    found = compare_addresses(left, right)
    street = _street_reason(found)
    if street is not None:
        yield street
    if street is None or street.weight < weights.SAME_ADDRESS_ELSEWHERE:
        yield from _area_reasons(found)


def _street_reason(found: AddressComparison) -> Reason | None:
    if found.street is None:
        return None
    if not found.is_same_street:
        return Reason("address", weights.OTHER_STREET, "andere Anschrift")
    if found.number is Number.SAME:
        return _same_address(found)
    said = {
        Number.UNKNOWN: (weights.SAME_STREET, "gleiche Straße"),
        Number.NEAR: (weights.NEAR_NUMBER, "gleiche Straße, Hausnummer fast gleich"),
        Number.DIFFERENT: (weights.OTHER_HOUSE, "gleiche Straße, andere Hausnummer"),
    }
    return Reason("address", *said[found.number])


def _same_address(found: AddressComparison) -> Reason:
    is_elsewhere = found.same_postal_code is False or (found.same_town is False and found.same_postal_code is None)
    if found.same_postal_code is False and found.same_town is False:
        return Reason("address", weights.SAME_ADDRESS_FAR, "gleich benannte Straße in einem anderen Ort")
    if is_elsewhere:
        weight = weights.SAME_ADDRESS_ELSEWHERE if found.telling_number else weights.SAME_ADDRESS_ANYWHERE
        return Reason("address", weight, "gleiche Straße und Hausnummer, Ort verschieden angegeben")
    return Reason("address", weights.SAME_ADDRESS, "gleiche Anschrift")


def _area_reasons(found: AddressComparison) -> Iterator[Reason]:
    if found.same_postal_code is not None:
        is_same = found.same_postal_code
        weight = weights.SAME_POSTAL_CODE if is_same else weights.OTHER_POSTAL_CODE
        yield Reason("postal_code", weight, "gleiche Postleitzahl" if is_same else "andere Postleitzahl")
    if found.same_town is not None and found.same_postal_code is not True:
        weight = weights.SAME_TOWN if found.same_town else weights.OTHER_TOWN
        yield Reason("town", weight, "gleicher Ort" if found.same_town else "anderer Ort")
