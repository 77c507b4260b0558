"""Pairs that hang together are one cluster, in whatever order they come."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.duplicates.clusters import clusters_of

IDS = [UUID(int=number) for number in range(12)]
PAIRS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]), max_size=20
)


def reached(pairs: list[tuple[UUID, UUID]], start: UUID) -> set[UUID]:
    """All that hangs together with `start`, found by walking."""
    found, grown = {start}, {start}
    while grown:
        grown = {other for pair in pairs for other in pair if set(pair) & found} - found
        found |= grown
    return found


@given(PAIRS)
def test_a_cluster_is_what_can_be_reached_and_named_by_its_smallest(pairs: list[tuple[UUID, UUID]]) -> None:
    clusters = clusters_of(pairs)
    assert clusters == {one: min(reached(pairs, one)) for pair in pairs for one in pair}


@given(PAIRS)
def test_the_order_of_pairs_makes_no_difference(pairs: list[tuple[UUID, UUID]]) -> None:
    assert clusters_of(pairs) == clusters_of(pairs[::-1])
