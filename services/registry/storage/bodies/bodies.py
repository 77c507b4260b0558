"""The repository of governance bodies with their members."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.bodies.body import Body, BodyKind, BodyMember
from services.registry.domain.circles.circle import Circle, CircleKind
from services.registry.domain.sort_key import sort_key
from services.registry.storage.bodies.tables import BODIES, BODY_MEMBERS
from services.registry.storage.circles import circles
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write

Members = dict[UUID, list[BodyMember]]


async def find(connection: AsyncConnection, body_id: UUID) -> Body | None:
    """Return a body, None when there is none."""
    bodies = await _read(connection, select(BODIES).where(BODIES.c.id == body_id))
    return bodies[0] if bodies else None


async def listed(
    connection: AsyncConnection, window: Window, *, network: str | None = None, city_wide: bool = False
) -> Sequence[Body]:
    """Return bodies by name; with a network only its own, or only those of the whole city."""
    query = select(BODIES)
    if network is not None:
        query = query.where(BODIES.c.network == network)
    if city_wide:
        query = query.where(BODIES.c.network.is_(None))
    return await _read(connection, window.of(query, BODIES.c.sort_key, BODIES.c.id))


async def save(connection: AsyncConnection, body: Body) -> None:
    """Write a new version with its members, in their order; raises ChangedMeanwhile."""
    await circles.save(connection, Circle(id=body.id, kind=CircleKind.BODY, label=body.label, network=body.network))
    row = asdict(body)
    members = [{"body": body.id, "place": n, **member} for n, member in enumerate(row.pop("members"))]
    await write(connection, BODIES, {**row, "sort_key": sort_key(body.label)})
    await connection.execute(BODY_MEMBERS.delete().where(BODY_MEMBERS.c.body == body.id))
    if members:
        await connection.execute(BODY_MEMBERS.insert().values(members))


async def _read(connection: AsyncConnection, query: Select[Any]) -> Sequence[Body]:
    rows = (await connection.execute(query)).mappings().all()
    members = await _members_of(connection, [row["id"] for row in rows])
    return [_body(row, members.get(row["id"], [])) for row in rows]


async def _members_of(connection: AsyncConnection, bodies: Sequence[UUID]) -> Members:
    query = select(BODY_MEMBERS).where(BODY_MEMBERS.c.body.in_(bodies))
    found: Members = {}
    for row in (await connection.execute(query.order_by(BODY_MEMBERS.c.body, BODY_MEMBERS.c.place))).mappings():
        fields = {name: value for name, value in row.items() if name not in {"body", "place"}}
        found.setdefault(row["body"], []).append(BodyMember(**fields))
    return found


def _body(row: RowMapping, members: Iterable[BodyMember]) -> Body:
    fields = {name: value for name, value in row.items() if name != "sort_key"}
    return Body(**{**fields, "kind": BodyKind(row["kind"]), "members": tuple(members)})
