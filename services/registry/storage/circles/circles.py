"""What all circles have in common; bodies and working groups write it together with themselves."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.circles.circle import Circle, CircleKind
from services.registry.domain.refusals import AlreadyRegistered
from services.registry.storage.circles.tables import CIRCLES
from services.registry.storage.groups.tables import GROUP_MEMBERSHIPS
from services.registry.storage.memberships import holding_on
from services.registry.storage.tables import MEMBERSHIPS


async def find(connection: AsyncConnection, kind: CircleKind, circle_id: UUID) -> Circle | None:
    """Return a circle of this kind, None when there is none."""
    query = select(CIRCLES).where(CIRCLES.c.id == circle_id, CIRCLES.c.kind == kind)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _circle(row)


async def network_of(connection: AsyncConnection, circle_id: UUID) -> str | None:
    """Return the network of a circle of either kind, None for one of the whole city."""
    return await connection.scalar(select(CIRCLES.c.network).where(CIRCLES.c.id == circle_id))


async def is_joined_by(
    connection: AsyncConnection, circle: Circle, organisations: Collection[UUID], *, on: date
) -> bool:
    """Tell whether one of the organisations belongs to the circle's network, or to the working group itself, on a day."""
    if not organisations:
        return False
    of_network = exists().where(
        MEMBERSHIPS.c.network == circle.network, MEMBERSHIPS.c.partner.in_(organisations), holding_on(on)
    )
    joined, left = GROUP_MEMBERSHIPS.c.joined_on, GROUP_MEMBERSHIPS.c.left_on
    of_group = exists().where(
        GROUP_MEMBERSHIPS.c.group == circle.id,
        GROUP_MEMBERSHIPS.c.partner.in_(organisations),
        or_(joined.is_(None), joined <= on),
        or_(left.is_(None), left > on),
    )
    return bool(await connection.scalar(select(or_(of_network, of_group))))


async def save(connection: AsyncConnection, circle: Circle) -> None:
    """Write the circle as it stands now; raises AlreadyRegistered when the id is a circle of another kind."""
    row = {"id": circle.id, "kind": circle.kind, "label": circle.label, "network": circle.network}
    statement = insert(CIRCLES).values(**row)
    changed = {"label": statement.excluded.label, "network": statement.excluded.network}
    same_kind = CIRCLES.c.kind == circle.kind
    upsert = statement.on_conflict_do_update(index_elements=["id"], set_=changed, where=same_kind)
    if (await connection.execute(upsert)).rowcount != 1:
        raise AlreadyRegistered


def _circle(row: RowMapping) -> Circle:
    return Circle(id=row["id"], kind=CircleKind(row["kind"]), label=row["label"], network=row["network"])
