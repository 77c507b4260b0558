"""Whom matching asks: a row for each quarter or circle and each child of the active subscriptions that get mails."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

METRES_A_DEGREE = 111_000
"""A little less than in truth, so that the box around a circle is rather too large."""

_FORGET = text("DELETE FROM subscription_targets WHERE subscription = ANY(:subscriptions)")
_RENEW = f"""
    INSERT INTO subscription_targets (subscription, person, network, latitude, longitude, radius_metres, south, north, west, east,
                                      birth_month, min_months, max_months, pace, weekdays, themes, target_groups, languages)
    SELECT id, person, place.network, place.latitude, place.longitude, place.radius_metres,
           place.latitude - place.up, place.latitude + place.up, place.longitude - place.aside, place.longitude + place.aside,
           birth_month, min_months, max_months,
           CASE pace WHEN 'at-once' THEN 0 WHEN 'daily' THEN 1 ELSE 2 END,
           (SELECT coalesce(sum(1 << (weekday - 1)), 0) FROM unnest(weekdays) AS weekday),
           themes, target_groups, languages
    FROM subscriptions
    CROSS JOIN LATERAL (
        SELECT network, NULL::float8 AS latitude, NULL::float8 AS longitude, NULL::integer AS radius_metres,
               NULL::float8 AS up, NULL::float8 AS aside
        FROM unnest(networks) AS network
        UNION ALL
        SELECT NULL, latitude, longitude, radius_metres, radius_metres::float8 / {METRES_A_DEGREE},
               radius_metres::float8 / ({METRES_A_DEGREE} * cosd(least(abs(latitude) + 1, 89)))
        WHERE radius_metres IS NOT NULL
    ) AS place
    LEFT JOIN unnest(birth_months) AS birth_month ON true
    WHERE state = 'active' AND channel = 'e-mail' AND (account IS NULL OR 'offers' = ANY(topics))
"""  # noqa: S608 - the number is ours
_RENEW_SOME = text(f"{_RENEW} AND id = ANY(:subscriptions)")


async def renew(connection: AsyncConnection, subscriptions: Collection[UUID]) -> None:
    """Make the rows of these subscriptions anew from what they are now."""
    named = {"subscriptions": list(subscriptions)}
    await connection.execute(_FORGET, named)
    await connection.execute(_RENEW_SOME, named)


async def renew_all(connection: AsyncConnection) -> None:
    """Make all rows anew, e.g. after many subscriptions were written at once."""
    await connection.execute(text("DELETE FROM subscription_targets"))
    await connection.execute(text(_RENEW))
