"""Counts all quarters' offers by theme and life phase in one scan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.overview import Phase
from services.dashboard.storage.overview import PUBLISHED, reaches_into, read_phases
from services.dashboard.storage.tables import OFFERS

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """`cells[network][theme]` tells the offers of each life phase, and of any under the empty key."""

    phases: tuple[Phase, ...]
    cells: Mapping[str, Mapping[str, Counts]]

    @property
    def themes(self) -> tuple[str, ...]:
        """Return every theme that an offer has."""
        return tuple(sorted({theme for by_theme in self.cells.values() for theme in by_theme}))

    def count(self, network: str, theme: str, phase: str | None = None) -> int:
        """Return the offers of a quarter and theme, in one life phase or in any."""
        return self.cells.get(network, {}).get(theme, {}).get(phase or "", 0)


async def read_theme_counts(connection: AsyncConnection) -> ThemeCounts:
    """Return the counts; an offer counts under each of its themes and in each phase that it reaches into."""
    phases = await read_phases(connection)
    cells: dict[str, dict[str, Counts]] = {}
    for network, theme, offers, *by_phase in await connection.execute(_counts(phases)):
        counted = {phase.key: count for phase, count in zip(phases, by_phase, strict=True)}
        cells.setdefault(network, {})[theme] = {"": offers, **counted}
    return ThemeCounts(phases, cells)


def _counts(phases: Sequence[Phase]) -> Select[Any]:
    theme = func.unnest(OFFERS.c.themes).column_valued("theme", joins_implicitly=True)
    by_phase = [func.count().filter(reaches_into(phase)) for phase in phases]
    query = select(OFFERS.c.network, theme, func.count(), *by_phase)
    return query.where(OFFERS.c.status == PUBLISHED).group_by(OFFERS.c.network, theme)
