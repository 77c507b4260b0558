"""Writes notices that are about no offer: the next life phase of a child, and what professionals asked to hear of.

`topic` is the same however often a thing is told again, so that nobody hears of it twice. Each statement is one for all people.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.pace import Pace, next_digest
from services.notifications.domain.subscription import Topic
from services.notifications.storage.matching import DIGEST

_WRITE = f"""
    , due AS (
        SELECT *, CASE WHEN pace = 2 THEN CAST(:weekly AS timestamptz) WHEN pace = 1 THEN CAST(:daily AS timestamptz) ELSE first_at END AS at
        FROM told
    ), addressed AS (
        SELECT *, CASE WHEN pace > 0 THEN ({DIGEST})::uuid END AS digest FROM due
    ), digests AS (
        INSERT INTO deliveries (id, lane, kind, person, pace, due_at, not_before, created_at)
        SELECT DISTINCT ON (digest) digest, 'notice', 'digest', person, (ARRAY['at-once', 'daily', 'weekly'])[pace + 1], at, at, :now
        FROM addressed WHERE digest IS NOT NULL
        ON CONFLICT DO NOTHING
    )
    INSERT INTO deliveries (lane, kind, person, topic, about, pace, digest, state, due_at, not_before, created_at)
    SELECT 'notice', kind, person, topic, about, (ARRAY['at-once', 'daily', 'weekly'])[pace + 1], digest,
           CASE WHEN digest IS NULL THEN 'created' ELSE 'bundled' END, CASE WHEN digest IS NULL THEN at ELSE 'infinity' END, at, :now
    FROM addressed
    ON CONFLICT (topic, person) WHERE topic IS NOT NULL DO NOTHING
"""  # noqa: S608 - all parts are ours

_NEXT_PHASES = """
    WITH phase AS (
        SELECT * FROM jsonb_to_recordset(CAST(:phases AS jsonb)) AS phase (key text, born_from date, born_until date)
    ), told AS (
        SELECT person, 'next-phase' AS kind, md5('next-phase:' || phase.key || ':' || birth_month)::uuid AS topic,
               jsonb_build_object('phase', phase.key) AS about, min(pace) AS pace, CAST(:daily AS timestamptz) AS first_at
        FROM phase JOIN subscription_targets ON birth_month BETWEEN phase.born_from AND phase.born_until
        GROUP BY person, phase.key, birth_month
    )
"""

_TELL_PROFESSIONALS = """
    WITH event AS (
        SELECT * FROM jsonb_to_recordset(CAST(:news AS jsonb))
            AS event (topic uuid, wanted text, kind text, network text, organisations uuid[], about jsonb)
    ), told AS (
        SELECT person, event.kind, event.topic, event.about,
               min(CASE pace WHEN 'at-once' THEN 0 WHEN 'daily' THEN 1 ELSE 2 END) AS pace, CAST(:now AS timestamptz) AS first_at
        FROM event JOIN subscriptions ON account IS NOT NULL AND state = 'active' AND channel = 'e-mail'
            AND event.wanted = ANY(topics) AND (networks = '{{}}' OR event.network = ANY(networks))
        WHERE account = ANY(:standing) OR EXISTS (
            SELECT FROM {slot}.grants AS held
            WHERE held.account = subscriptions.account AND NOT held.withdrawn AND held.valid_from <= :now
              AND (held.valid_until IS NULL OR held.valid_until > :now)
              AND (held.role = 'office' OR (held.role = 'coordinator' AND held.network = event.network)
                   OR (held.role = 'partner' AND held.organisation = ANY(event.organisations))))
        GROUP BY person, event.kind, event.topic, event.about
    )
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that professionals may hear of: the office, the network's coordination and the organisations it concerns."""

    topic: UUID
    wanted: Topic
    kind: str
    network: str
    organisations: Sequence[UUID] = ()
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingPhase:
    """A life phase and the months in which the children are born who reach it soon."""

    key: str
    born_from: date
    born_until: date


def topic_of(*parts: object) -> UUID:
    """Return the id of a thing that has none of its own."""
    return UUID(bytes=hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()[:16])


async def tell_next_phases(connection: AsyncConnection, phases: Sequence[ComingPhase], *, now: datetime) -> int:
    """Write a notice for each child that reaches a phase soon, due at 08:30 at the earliest; return how many are new."""
    rows = orjson.dumps([{"key": one.key, "born_from": one.born_from, "born_until": one.born_until} for one in phases])
    return await _write(connection, _NEXT_PHASES, now, phases=rows.decode())


async def tell_professionals(
    connection: AsyncConnection, news: Sequence[News], *, slot: str, standing: Collection[str], now: datetime
) -> int:
    """Write a notice for each professional who asked for it and may know it; return how many are new.

    `standing` are the accounts of the office that stand in the settings.
    """
    rows = orjson.dumps([_row(one) for one in news]).decode()
    return await _write(connection, _TELL_PROFESSIONALS.format(slot=slot), now, news=rows, standing=list(standing))


async def _write(connection: AsyncConnection, told: str, now: datetime, **values: Any) -> int:
    slots = {"daily": next_digest(now, Pace.DAILY), "weekly": next_digest(now, Pace.WEEKLY)}
    return (await connection.execute(text(told + _WRITE), {**values, **slots, "now": now})).rowcount


def _row(news: News) -> dict[str, Any]:
    return {
        "topic": news.topic,
        "wanted": news.wanted,
        "kind": news.kind,
        "network": news.network,
        "organisations": list(news.organisations),
        "about": dict(news.about),
    }
