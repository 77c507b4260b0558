"""Server-side sessions of a site: the browser holds a random number, the database its hash and the sealed tokens."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy import (
    Column,
    DateTime,
    Index,
    LargeBinary,
    MetaData,
    RowMapping,
    String,
    Table,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.identity.accounts import ACCOUNT_LENGTH
from shared.identity.clock import Clock
from shared.identity.sealing import SealBroken, Sealer

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
# A session in use is written at most once a minute, not at every request.
SEEN_EVERY = timedelta(minutes=1)
ID_BYTES = 32


class SessionSecrets(BaseModel):
    """What a session keeps sealed: the tokens, and the name the page greets with."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    access_token: str
    refresh_token: str | None
    id_token: str
    display_name: str


@dataclass(frozen=True)
class Session:
    """A signed-in person's session; `key` is the hash under which it stands in the database."""

    key: bytes = field(repr=False)
    account: str
    secrets: SessionSecrets = field(repr=False)
    access_expires_at: datetime
    opened_at: datetime


def sessions_table(metadata: MetaData, schema: str | None = None) -> Table:
    """Define the table of sessions; it holds no address, no browser name, no subject."""
    return Table(
        "sessions",
        metadata,
        Column("key", LargeBinary, primary_key=True),
        Column("account", String(ACCOUNT_LENGTH), nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("access_expires_at", DateTime(timezone=True), nullable=False),
        Column("opened_at", DateTime(timezone=True), nullable=False),
        Column("seen_at", DateTime(timezone=True), nullable=False),
        Index("ix_sessions_seen_at", "seen_at"),
        schema=schema,
    )


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, engine: AsyncEngine, table: Table, *, key: SecretStr, clock: Clock) -> None:
        self._engine = engine
        self._table = table
        self._sealer = Sealer(key, purpose="infamilie session")
        self._clock = clock

    async def open(
        self, kept: SessionSecrets, *, account: str, access_expires_at: datetime, replacing: str | None
    ) -> str:
        """Open a session under a new id and return the id; the one the browser came with ends (against fixation)."""
        identifier = secrets.token_urlsafe(ID_BYTES)
        key = _key(identifier)
        now = self._clock()
        row = {
            "key": key,
            "account": account,
            "sealed": self._sealed(kept, key),
            "access_expires_at": access_expires_at,
        }
        async with self._engine.begin() as connection:
            if replacing is not None:
                await connection.execute(delete(self._table).where(self._table.c.key == _key(replacing)))
            await connection.execute(insert(self._table).values(**row, opened_at=now, seen_at=now))
        return identifier

    async def find(self, identifier: str) -> Session | None:
        """Return the living session with this id and note that it is in use."""
        return await self.reload(_key(identifier))

    async def reload(self, key: bytes) -> Session | None:
        """Return the living session under this key and note that it is in use."""
        now = self._clock()
        async with self._engine.begin() as connection:
            found = await connection.execute(select(self._table).where(self._table.c.key == key))
            row = found.mappings().one_or_none()
            if row is None or row["seen_at"] + IDLE <= now or row["opened_at"] + ABSOLUTE <= now:
                return None
            if row["seen_at"] + SEEN_EVERY <= now:
                await connection.execute(update(self._table).where(self._table.c.key == key).values(seen_at=now))
        return self._session(row)

    async def replace_tokens(self, session: Session, *, kept: SessionSecrets, access_expires_at: datetime) -> None:
        """Keep renewed tokens."""
        values = {"sealed": self._sealed(kept, session.key), "access_expires_at": access_expires_at}
        async with self._engine.begin() as connection:
            await connection.execute(update(self._table).where(self._table.c.key == session.key).values(**values))

    async def end(self, key: bytes) -> None:
        """End a session."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(self._table).where(self._table.c.key == key))

    async def purge(self) -> int:
        """Delete the sessions that are over and return how many they were."""
        now = self._clock()
        over = or_(self._table.c.seen_at <= now - IDLE, self._table.c.opened_at <= now - ABSOLUTE)
        async with self._engine.begin() as connection:
            return (await connection.execute(delete(self._table).where(over))).rowcount

    def _sealed(self, kept: SessionSecrets, key: bytes) -> bytes:
        return self._sealer.seal(kept.model_dump_json().encode(), bound_to=key)

    def _session(self, row: RowMapping) -> Session | None:
        try:
            plain = self._sealer.open(row["sealed"], bound_to=row["key"])
        except SealBroken:
            # Sealed with a key that was changed since: the person signs in again.
            return None
        return Session(
            key=row["key"],
            account=row["account"],
            secrets=SessionSecrets.model_validate_json(plain),
            access_expires_at=row["access_expires_at"],
            opened_at=row["opened_at"],
        )


def _key(identifier: str) -> bytes:
    return hashlib.sha256(identifier.encode()).digest()
