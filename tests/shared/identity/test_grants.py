"""The projection of grants on a real database: newest version wins, only what holds now is read."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.registry import GrantGiven, GrantState, GrantWithdrawn, Role
from shared.identity.accounts import account_id
from shared.identity.grants import GRANTS, grants_of, standing_grants
from shared.identity.projection import project_grants
from shared.identity.settings import IdentitySettings
from shared.messaging.batch import Batch
from shared.messaging.event import Event
from shared.messaging.schema import SLOTS

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ACCOUNT = "0123456789abcdef0123456789abcdef"


State = TypeVar("State", bound=GrantState)


@dataclass(frozen=True)
class Telling:
    """Makes the events of one grant."""

    grant: UUID

    def given(self, version: int, **changes: object) -> Event[GrantGiven]:
        return _event(GrantGiven.model_validate(self._state(changes)), version)

    def withdrawn(self, version: int) -> Event[GrantWithdrawn]:
        return _event(GrantWithdrawn.model_validate(self._state({})), version)

    def _state(self, changes: dict[str, object]) -> dict[str, object]:
        state = {"id": self.grant, "account": ACCOUNT, "role": "coordinator", "network": "hoerde"}
        return {**state, "valid_from": NOW - timedelta(days=1), **changes}


def _event(data: State, version: int) -> Event[State]:
    return Event(
        id=uuid4(),
        source="/registry/city",
        position=version,
        type=data.type(),
        subject=f"grants/{data.id}",
        subject_version=version,
        network=data.network,
        time=NOW,
        data=data,
        traceparent=None,
    )


@pytest.fixture
def telling() -> Telling:
    return Telling(uuid4())


@pytest.fixture
def batch(connection: AsyncConnection) -> Batch:
    return Batch(connection, SLOTS[0], NOW)


async def test_a_given_grant_holds(batch: Batch, telling: Telling) -> None:
    await project_grants(batch, [telling.given(1)])

    (grant,) = await grants_of(batch.connection, ACCOUNT, NOW)
    assert (grant.id, grant.role, grant.network, grant.holds_at(NOW)) == (
        telling.grant,
        Role.COORDINATOR,
        "hoerde",
        True,
    )


async def test_a_withdrawn_grant_holds_no_longer(batch: Batch, telling: Telling) -> None:
    await project_grants(batch, [telling.given(1), telling.withdrawn(2)])
    assert await grants_of(batch.connection, ACCOUNT, NOW) == ()


async def test_an_older_event_that_arrives_later_changes_nothing(batch: Batch, telling: Telling) -> None:
    await project_grants(batch, [telling.withdrawn(2)])
    await project_grants(batch, [telling.given(1)])
    assert await grants_of(batch.connection, ACCOUNT, NOW) == ()


async def test_a_grant_can_be_given_again(batch: Batch, telling: Telling) -> None:
    await project_grants(batch, [telling.given(1), telling.withdrawn(2)])
    await project_grants(batch, [telling.given(3, network="eving")])

    (grant,) = await grants_of(batch.connection, ACCOUNT, NOW)
    assert grant.network == "eving"


async def test_the_same_events_twice_leave_one_row(batch: Batch, telling: Telling) -> None:
    await project_grants(batch, [telling.given(1)])
    await project_grants(batch, [telling.given(1)])
    assert len((await batch.connection.execute(select(GRANTS.c.id))).all()) == 1


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [(0, None, True), (0, 1, True), (-1, 0, False), (1, None, False), (-5, -1, False)],
)
async def test_a_grant_holds_from_its_begin_until_just_before_its_end(
    batch: Batch, telling: Telling, begins: int, ends: int | None, holds: bool
) -> None:
    until = None if ends is None else NOW + timedelta(days=ends)
    await project_grants(batch, [telling.given(1, valid_from=NOW + timedelta(days=begins), valid_until=until)])
    assert bool(await grants_of(batch.connection, ACCOUNT, NOW)) is holds


async def test_nobody_holds_what_another_account_was_given(batch: Batch, telling: Telling) -> None:
    await project_grants(batch, [telling.given(1, account="f" * 32)])
    assert await grants_of(batch.connection, ACCOUNT, NOW) == ()


def test_the_first_office_account_and_the_services_stand_in_the_settings() -> None:
    settings = IdentitySettings(
        issuer_url="https://issuer.example",
        account_key=SecretStr("key of this deployment"),
        client_id="registry",
        client_secret=SecretStr("x"),
        office_subjects=("petra",),
        service_subjects=("offers",),
    )
    expected = account_id("key of this deployment", issuer="https://issuer.example", subject="petra")

    office, service = standing_grants(settings)

    assert (office.account, office.role, service.role) == (expected, Role.OFFICE, Role.SERVICE)
    assert office.holds_at(NOW)
