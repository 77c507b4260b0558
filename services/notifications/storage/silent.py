"""Subscriptions of which nobody will ever hear anything: counts by cause, for the office to see what people wait for in vain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ARRAY, Column, Date, String, Text, any_, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from services.notifications.domain.subscription import SubscriptionState
from services.notifications.storage.projections import NETWORKS, OFFERS
from services.notifications.storage.tables import SUBSCRIPTIONS

ASLEEP = ("dormant",)
MOST_ROWS = 500
_ASKED = SUBSCRIPTIONS.c


@dataclass(frozen=True, slots=True)
class Silent:
    """So many subscriptions wait for something that is not there; `value` names the theme, group, language or quarter."""

    cause: str
    value: str
    subscriptions: int


async def silent_subscriptions(connection: AsyncConnection, *, grown_before: date) -> Sequence[Silent]:
    """Return what is waited for in vain, the most first: in quarters that rest, for what no offer has, for grown children."""
    found = [
        *await _in_sleeping_quarters(connection),
        *[one for cause, column in _named().items() for one in await _named_nowhere(connection, cause, column)],
        *await _of_the_grown(connection, grown_before),
    ]
    return sorted(found, key=lambda one: (-one.subscriptions, one.cause, one.value))


def _named() -> Mapping[str, str]:
    return {
        "theme-without-offer": "themes",
        "target-group-without-offer": "target_groups",
        "language-without-offer": "languages",
    }


async def _named_nowhere(connection: AsyncConnection, cause: str, column: str) -> Sequence[Silent]:
    there = select(func.unnest(OFFERS.c[column])).distinct().where(OFFERS.c.status == "published").limit(MOST_ROWS)
    offered = list((await connection.execute(there)).scalars())
    asked = _ASKED[column]
    in_vain = func.cardinality(asked) > 0, ~asked.op("&&", is_comparison=True)(cast(offered, ARRAY(Text)))
    return await _counted(connection, cause, asked, *in_vain)


async def _in_sleeping_quarters(connection: AsyncConnection) -> Sequence[Silent]:
    awake = select(NETWORKS.c.id).where(NETWORKS.c.id == any_(_ASKED.networks), NETWORKS.c.status.not_in(ASLEEP))
    only_there = func.cardinality(_ASKED.networks) > 0, _ASKED.radius_metres.is_(None), ~awake.exists()
    return await _counted(connection, "quarter-asleep", _ASKED.networks, *only_there)


async def _of_the_grown(connection: AsyncConnection, grown_before: date) -> Sequence[Silent]:
    young = cast(grown_before, Date) <= any_(_ASKED.birth_months)
    query = select(func.count()).select_from(SUBSCRIPTIONS)
    grown = query.where(_ASKED.state == SubscriptionState.ACTIVE, func.cardinality(_ASKED.birth_months) > 0, ~young)
    count = (await connection.execute(grown)).scalar_one()
    return [Silent("children-grown", "", count)] if count else []


async def _counted(
    connection: AsyncConnection, cause: str, column: Column[Sequence[str]], *conditions: ColumnElement[bool]
) -> Sequence[Silent]:
    value = func.unnest(column, type_=String).label("value")
    named = select(value).where(_ASKED.state == SubscriptionState.ACTIVE, *conditions).subquery()
    query = select(named.c.value, func.count().label("asked")).group_by(named.c.value)
    rows = await connection.execute(query.order_by(func.count().desc(), named.c.value).limit(MOST_ROWS))
    return [Silent(cause, row.value, row.asked) for row in rows]
