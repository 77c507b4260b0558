"""Turns events into mails in one statement, however many subscribers there are. Each notice-worthy version is matched once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_MATCH = text(
    """
    WITH event AS (
        SELECT * FROM jsonb_to_recordset(CAST(:occasions AS jsonb)) AS event (
            offer uuid, notice_version integer, network text, kind text, min_months integer, max_months integer,
            themes text[], languages text[], day date, is_news boolean, source text, position bigint, traceparent text)
    ), noticed AS (
        INSERT INTO noticed_versions (offer, notice_version, network, noticed_at, state)
        SELECT offer, notice_version, network, :now, CASE WHEN is_news THEN 'matched' ELSE 'too-old' END FROM event
        ON CONFLICT DO NOTHING
        RETURNING offer, notice_version
    )
    INSERT INTO deliveries (lane, kind, person, offer, notice_version, source, event_position, traceparent, created_at)
    SELECT 'notice', event.kind, subscription.person, event.offer, event.notice_version, event.source, event.position,
           event.traceparent, :now
    FROM noticed JOIN event USING (offer, notice_version)
    CROSS JOIN LATERAL (
        SELECT person, (extract(year FROM event.day) - extract(year FROM birth_month)) * 12
                       + extract(month FROM event.day) - extract(month FROM birth_month) AS age,
               min_months, max_months, themes, languages
        FROM subscriptions WHERE state = 'active' AND networks @> ARRAY[event.network]
    ) AS subscription
    WHERE event.is_news
      AND (subscription.age IS NULL
           OR (event.min_months IS NULL OR event.min_months <= subscription.age)
              AND (event.max_months IS NULL OR subscription.age < event.max_months))
      AND (subscription.min_months IS NULL OR event.max_months IS NULL OR subscription.min_months < event.max_months)
      AND (subscription.max_months IS NULL OR event.min_months IS NULL OR event.min_months < subscription.max_months)
      AND (subscription.themes = '{}' OR subscription.themes && event.themes)
      AND (subscription.languages = '{}' OR subscription.languages && event.languages)
    ON CONFLICT (offer, notice_version, person) DO NOTHING
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A notice-worthy version of an offer; `day` is the event's in Dortmund, `is_news` false for what is too old to tell."""

    offer: UUID
    notice_version: int
    network: str
    kind: str
    min_months: int | None
    max_months: int | None
    themes: Sequence[str]
    languages: Sequence[str]
    day: date
    is_news: bool
    source: str
    position: int
    traceparent: str | None


async def match(connection: AsyncConnection, occasions: Sequence[Occasion], *, now: datetime) -> int:
    """Write a mail for every person whose interest an occasion meets and return how many they are.

    No two occasions may be of the same version.
    """
    rows = orjson.dumps([asdict(occasion) for occasion in occasions]).decode()
    return (await connection.execute(_MATCH, {"occasions": rows, "now": now})).rowcount
