"""No organisation stands above itself, over however many steps."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.partner import Partner, PartnerKind, refuse_circle
from services.registry.domain.refusals import ParentCircle

NODES = st.integers(1, 6)
Parents = dict[UUID, UUID]


def partner(number: int, parent: int | None) -> Partner:
    above = None if parent is None else UUID(int=parent)
    return Partner(
        id=UUID(int=number), label="Träger", kind=PartnerKind.ASSOCIATION, partner_type="verein", parent=above
    )


def chain_from(start: UUID, parents: Parents) -> list[UUID]:
    chain = [start]
    while (above := parents.get(chain[-1])) is not None:
        chain.append(above)
    return chain


def accepted(parents: Parents, number: int, parent: int) -> bool:
    try:
        refuse_circle(partner(number, parent), chain=chain_from(UUID(int=parent), parents))
    except ParentCircle:
        return False
    parents[UUID(int=number)] = UUID(int=parent)
    return True


@given(st.lists(st.tuples(NODES, NODES).filter(lambda pair: pair[0] != pair[1]), max_size=40))
def test_whatever_parents_are_asked_for_every_chain_ends(changes: list[tuple[int, int]]) -> None:
    parents: Parents = {}

    for number, parent in changes:
        leads_back = UUID(int=number) in chain_from(UUID(int=parent), parents)
        assert accepted(parents, number, parent) is not leads_back

    assert all(len(chain_from(start, parents)) <= 6 for start in parents)


def test_an_organisation_is_not_its_own_parent() -> None:
    assert partner(1, 2).parent == UUID(int=2)
    with pytest.raises(ParentCircle):
        partner(1, 1)
