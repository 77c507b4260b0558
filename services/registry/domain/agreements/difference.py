"""What differs between two versions of an agreement, field by field."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from services.registry.domain.agreements.agreement import Agreement

NOT_COMPARED = frozenset({"id", "version"})


@dataclass(frozen=True)
class FieldDifference:
    """One field, as `title` or `obligations/<id>/due_on`; None on a side that doesn't have it."""

    field: str
    before: object
    after: object


def difference(before: Agreement, after: Agreement) -> tuple[FieldDifference, ...]:
    """Return the fields that differ, in the order in which they are read; obligations are told apart by their ids."""
    old, new = dict(_facts(before)), dict(_facts(after))
    fields = list(dict.fromkeys([*old, *new]))
    pairs = ((field, old.get(field), new.get(field)) for field in fields)
    return tuple(FieldDifference(field, one, other) for field, one, other in pairs if one != other)


def _facts(agreement: Agreement) -> Iterator[tuple[str, object]]:
    for name, value in asdict(agreement).items():
        if name == "obligations":
            yield from _of_obligations(value)
        elif isinstance(value, dict):
            yield from ((f"{name}/{part}", said) for part, said in value.items())
        elif name not in NOT_COMPARED:
            yield name, value


def _of_obligations(obligations: tuple[dict[str, object], ...]) -> Iterator[tuple[str, object]]:
    for obligation in obligations:
        for name, value in obligation.items():
            if name != "id":
                yield f"obligations/{obligation['id']}/{name}", value
