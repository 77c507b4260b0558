"""The repository of fundings, and of the alarms before their ends."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.projects.funding import Funding
from services.registry.domain.projects.life import AHEAD
from services.registry.storage.keyset import Window
from services.registry.storage.projects.tables import FUNDING_ALARMS, FUNDINGS, PROJECTS
from services.registry.storage.versioned import write


@dataclass(frozen=True, kw_only=True)
class EndingFunding:
    """A funding that ends soon, with what its project is."""

    id: UUID
    project: UUID
    label: str
    networks: tuple[str, ...]
    source: str
    ends_on: date


async def find(connection: AsyncConnection, funding_id: UUID) -> Funding | None:
    """Return a funding, None when there is none."""
    row = (await connection.execute(select(FUNDINGS).where(FUNDINGS.c.id == funding_id))).mappings().one_or_none()
    return None if row is None else Funding(**row)


async def listed(connection: AsyncConnection, window: Window, *, project: UUID) -> Sequence[Funding]:
    """Return a project's fundings, withdrawn ones too, in the order of their ids."""
    query = window.of(select(FUNDINGS).where(FUNDINGS.c.project == project), FUNDINGS.c.id)
    return [Funding(**row) for row in (await connection.execute(query)).mappings()]


async def save(connection: AsyncConnection, funding: Funding) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, FUNDINGS, asdict(funding))


async def to_alarm(connection: AsyncConnection, *, today: date, months: int, limit: int) -> Sequence[EndingFunding]:
    """Return fundings of projects still ahead that end within some months and of which nobody was alarmed.

    The day of the alarm is reckoned back from the end: six months before 31 December is 30 June.
    """
    alarmed = exists().where(FUNDING_ALARMS.c.funding == FUNDINGS.c.id, FUNDING_ALARMS.c.ends_on == FUNDINGS.c.ends_on)
    alarm_day = func.date(FUNDINGS.c.ends_on - func.make_interval(0, months))
    query = (
        select(
            FUNDINGS.c.id,
            FUNDINGS.c.project,
            PROJECTS.c.label,
            PROJECTS.c.networks,
            FUNDINGS.c.source,
            FUNDINGS.c.ends_on,
        )
        .join(PROJECTS, PROJECTS.c.id == FUNDINGS.c.project)
        .where(FUNDINGS.c.withdrawn.is_(False), FUNDINGS.c.ends_on >= today, alarm_day <= today, ~alarmed)
        .where(PROJECTS.c.state.in_(sorted(AHEAD)))
        .order_by(FUNDINGS.c.ends_on, FUNDINGS.c.id)
        .limit(limit)
    )
    rows = (await connection.execute(query)).mappings()
    return [EndingFunding(**{**row, "networks": tuple(row["networks"])}) for row in rows]


async def keep_alarms(
    connection: AsyncConnection, ending: Mapping[UUID, EndingFunding], *, at: datetime
) -> frozenset[UUID]:
    """Write down which alarms are given, by their ids; return those that no other instance has given."""
    rows = [
        {"id": alarm, "funding": funding.id, "ends_on": funding.ends_on, "alarmed_at": at}
        for alarm, funding in ending.items()
    ]
    given = insert(FUNDING_ALARMS).values(rows).on_conflict_do_nothing().returning(FUNDING_ALARMS.c.id)
    return frozenset((await connection.execute(given)).scalars())
