"""What other services have told: offers, quarters and life phases, kept by the listeners and only read here."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Double,
    Integer,
    RowMapping,
    SmallInteger,
    Table,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.interest import Ages, Described
from services.notifications.domain.life_phase import LifePhase
from services.notifications.domain.offer import Offer
from services.notifications.domain.place import Point
from services.notifications.domain.weekdays import weekdays_in
from shared.database.engine import new_metadata
from shared.messaging.batch import PROJECTION

MOST_LIFE_PHASES = 100
METADATA = new_metadata()

OFFERS = Table(
    "offers",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("themes", ARRAY(Text), nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("target_groups", ARRAY(Text), nullable=False),
    Column("weekdays", SmallInteger, nullable=False),
    Column("latitudes", ARRAY(Double), nullable=False),
    Column("longitudes", ARRAY(Double), nullable=False),
    Column("status", Text, nullable=False),
    Column("notice_version", Integer, nullable=False),
    Column("place_name", Text),
    Column("schedule_text", Text),
    schema=PROJECTION,
)

NETWORKS = Table(
    "networks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("short_label", Text, nullable=False),
    Column("status", Text, nullable=False),
    schema=PROJECTION,
)

LIFE_PHASES = Table(
    "life_phases",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("min_months", Integer),
    Column("max_months", Integer),
    Column("display_order", Integer, nullable=False),
    schema=PROJECTION,
)


_ALL_OFFERS = select(OFFERS, NETWORKS.c.short_label.label("network_label")).select_from(
    OFFERS.outerjoin(NETWORKS, NETWORKS.c.id == OFFERS.c.network)
)
# Built once: every mail waits for it.
_OFFERS = _ALL_OFFERS.where(OFFERS.c.id == any_(bindparam("ids", type_=ARRAY(Uuid))))


async def offers_by_id(connection: AsyncConnection, ids: Collection[UUID]) -> Mapping[UUID, Offer]:
    """Return the offers that are known among these."""
    if not ids:
        return {}
    rows = await connection.execute(_OFFERS, {"ids": list(ids)})
    return {row["id"]: _offer(row) for row in rows.mappings()}


async def network_labels(connection: AsyncConnection, ids: Collection[str]) -> Mapping[str, str]:
    """Return the short names of the networks that are known among these."""
    rows = await connection.execute(select(NETWORKS.c.id, NETWORKS.c.short_label).where(NETWORKS.c.id.in_(ids)))
    return {row.id: row.short_label for row in rows}


async def phases_by_age(connection: AsyncConnection) -> Sequence[LifePhase]:
    """Return the life phases, the youngest first."""
    rows = await connection.execute(
        select(LIFE_PHASES).order_by(LIFE_PHASES.c.display_order, LIFE_PHASES.c.key).limit(MOST_LIFE_PHASES)
    )
    return [LifePhase(row.key, row.label, Ages(row.min_months, row.max_months)) for row in rows]


async def offers_of_ages(connection: AsyncConnection, ages: Collection[Ages], *, most: int) -> Sequence[Offer]:
    """Return published offers that are for some of these ages, the newest first."""
    bounds = [_for_some_of(each) for each in ages]
    query = _ALL_OFFERS.where(OFFERS.c.status == "published", or_(*bounds)).order_by(OFFERS.c.id.desc()).limit(most)
    return [_offer(row) for row in (await connection.execute(query)).mappings()]


def _for_some_of(ages: Ages) -> ColumnElement[bool]:
    low, high = OFFERS.c.min_months, OFFERS.c.max_months
    begins = true() if ages.max_months is None else or_(low.is_(None), low < ages.max_months)
    return and_(begins, true() if ages.min_months is None else or_(high.is_(None), high > ages.min_months))


def _offer(columns: RowMapping) -> Offer:
    return Offer(
        id=columns["id"],
        title=columns["title"],
        network_label=columns["network_label"] or columns["network"],
        described=Described(
            network=columns["network"],
            ages=Ages(columns["min_months"], columns["max_months"]),
            themes=frozenset(columns["themes"]),
            languages=frozenset(columns["languages"]),
            target_groups=frozenset(columns["target_groups"]),
            weekdays=weekdays_in(columns["weekdays"]),
            points=tuple(map(Point, columns["latitudes"], columns["longitudes"])),
        ),
        status=columns["status"],
        notice_version=columns["notice_version"],
        place_name=columns["place_name"],
        schedule_text=columns["schedule_text"],
    )
