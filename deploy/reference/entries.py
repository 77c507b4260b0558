"""What is put where: one entry is one thing of a service, with the path it has there and the state it shall have."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from shared.contracts.contract import Contract, JsonObject

REGISTRY = "registry"
OFFERS = "offers"


@dataclass(frozen=True)
class Origin:
    """Where an entry was read: a table of a spreadsheet and the row in it."""

    table: str
    row: int


@dataclass(frozen=True)
class Entry:
    """A thing to be put; `given` are the fields that stand in the path or that the service itself decides.

    `left_alone` are fields that people change once the thing is there: loading gives them a beginning and never takes them back.
    """

    kind: str
    name: str
    service: str
    path: str
    state: Contract
    given: frozenset[str]
    publish: bool = False
    origin: Origin | None = None
    left_alone: frozenset[str] = frozenset()

    def body(self, standing: Mapping[str, object] | None = None) -> JsonObject:
        """Return the request body: the state without the fields of the path and of the service.

        Where something is `standing` there already, the fields that are left alone say what it says.
        """
        kept = {} if standing is None else {name: standing.get(name) for name in self.left_alone}
        return {**self.state.model_dump(mode="json", exclude=set(self.given)), **kept}

    def equals(self, found: Mapping[str, object]) -> bool:
        """Tell whether what the service answered says the same; what it says beyond, its own version for one, does not count."""
        own = self.state.model_dump(include=set(self.given))
        told = {key: value for key, value in found.items() if key not in self.given}
        try:
            other = type(self.state).model_validate({**told, **own})
        except ValidationError:
            return False
        return self._comparable(self.state) == self._comparable(other)

    def _comparable(self, state: Contract) -> JsonObject:
        return {
            key: _unordered(value) for key, value in state.model_dump(exclude=set(self.given | self.left_alone)).items()
        }


def _unordered(value: object) -> object:
    """Return lists of words sorted: themes, languages and areas are sets, and a service may keep them in its own order."""
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return sorted(value)
    return value
