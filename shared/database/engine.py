"""The one way to reach a service's own database: SQLAlchemy 2.1 over asyncpg, with limits that end stuck work."""

from typing import Any

import orjson
from sqlalchemy import MetaData, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from shared.database.resting import ShrinkingPool

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

SESSION_SETTINGS = {
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "5s",
    "transaction_timeout": "60s",
    "timezone": "UTC",
    "jit": "off",
    # The default is that of a turning disk: it makes the planner read 50,000 partners in a row to find a network's 500.
    "random_page_cost": "1.1",
}


def new_metadata() -> MetaData:
    """Return the metadata of one service with the house's constraint names."""
    return MetaData(naming_convention=NAMING)


def create_database_engine(
    url: str, *, application: str, pool_size: int = 8, plans_each_time: bool = False
) -> AsyncEngine:
    """Return an engine for a `postgresql://` URL; connections are opened when first used.

    Statements are planned once for a connection, or each time they are asked: that takes some 0.1 ms, and knows how large a table is by now.
    """
    own = {"application_name": application, "plan_cache_mode": "force_custom_plan" if plans_each_time else "auto"}
    engine = create_async_engine(
        asyncpg_url(url),
        poolclass=ShrinkingPool,
        pool_size=pool_size,
        hide_parameters=True,
        max_overflow=4,
        pool_timeout=5,
        pool_pre_ping=False,
        pool_recycle=1800,
        pool_use_lifo=True,
        json_serializer=_dumps,
        json_deserializer=orjson.loads,
        connect_args={"timeout": 5, "server_settings": {**SESSION_SETTINGS, **own}},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    return engine


def _refuse_closed(connection: DBAPIConnection, _record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """Let the pool open another connection in place of one that the server has closed; asks nobody, unlike a ping."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def asyncpg_url(url: str) -> str:
    """Return the URL with SQLAlchemy's driver name."""
    return "postgresql+asyncpg://" + url.split("://", 1)[1]


def plain_url(url: str) -> str:
    """Return the URL as libpq and asyncpg write it."""
    return "postgresql://" + url.split("://", 1)[1]


def _dumps(value: Any) -> str:
    # asyncpg reads UUIDs as a subclass that orjson does not know.
    return orjson.dumps(value, default=str).decode()
