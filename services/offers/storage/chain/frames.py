"""The frame that a network's chain stands in: phases, agreements, languages, and the children of its areas."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import RowMapping, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.ages import Ages
from services.offers.domain.chain.axis import on_axis
from services.offers.domain.chain.chain import Frame
from services.offers.domain.chain.children import NOBODY_KNOWN, Children, children_of
from services.offers.domain.chain.transitions import Agreement, Phase
from services.offers.storage.chain.tables import KNOWN_AGREEMENTS, KNOWN_FIGURES
from services.offers.storage.tables import KNOWN_LIFE_PHASES, KNOWN_NETWORKS

MOST_PHASES = 30
MOST_AGREEMENTS = 1_000
MOST_FIGURES = 1_000
MOST_LANGUAGES = 12
COUNTING_CHILDREN = "^(geburten|kinder_[0-9]+_[0-9]+)$"


async def frame_of(connection: AsyncConnection, network: str, *, day: date, soon_months: int) -> Frame:
    """Return the frame on a day, by the phases of today; a network nobody has told of has an empty one."""
    about = select(KNOWN_NETWORKS).where(KNOWN_NETWORKS.c.id == network)
    known = (await connection.execute(about)).mappings().one_or_none()
    return Frame(
        day=day,
        phases=await _phases(connection),
        agreements=await _agreements(connection, network),
        children=await _children(connection, known["areas"], day) if known else NOBODY_KNOWN,
        languages=tuple(known["languages"][:MOST_LANGUAGES]) if known else (),
        soon_months=soon_months,
    )


async def _phases(connection: AsyncConnection) -> tuple[Phase, ...]:
    phase = KNOWN_LIFE_PHASES.c
    query = select(KNOWN_LIFE_PHASES).order_by(phase.place_in_order, phase.key).limit(MOST_PHASES)
    rows = (await connection.execute(query)).mappings()
    spans = ((row["key"], on_axis(Ages(row["min_months"], row["max_months"]))) for row in rows)
    return tuple(Phase(key, span) for key, span in spans if span is not None)


async def _agreements(connection: AsyncConnection, network: str) -> tuple[Agreement, ...]:
    agreement = KNOWN_AGREEMENTS.c
    ends = (agreement.from_phase, agreement.from_institution, agreement.to_phase, agreement.to_institution)
    days = (agreement.valid_from, agreement.valid_to)
    query = select(agreement.id, *ends, agreement.is_binding, *days).where(agreement.network == network)
    rows = (await connection.execute(query.order_by(agreement.id).limit(MOST_AGREEMENTS))).mappings()
    return tuple(Agreement(**row) for row in rows)


async def _children(connection: AsyncConnection, areas: Sequence[str], day: date) -> Children:
    figure = KNOWN_FIGURES.c
    newest = (
        select(figure.area, figure.indicator, figure.value)
        .where(figure.area.in_(areas), figure.indicator.regexp_match(COUNTING_CHILDREN))
        .where(figure.value.is_not(None), figure.year <= day.year)
        .ext(distinct_on(figure.area, figure.indicator))
        .order_by(figure.area, figure.indicator, figure.year.desc(), figure.source)
        .limit(MOST_FIGURES)
    )
    rows = (await connection.execute(newest)).mappings().all()
    return children_of(_whole(rows, areas, shared_by=await _networks_of_areas(connection, areas)))


async def _networks_of_areas(connection: AsyncConnection, areas: Sequence[str]) -> Mapping[str, int]:
    """Return how many networks share each area."""
    network = KNOWN_NETWORKS.c
    each = select(func.unnest(network.areas).label("area")).where(network.areas.overlap(areas)).subquery()
    query = select(each.c.area, func.count().label("networks")).group_by(each.c.area)
    return {row.area: row.networks for row in await connection.execute(query)}


def _whole(
    rows: Sequence[RowMapping], areas: Sequence[str], *, shared_by: Mapping[str, int]
) -> list[tuple[str, float]]:
    """Return each indicator's sum over the areas, where all of them have it: a part would pass for the whole.

    Children of an area that several networks share count evenly among them, so that no child counts twice in the city.
    """
    by_indicator: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        by_indicator[row["indicator"]].append(row["value"] / shared_by.get(row["area"], 1))
    return [(key, sum(values)) for key, values in by_indicator.items() if len(values) == len(set(areas))]
