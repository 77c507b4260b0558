"""Whom matching asks: a row for each quarter or circle and each child of the active subscriptions that get mails.

Names stand in it as numbers (`terms`), and nothing where all are meant, so that one index holds all that matching looks at.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_MATCHED = "state = 'active' AND channel = 'e-mail' AND (account IS NULL OR 'offers' = ANY(topics))"
_FORGET = text("DELETE FROM subscription_targets WHERE subscription = ANY(:subscriptions)")
# In one order, so that two who bring the same names don't wait for each other in a circle.
_NAME = f"""
    INSERT INTO terms (name)
    SELECT DISTINCT named.name FROM subscriptions
    CROSS JOIN LATERAL unnest(networks || themes || target_groups || languages) AS named (name)
    WHERE {_MATCHED} AND NOT EXISTS (SELECT FROM terms WHERE terms.name = named.name) {{only}}
    ORDER BY named.name ON CONFLICT DO NOTHING
"""  # noqa: S608 - all parts are ours
_RENEW = f"""
    INSERT INTO subscription_targets (subscription, person, network, latitude, longitude, radius_metres, birth_month, min_months, max_months, pace, weekdays, themes, target_groups, languages)
    SELECT id, person, place.network, place.latitude, place.longitude, place.radius_metres,
           birth_month, min_months, max_months,
           CASE pace WHEN 'at-once' THEN 0 WHEN 'daily' THEN 1 ELSE 2 END,
           (SELECT coalesce(sum(1 << (weekday - 1)), 0) FROM unnest(weekdays) AS weekday),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(themes)),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(target_groups)),
           (SELECT array_agg(number ORDER BY number) FROM terms WHERE name = ANY(languages))
    FROM subscriptions
    CROSS JOIN LATERAL (
        SELECT number AS network, NULL::float8 AS latitude, NULL::float8 AS longitude, NULL::integer AS radius_metres
        FROM terms WHERE name = ANY(networks)
        UNION ALL
        SELECT NULL, latitude, longitude, radius_metres WHERE radius_metres IS NOT NULL
    ) AS place
    LEFT JOIN unnest(birth_months) AS birth_month ON true
    WHERE {_MATCHED} {{only}}
"""  # noqa: S608 - all parts are ours
_SOME = "AND id = ANY(:subscriptions)"


async def renew(connection: AsyncConnection, subscriptions: Collection[UUID]) -> None:
    """Make the rows of these subscriptions anew from what they are now."""
    if not subscriptions:
        return
    named = {"subscriptions": list(subscriptions)}
    await connection.execute(_FORGET, named)
    await connection.execute(text(_NAME.format(only=_SOME)), named)
    await connection.execute(text(_RENEW.format(only=_SOME)), named)


async def renew_all(connection: AsyncConnection) -> None:
    """Make all rows anew, e.g. after many subscriptions were written at once."""
    await connection.execute(text("DELETE FROM subscription_targets"))
    await connection.execute(text(_NAME.format(only="")))
    await connection.execute(text(_RENEW.format(only="")))
