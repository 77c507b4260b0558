"""Keeps a search document beside each published offer, written in the transaction that changes the offer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, RowMapping, Uuid, any_, delete, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer import Offer, Status
from services.offers.domain.search.derivation import document_of
from services.offers.domain.search.document import DERIVATION, SearchDocument
from services.offers.storage.public_view import public_view
from services.offers.storage.rows import offer_of
from services.offers.storage.search.tables import DOCUMENTS, REFRESHES
from services.offers.storage.tables import OFFERS, STATE
from shared.calendar_day import local_day
from shared.database.direct import fetch_directly

# In the order of the words, so that two writers of the same new words wait for each other and never in a circle.
_KEEP_WORDS = text(
    """
    INSERT INTO search_words (word, stem)
    SELECT word, (ts_lexize('pg_catalog.german_stem', word))[1] FROM unnest(CAST(:words AS text[])) AS word
    WHERE NOT EXISTS (SELECT FROM search_words AS known WHERE known.word = word.word)
    ORDER BY word ON CONFLICT DO NOTHING
    """
)
_SHOWN = "SELECT offer, version, shown::text FROM search_documents WHERE offer = ANY($1::uuid[])"


async def keep(connection: AsyncConnection, offers: Sequence[Offer], *, at: datetime) -> None:
    """Write what these offers are found by, or take out those that aren't published."""
    if hidden := [offer.id for offer in offers if offer.status is not Status.PUBLISHED]:
        await connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.offer == any_(literal(hidden, ARRAY(Uuid)))))
    public = [offer for offer in offers if offer.status is Status.PUBLISHED]
    fresh = [(offer, document_of(offer, now=at, changed_at=at)) for offer in public]
    await write(connection, fresh, made_on=local_day(at), refresh=0)


async def write(
    connection: AsyncConnection, fresh: Sequence[tuple[Offer, SearchDocument]], *, made_on: date, refresh: int
) -> None:
    """Write offers' documents and the words they are found by; `refresh` is 0 where an event of the log tells of the change."""
    if not fresh:
        return
    words = sorted({word for _, each in fresh for word in (*each.title_words, *each.other_words)})
    await connection.execute(_KEEP_WORDS, {"words": words})
    statement = insert(DOCUMENTS).values(
        [{**_row(document, made_on, refresh), "shown": public_view(offer)} for offer, document in fresh]
    )
    changed = {column.name: statement.excluded[column.name] for column in DOCUMENTS.columns if column.name != "offer"}
    await connection.execute(statement.on_conflict_do_update(index_elements=["offer"], set_=changed))


async def next_refresh(connection: AsyncConnection) -> int:
    """Return the number of a refresh; others wait until this one is committed, so that numbers grow in that order."""
    counted = update(REFRESHES).values(number=REFRESHES.c.number + 1).returning(REFRESHES.c.number)
    return int((await connection.execute(counted)).scalar_one())


async def to_be_made(connection: AsyncConnection, *, made_before: date, limit: int) -> Sequence[tuple[Offer, datetime]]:
    """Return published offers whose document is missing, old or by other rules, and when they changed; locked meanwhile."""
    query = (
        select(*STATE)
        .outerjoin(DOCUMENTS, DOCUMENTS.c.offer == OFFERS.c.id)
        .where(OFFERS.c.status == Status.PUBLISHED.value)
        .where(
            or_(DOCUMENTS.c.offer.is_(None), DOCUMENTS.c.derivation != DERIVATION, DOCUMENTS.c.made_on < made_before)
        )
        .order_by(OFFERS.c.id)
        .limit(limit)
        .with_for_update(of=OFFERS, skip_locked=True)
    )
    rows = (await connection.execute(query)).mappings()
    return [(offer_of(row), row["changed_at"]) for row in rows]


def _row(document: SearchDocument, made_on: date, refresh: int) -> dict[str, Any]:
    return {
        "offer": document.offer,
        "network": document.network,
        "version": document.version,
        "title": document.title,
        "title_words": list(document.title_words),
        "other_words": list(document.other_words),
        "min_months": document.min_months,
        "max_months": document.max_months,
        "values": [f"{name}={value}" for name, value in document.values],
        "flags": list(document.flags),
        "latitudes": [latitude for latitude, _ in document.points],
        "longitudes": [longitude for _, longitude in document.points],
        "slot_codes": list(document.slots),
        "slot_days": list(document.slots.values()),
        "times": list(document.times),
        "fresh_day": document.fresh_day,
        "derivation": DERIVATION,
        "made_on": made_on,
        "refresh": refresh,
    }


async def shown(connection: AsyncConnection, offers: Sequence[UUID]) -> dict[UUID, tuple[int, str]]:
    """Return the version and the JSON of those that are published."""
    rows = await fetch_directly(connection, _SHOWN, offers)
    return {row["offer"]: (row["version"], row["shown"]) for row in rows}


def document_in(row: RowMapping) -> SearchDocument:
    """Return the document in a row."""
    return SearchDocument(
        offer=row["offer"],
        network=row["network"],
        version=row["version"],
        title=row["title"],
        title_words=tuple(row["title_words"]),
        other_words=tuple(row["other_words"]),
        min_months=row["min_months"],
        max_months=row["max_months"],
        values=tuple(_pair(value) for value in row["values"]),
        flags=tuple(row["flags"]),
        points=tuple(zip(row["latitudes"], row["longitudes"], strict=True)),
        slots=dict(zip(row["slot_codes"], row["slot_days"], strict=True)),
        times=tuple(row["times"]),
        fresh_day=row["fresh_day"],
    )


def _pair(written: str) -> tuple[str, str]:
    name, _, value = written.partition("=")
    return name, value
