"""Sessions in the database: hashed, sealed, and over when they should be."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import MetaData, Row, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.identity.sessions import Sessions, SessionSecrets, sessions_table
from tests.shared.identity.moving_clock import MovingClock

KEY = SecretStr("a session key of at least 32 characters")
TABLE = sessions_table(MetaData())
SECRETS = SessionSecrets(access_token="the access token", refresh_token="r", id_token="i", display_name="Petra Amt")


@pytest.fixture
def sessions(database: AsyncEngine, clock: MovingClock) -> Sessions:
    return Sessions(database, TABLE, key=KEY, clock=clock)


async def opened(sessions: Sessions, clock: MovingClock) -> str:
    expires_at = clock() + timedelta(minutes=10)
    return await sessions.open(SECRETS, account="a" * 32, access_expires_at=expires_at, replacing=None)


async def only_row(database: AsyncEngine) -> Row[tuple[object, ...]]:
    async with database.connect() as connection:
        newest = select(TABLE).order_by(TABLE.c.opened_at.desc(), TABLE.c.key).limit(1)
        return (await connection.execute(newest)).one()


@pytest.fixture(autouse=True)
async def empty(database: AsyncEngine) -> None:
    async with database.begin() as connection:
        await connection.execute(TABLE.delete())


async def test_an_open_session_is_found_by_its_id(sessions: Sessions, clock: MovingClock) -> None:
    session = await sessions.find(await opened(sessions, clock))
    assert session is not None
    assert (session.account, session.secrets) == ("a" * 32, SECRETS)


async def test_the_database_knows_neither_id_nor_token_nor_name(
    sessions: Sessions, clock: MovingClock, database: AsyncEngine
) -> None:
    identifier = await opened(sessions, clock)

    stored = repr(tuple(await only_row(database)))
    assert all(secret not in stored for secret in (identifier, SECRETS.access_token, SECRETS.display_name))


async def test_a_session_shows_no_token_in_the_log(sessions: Sessions, clock: MovingClock) -> None:
    shown = repr(await sessions.find(await opened(sessions, clock)))
    assert "token" not in shown
    assert "Petra" not in shown


async def test_a_session_ends_after_half_an_hour_without_use(sessions: Sessions, clock: MovingClock) -> None:
    identifier = await opened(sessions, clock)
    clock.advance(minutes=30)
    assert await sessions.find(identifier) is None


async def test_a_session_in_use_lives_ten_hours_and_not_longer(sessions: Sessions, clock: MovingClock) -> None:
    identifier = await opened(sessions, clock)
    found = []
    for _ in range(30):
        clock.advance(minutes=20)
        found.append(await sessions.find(identifier) is not None)
    assert found == [True] * 29 + [False]


async def test_sealed_tokens_moved_to_another_session_are_worthless(
    sessions: Sessions, clock: MovingClock, database: AsyncEngine
) -> None:
    await opened(sessions, clock)
    stolen = (await only_row(database)).sealed
    clock.advance(seconds=1)
    own = await opened(sessions, clock)
    async with database.begin() as connection:
        await connection.execute(update(TABLE).values(sealed=stolen))

    assert await sessions.find(own) is None


async def test_a_changed_key_ends_all_sessions(sessions: Sessions, clock: MovingClock, database: AsyncEngine) -> None:
    identifier = await opened(sessions, clock)
    after = Sessions(database, TABLE, key=SecretStr("another key of at least 32 characters"), clock=clock)
    assert await after.find(identifier) is None


async def test_over_sessions_are_deleted_and_living_ones_kept(sessions: Sessions, clock: MovingClock) -> None:
    await opened(sessions, clock)
    clock.advance(minutes=29)
    living = await opened(sessions, clock)
    clock.advance(minutes=1)

    assert await sessions.purge() == 1
    assert await sessions.find(living) is not None
