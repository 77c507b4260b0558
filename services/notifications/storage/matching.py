"""Turns events into mails in one statement, however many subscribers there are. Each notice-worthy version is matched once.

A row for each person, with the quickest pace of all that matches; what waits for a digest makes the digest's row with it
(docs/decisions/0020). The three branches are those of the indexes: quarter and birth month, quarter without children, circle.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.pace import Pace, next_digest
from services.notifications.domain.place import EARTH_RADIUS_METRES

_MATCH = text(
    f"""
    WITH event AS (
        SELECT * FROM jsonb_to_recordset(CAST(:occasions AS jsonb)) AS event (
            offer uuid, notice_version integer, network text, kind text, is_urgent boolean, sides text[], min_months integer, max_months integer,
            born_from date, born_until date, themes text[], target_groups text[], languages text[], weekdays smallint,
            latitudes float8[], longitudes float8[], is_news boolean, source text, position bigint, traceparent text)
    ), noticed AS (
        INSERT INTO noticed_versions (offer, notice_version, network, kind, sides, noticed_at, state)
        SELECT offer, notice_version, network, kind, sides, :now, CASE WHEN is_news THEN 'matched' ELSE 'too-old' END FROM event
        ON CONFLICT DO NOTHING
        RETURNING offer, notice_version
    ), told AS (
        SELECT event.offer, event.notice_version, found.person, CASE WHEN event.is_urgent THEN 0 ELSE min(found.pace) END AS pace
        FROM noticed JOIN event USING (offer, notice_version)
        CROSS JOIN LATERAL (
            SELECT person, pace, weekdays, themes, target_groups, languages FROM subscription_targets
            WHERE network = event.network AND birth_month BETWEEN event.born_from AND event.born_until
            UNION ALL
            SELECT person, pace, weekdays, themes, target_groups, languages FROM subscription_targets
            WHERE network = event.network AND birth_month IS NULL
              AND (min_months IS NULL OR event.max_months IS NULL OR min_months < event.max_months)
              AND (max_months IS NULL OR event.min_months IS NULL OR event.min_months < max_months)
            UNION ALL
            SELECT person, pace, weekdays, themes, target_groups, languages
            FROM unnest(event.latitudes, event.longitudes) AS place (lat, lon)
            JOIN subscription_targets ON radius_metres IS NOT NULL
                 AND box(point(west, south), point(east, north)) @> box(point(lon, lat), point(lon, lat))
            WHERE CASE WHEN birth_month IS NOT NULL THEN birth_month BETWEEN event.born_from AND event.born_until
                  ELSE (min_months IS NULL OR event.max_months IS NULL OR min_months < event.max_months)
                       AND (max_months IS NULL OR event.min_months IS NULL OR event.min_months < max_months) END
              AND 2 * {EARTH_RADIUS_METRES} * asin(sqrt(
                  sin(radians(lat - latitude) / 2) ^ 2
                  + cos(radians(latitude)) * cos(radians(lat)) * sin(radians(lon - longitude) / 2) ^ 2)) <= radius_metres
        ) AS found
        WHERE event.is_news
          AND (found.weekdays = 0 OR event.weekdays = 0 OR found.weekdays & event.weekdays <> 0)
          AND (found.themes = '{{}}' OR found.themes && event.themes)
          AND (found.target_groups = '{{}}' OR found.target_groups && event.target_groups)
          AND (found.languages = '{{}}' OR found.languages && event.languages)
        GROUP BY event.offer, event.notice_version, event.is_urgent, found.person
    ), due AS (
        SELECT *, (ARRAY[:now, :daily, :weekly])[pace + 1] AS at,
               CASE WHEN pace > 0 THEN md5(person::text || extract(epoch FROM (ARRAY[:now, :daily, :weekly])[pace + 1]))::uuid END AS digest
        FROM told
    ), digests AS (
        INSERT INTO deliveries (id, lane, kind, person, pace, due_at, not_before, created_at)
        SELECT DISTINCT ON (digest) digest, 'notice', 'digest', person, (ARRAY['at-once', 'daily', 'weekly'])[pace + 1], at, at, :now
        FROM due WHERE digest IS NOT NULL
        ON CONFLICT DO NOTHING
    )
    INSERT INTO deliveries (lane, kind, person, offer, notice_version, source, event_position, traceparent, pace, digest, state,
                            due_at, not_before, created_at)
    SELECT CASE WHEN event.is_urgent THEN 'urgent' ELSE 'notice' END, event.kind, due.person, due.offer, due.notice_version,
           event.source, event.position, event.traceparent, (ARRAY['at-once', 'daily', 'weekly'])[due.pace + 1], due.digest,
           CASE WHEN due.digest IS NULL THEN 'created' ELSE 'bundled' END,
           CASE WHEN due.digest IS NULL THEN least(due.at, now()) ELSE 'infinity' END, due.at, :now
    FROM due JOIN event USING (offer, notice_version)
    ON CONFLICT (offer, notice_version, person) DO NOTHING
    """  # noqa: S608 - the number is ours
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A notice-worthy version of an offer; `is_news` is false for what is too old to tell.

    `born_from` and `born_until` are the months in which a child is born who is of the offer's age on the event's day in Dortmund, or soon.
    """

    offer: UUID
    notice_version: int
    network: str
    kind: str
    is_urgent: bool = False
    sides: Sequence[str] = ()
    min_months: int | None
    max_months: int | None
    born_from: date
    born_until: date
    themes: Sequence[str]
    target_groups: Sequence[str]
    languages: Sequence[str]
    weekdays: int
    latitudes: Sequence[float]
    longitudes: Sequence[float]
    is_news: bool
    source: str
    position: int
    traceparent: str | None


async def match(connection: AsyncConnection, occasions: Sequence[Occasion], *, now: datetime) -> int:
    """Write a mail for every person whose interest an occasion meets and return how many they are.

    No two occasions may be of the same version.
    """
    rows = orjson.dumps([asdict(occasion) for occasion in occasions]).decode()
    slots = {"daily": next_digest(now, Pace.DAILY), "weekly": next_digest(now, Pace.WEEKLY)}
    return (await connection.execute(_MATCH, {"occasions": rows, "now": now, **slots})).rowcount
