"""Every contract by its type name, and the one way to read a payload of any version."""

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from shared.contracts import notifications, offers, registry
from shared.contracts.contract import Contract, JsonObject
from shared.contracts.redaction import EventsRedacted

ALL: tuple[type[Contract], ...] = (*registry.CONTRACTS, *offers.CONTRACTS, *notifications.CONTRACTS)
REDACTIONS: tuple[type[EventsRedacted], ...] = tuple(each for each in ALL if issubclass(each, EventsRedacted))


class UnknownType(Exception):
    """No contract has this name: a newer producer, or one this service need not know."""


class UnknownVersion(Exception):
    """The name is known, the version is newer than this release: it must be upgraded first."""


class ContractBroken(Exception):
    """The payload does not keep its promise; it can never be applied."""


class Catalogue:
    """Contracts by name; `read` lifts older versions and validates."""

    def __init__(self, contracts: Iterable[type[Contract]]) -> None:
        self._by_name: dict[str, type[Contract]] = {contract.name: contract for contract in contracts}
        self._present = {contract.type(): contract for contract in self._by_name.values()}

    def contract_of(self, event_type: str) -> tuple[type[Contract], int]:
        """Return the contract and the version that a CloudEvents type names; raises UnknownType, UnknownVersion."""
        name, _, version = event_type.rpartition(".v")
        contract = self._by_name.get(name)
        if contract is None or not (version.isascii() and version.isdigit() and len(version) < 10):
            raise UnknownType(event_type)
        if int(version) > contract.version:
            raise UnknownVersion(event_type)
        return contract, int(version)

    def read(self, event_type: str, data: JsonObject) -> Contract:
        """Return the payload in the present version; raises UnknownType, UnknownVersion, ContractBroken."""
        present = self._present.get(event_type)
        try:
            if present is not None:
                return present.model_validate(data)
            contract, version = self.contract_of(event_type)
            return contract.model_validate(_lifted(contract, version, data))
        except (ValidationError, KeyError, TypeError, AttributeError) as broken:
            raise ContractBroken(event_type) from broken


def _lifted(contract: type[Contract], version: int, data: JsonObject) -> Mapping[str, object]:
    while version < contract.version:
        data = contract.upcasts[version](data)
        version += 1
    return data


CATALOGUE = Catalogue(ALL)
