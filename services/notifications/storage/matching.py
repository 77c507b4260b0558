"""Turns events into mails in one statement, however many subscribers there are. Each notice-worthy version is matched once: whoever
could write its row into `noticed_versions`, which is kept as long as the ledger.

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
from services.notifications.domain.place import EARTH_RADIUS_METRES, METRES_A_DEGREE

DIGEST = "lpad(to_hex(extract(epoch FROM at)::bigint / 60), 8, '0') || substr(md5(person::text), 9)"
"""A digest's id begins with its time, so that those of one morning stand side by side in every index."""
_AGES_OVERLAP = """
    (min_months IS NULL OR event.max_months IS NULL OR min_months < event.max_months)
    AND (max_months IS NULL OR event.min_months IS NULL OR event.min_months < max_months)
"""
# Most are too far to the north or south, which is told without any sine.
_IS_NEAR = f"""
    radius_metres IS NOT NULL AND abs(lat - latitude) * {METRES_A_DEGREE} <= radius_metres
    AND CASE WHEN abs(lat - latitude) * {METRES_A_DEGREE} <= radius_metres THEN 2 * {EARTH_RADIUS_METRES} * asin(sqrt(
        sin(radians(lat - latitude) / 2) ^ 2
        + cos(radians(latitude)) * cos(radians(lat)) * sin(radians(lon - longitude) / 2) ^ 2)) <= radius_metres END
"""
_NUMBERS = "coalesce((SELECT array_agg(number) FROM terms WHERE name = ANY(said.{names})), '{{}}') AS {names}"
SAID = """
    said AS (
        SELECT * FROM jsonb_to_recordset(CAST(:occasions AS jsonb)) AS said (
            offer uuid, notice_version integer, network text, kind text, is_urgent boolean, sides text[], min_months integer,
            max_months integer, born_from date, born_until date, themes text[], target_groups text[], languages text[],
            weekdays smallint, latitudes float8[], longitudes float8[], is_news boolean, source text, position bigint, traceparent text)
    )
"""
FIND = f"""
    event AS MATERIALIZED (
        SELECT offer, notice_version, kind, is_urgent, min_months, max_months, born_from, born_until, weekdays, latitudes, longitudes,
               source, position, traceparent, (SELECT number FROM terms WHERE name = said.network) AS network,
               {_NUMBERS.format(names="themes")}, {_NUMBERS.format(names="target_groups")}, {_NUMBERS.format(names="languages")}
        FROM said JOIN noticed USING (offer, notice_version) WHERE is_news
    ), told AS (
        SELECT event.offer, event.notice_version, found.person, CASE WHEN event.is_urgent THEN 0 ELSE min(found.pace) END AS pace
        FROM event CROSS JOIN LATERAL (
            SELECT person, pace, weekdays, themes, target_groups, languages FROM subscription_targets
            WHERE network = event.network AND birth_month BETWEEN event.born_from AND event.born_until
            UNION ALL
            SELECT person, pace, weekdays, themes, target_groups, languages FROM subscription_targets
            WHERE network = event.network AND birth_month IS NULL AND {_AGES_OVERLAP}
            UNION ALL
            SELECT person, pace, weekdays, themes, target_groups, languages
            FROM unnest(event.latitudes, event.longitudes) AS place (lat, lon), subscription_targets
            WHERE {_IS_NEAR} AND birth_month BETWEEN event.born_from AND event.born_until
            UNION ALL
            SELECT person, pace, weekdays, themes, target_groups, languages
            FROM unnest(event.latitudes, event.longitudes) AS place (lat, lon), subscription_targets
            WHERE {_IS_NEAR} AND birth_month IS NULL AND {_AGES_OVERLAP}
        ) AS found
        WHERE (found.weekdays = 0 OR event.weekdays = 0 OR found.weekdays & event.weekdays <> 0)
          AND (found.themes IS NULL OR found.themes && event.themes)
          AND (found.target_groups IS NULL OR found.target_groups && event.target_groups)
          AND (found.languages IS NULL OR found.languages && event.languages)
        GROUP BY event.offer, event.notice_version, event.is_urgent, found.person
    )
"""  # noqa: S608 - the number is ours
"""Who is told of which occasion (`told`), of those that `noticed` names."""
_MATCH = text(
    f"""
    WITH {SAID}, noticed AS (
        INSERT INTO noticed_versions (offer, notice_version, network, kind, sides, noticed_at, state)
        SELECT offer, notice_version, network, kind, sides, :now, CASE WHEN is_news THEN 'matched' ELSE 'too-old' END FROM said
        ON CONFLICT DO NOTHING
        RETURNING offer, notice_version
    ), {FIND}, due AS (
        SELECT *, (ARRAY[:now, :daily, :weekly])[pace + 1] AS at FROM told
    ), addressed AS (
        SELECT *, CASE WHEN pace > 0 THEN ({DIGEST})::uuid END AS digest FROM due
    ), digests AS (
        INSERT INTO deliveries (id, lane, kind, person, pace, due_at, not_before, created_at)
        SELECT DISTINCT ON (digest) digest, 'notice', 'digest', person, (ARRAY['at-once', 'daily', 'weekly'])[pace + 1], at, at, :now
        FROM addressed WHERE digest IS NOT NULL
        ON CONFLICT DO NOTHING
    )
    INSERT INTO deliveries (lane, kind, person, offer, notice_version, source, event_position, traceparent, pace, digest, state,
                            due_at, not_before, created_at)
    SELECT CASE WHEN event.is_urgent THEN 'urgent' ELSE 'notice' END, event.kind, person, offer, notice_version,
           event.source, event.position, event.traceparent, (ARRAY['at-once', 'daily', 'weekly'])[addressed.pace + 1], digest,
           CASE WHEN digest IS NULL THEN 'created' ELSE 'bundled' END,
           CASE WHEN digest IS NULL THEN least(at, now()) ELSE 'infinity' END, at, :now
    FROM addressed JOIN event USING (offer, notice_version)
    """  # noqa: S608 - all parts are ours
)


_COUNT = text(
    f"WITH {SAID}, noticed AS (SELECT offer, notice_version FROM said), {FIND} SELECT count(*) FROM told"  # noqa: S608 - all parts are ours
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


async def count_told(connection: AsyncConnection, occasions: Sequence[Occasion]) -> int:
    """Return how many would be told if these were new; nothing is written."""
    rows = orjson.dumps([asdict(occasion) for occasion in occasions]).decode()
    count: int = (await connection.execute(_COUNT, {"occasions": rows})).scalar_one()
    return count


async def match(connection: AsyncConnection, occasions: Sequence[Occasion], *, now: datetime) -> int:
    """Write a mail for every person whose interest an occasion meets and return how many they are.

    No two occasions may be of the same version.
    """
    rows = orjson.dumps([asdict(occasion) for occasion in occasions]).decode()
    slots = {"daily": next_digest(now, Pace.DAILY), "weekly": next_digest(now, Pace.WEEKLY)}
    return (await connection.execute(_MATCH, {"occasions": rows, "now": now, **slots})).rowcount
