"""What use cases may ask of an actor: a quarter changes its own things, the office acts everywhere."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.contracts.registry import Role
from shared.identity.actor import ANONYMOUS, Actor
from shared.identity.grants import Grant
from shared.identity.refusals import NotPermitted, NotVisible

AWO = UUID("0198d3a0-0000-7000-8000-000000000001")
OTHER = UUID("0198d3a0-0000-7000-8000-000000000002")


def actor_with(role: Role, *, network: str | None = None, organisation: UUID | None = None) -> Actor:
    return Actor("a" * 32, (Grant(AWO, "a" * 32, role, network, organisation, datetime(2026, 1, 1, tzinfo=UTC), None),))


OFFICE = actor_with(Role.OFFICE)
HOERDE = actor_with(Role.COORDINATOR, network="hoerde")
PARTNER = actor_with(Role.PARTNER, organisation=AWO)
SERVICE = actor_with(Role.SERVICE)


@pytest.mark.parametrize(("actor", "network"), [(OFFICE, "hoerde"), (OFFICE, "eving"), (HOERDE, "hoerde")])
def test_the_office_and_its_coordinators_may_change_a_network(actor: Actor, network: str) -> None:
    actor.may_change_network(network)


@pytest.mark.parametrize(
    ("actor", "network"), [(HOERDE, "eving"), (PARTNER, "hoerde"), (SERVICE, "hoerde"), (ANONYMOUS, "hoerde")]
)
def test_nobody_else_may_change_a_network(actor: Actor, network: str) -> None:
    with pytest.raises(NotPermitted):
        actor.may_change_network(network)


def test_what_is_hidden_is_not_found_rather_than_forbidden() -> None:
    with pytest.raises(NotVisible):
        HOERDE.may_change_network("eving", hidden=True)


@pytest.mark.parametrize(
    ("actor", "organisation", "network"),
    [(PARTNER, AWO, None), (OFFICE, OTHER, None), (HOERDE, AWO, "hoerde")],
)
def test_its_people_the_office_and_the_coordination_may_act_for_an_organisation(
    actor: Actor, organisation: UUID, network: str | None
) -> None:
    actor.may_act_for(organisation, network=network)


@pytest.mark.parametrize(
    ("actor", "organisation", "network"),
    [(PARTNER, OTHER, None), (HOERDE, AWO, None), (HOERDE, AWO, "eving"), (SERVICE, AWO, None), (ANONYMOUS, AWO, None)],
)
def test_nobody_else_may_act_for_an_organisation(actor: Actor, organisation: UUID, network: str | None) -> None:
    with pytest.raises(NotPermitted):
        actor.may_act_for(organisation, network=network)
