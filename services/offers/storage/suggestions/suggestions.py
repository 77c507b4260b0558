"""Reads and writes suggestions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.suggestion import Suggestion, SuggestionState
from services.offers.storage.tables import OFFERS, SUGGESTIONS


async def add(connection: AsyncConnection, suggestion: Suggestion, *, fingerprint: bytes) -> None:
    """Insert a new suggestion."""
    await connection.execute(insert(SUGGESTIONS).values({**_row(suggestion), "fingerprint": fingerprint}))


async def save(connection: AsyncConnection, suggestion: Suggestion) -> None:
    """Write the next version of a suggestion that was read for a change."""
    await connection.execute(update(SUGGESTIONS).where(SUGGESTIONS.c.id == suggestion.id).values(_row(suggestion)))


async def find(connection: AsyncConnection, suggestion_id: UUID, *, for_change: bool = False) -> Suggestion | None:
    """Return a suggestion; `for_change` locks it."""
    query = select(SUGGESTIONS).where(SUGGESTIONS.c.id == suggestion_id)
    row = (await connection.execute(query.with_for_update() if for_change else query)).mappings().one_or_none()
    return _suggestion(row) if row is not None else None


async def find_by_secret(connection: AsyncConnection, fingerprint: bytes) -> Suggestion | None:
    """Return the suggestion whose author's secret has this hash."""
    query = select(SUGGESTIONS).where(SUGGESTIONS.c.fingerprint == fingerprint)
    row = (await connection.execute(query)).mappings().one_or_none()
    return _suggestion(row) if row is not None else None


async def count_open(connection: AsyncConnection, offer: UUID) -> int:
    """Return how many suggestions about an offer wait for an answer."""
    waiting = (SUGGESTIONS.c.offer == offer, SUGGESTIONS.c.state == SuggestionState.OPEN.value)
    return await connection.scalar(select(func.count()).select_from(SUGGESTIONS).where(*waiting)) or 0


async def in_network(
    connection: AsyncConnection,
    network: str,
    *,
    state: SuggestionState,
    limit: int,
    after: tuple[datetime, UUID] | None = None,
) -> Sequence[Suggestion]:
    """Return the suggestions about a network's offers in a state, the oldest first."""
    order = (SUGGESTIONS.c.made_at, SUGGESTIONS.c.id)
    query = (
        select(SUGGESTIONS)
        .join(OFFERS, OFFERS.c.id == SUGGESTIONS.c.offer)
        .where(OFFERS.c.network == network, SUGGESTIONS.c.state == state.value)
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return [_suggestion(row) for row in (await connection.execute(query)).mappings()]


async def about(connection: AsyncConnection, offer: UUID, *, limit: int) -> Sequence[Suggestion]:
    """Return the newest suggestions about an offer."""
    query = (
        select(SUGGESTIONS)
        .where(SUGGESTIONS.c.offer == offer)
        .order_by(SUGGESTIONS.c.made_at.desc(), SUGGESTIONS.c.id)
        .limit(limit)
    )
    return [_suggestion(row) for row in (await connection.execute(query)).mappings()]


async def forget_answered(connection: AsyncConnection, before: datetime) -> int:
    """Delete suggestions that were answered before a time and return how many they were."""
    return (await connection.execute(delete(SUGGESTIONS).where(SUGGESTIONS.c.answered_at < before))).rowcount


def _row(suggestion: Suggestion) -> dict[str, object]:
    return {
        "id": suggestion.id,
        "version": suggestion.version,
        "offer": suggestion.offer,
        "text": suggestion.text,
        "state": suggestion.state.value,
        "answer": suggestion.answer,
        "made_at": suggestion.made_at,
        "answered_at": suggestion.answered_at,
    }


def _suggestion(row: RowMapping) -> Suggestion:
    return Suggestion(
        id=row["id"],
        offer=row["offer"],
        text=row["text"],
        made_at=row["made_at"],
        state=SuggestionState(row["state"]),
        answer=row["answer"],
        answered_at=row["answered_at"],
        version=row["version"],
    )
