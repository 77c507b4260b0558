"""Tells failures of the database's surroundings, which pass by themselves, from failures of our own work.

SQLSTATE classes: PostgreSQL 18, appendix A.
"""

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

PASSING_STATES = frozenset(
    {"40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25006"}
)
PASSING_CLASSES = ("08", "53", "58")


def passes_by_itself(failure: BaseException) -> bool:
    """Return whether trying again later can succeed without any change on our side."""
    if isinstance(failure, (ConnectionError, TimeoutError, OSError, PoolTimeout)):
        return True
    if isinstance(failure, DBAPIError) and failure.connection_invalidated:
        return True
    state = _sqlstate(failure)
    if state is not None:
        return state in PASSING_STATES or state.startswith(PASSING_CLASSES)
    return isinstance(failure, (InterfaceError, OperationalError, asyncpg.InterfaceError))


def _sqlstate(failure: BaseException) -> str | None:
    original = failure.orig if isinstance(failure, DBAPIError) else failure
    for candidate in (original, getattr(original, "__cause__", None)):
        state = getattr(candidate, "sqlstate", None)
        if isinstance(state, str):
            return state
    return None
