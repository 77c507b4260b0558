"""A role says what its grant must name."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.registry.domain.grant import Grant, Role
from services.registry.domain.refusals import ScopeMissing, ScopeUnexpected

ORGANISATION = UUID(int=7)


def grant(role: Role, *, network: str | None = None, organisation: UUID | None = None) -> Grant:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    return Grant(
        id=UUID(int=1), account="0" * 32, role=role, network=network, organisation=organisation, valid_from=begin
    )


def test_a_coordinator_has_a_network_and_nothing_else() -> None:
    assert grant(Role.COORDINATOR, network="eving").network == "eving"
    with pytest.raises(ScopeMissing):
        grant(Role.COORDINATOR)
    with pytest.raises(ScopeUnexpected):
        grant(Role.COORDINATOR, network="eving", organisation=ORGANISATION)


def test_a_partner_has_an_organisation_and_nothing_else() -> None:
    assert grant(Role.PARTNER, organisation=ORGANISATION).organisation == ORGANISATION
    with pytest.raises(ScopeMissing):
        grant(Role.PARTNER)
    with pytest.raises(ScopeUnexpected):
        grant(Role.PARTNER, organisation=ORGANISATION, network="eving")


@pytest.mark.parametrize("role", [Role.OFFICE, Role.SERVICE])
def test_office_and_service_hold_everywhere(role: Role) -> None:
    assert grant(role).network is None
    with pytest.raises(ScopeUnexpected):
        grant(role, network="eving")
    with pytest.raises(ScopeUnexpected):
        grant(role, organisation=ORGANISATION)
