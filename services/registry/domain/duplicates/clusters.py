"""Which records belong together when pairs of them do: the connected parts, found by union and find (Tarjan 1975)."""

from collections.abc import Iterable
from uuid import UUID


def clusters_of(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, UUID]:
    """Return for each record the smallest id of its cluster."""
    above: dict[UUID, UUID] = {}

    def top(record: UUID) -> UUID:
        while above.setdefault(record, record) != record:
            above[record] = above[above[record]]
            record = above[record]
        return record

    for left, right in pairs:
        first, second = sorted((top(left), top(right)))
        above[second] = first
    return {record: top(record) for record in list(above)}
