"""Counts wishes, and tells the counts from five on."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.wishes.wish import SMALLEST_CELL, Theme, Wish, WishFigure, coarse
from services.registry.storage.keyset import Window
from services.registry.storage.wishes.tables import WISH_COUNTS


async def count(connection: AsyncConnection, wish: Wish) -> int:
    """Count one more wish and return how many there are now."""
    one = insert(WISH_COUNTS).values(network=wish.network, phase=wish.phase, theme=wish.theme, count=1)
    one_more = one.on_conflict_do_update(
        index_elements=WISH_COUNTS.primary_key, set_={"count": WISH_COUNTS.c.count + 1}
    )
    return int((await connection.execute(one_more.returning(WISH_COUNTS.c.count))).scalar_one())


async def figures(connection: AsyncConnection, window: Window, *, network: str | None = None) -> Sequence[WishFigure]:
    """Return round figures by network, phase and theme; what fewer than five wished for isn't there."""
    table = WISH_COUNTS
    query = select(table).where(table.c.count >= SMALLEST_CELL)
    if network is not None:
        query = query.where(table.c.network == network)
    rows = await connection.execute(window.of(query, table.c.network, table.c.phase, table.c.theme))
    return [
        WishFigure(network=row.network, phase=row.phase, theme=Theme(row.theme), at_least=coarse(row.count) or 0)
        for row in rows
    ]
