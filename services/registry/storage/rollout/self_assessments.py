"""The repository of self-assessments."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.rollout.self_assessment import Score, SelfAssessment
from services.registry.storage.keyset import Window
from services.registry.storage.rollout.tables import SELF_ASSESSMENTS
from services.registry.storage.versioned import write

SCORES = TypeAdapter(tuple[Score, ...])


async def find(connection: AsyncConnection, network: str, year: int) -> SelfAssessment | None:
    """Return a network's assessment of a year, None when there is none."""
    table = SELF_ASSESSMENTS.c
    query = select(SELF_ASSESSMENTS).where(table.network == network, table.year == year)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _assessment(row)


async def listed(connection: AsyncConnection, network: str, window: Window) -> Sequence[SelfAssessment]:
    """Return a network's assessments year by year."""
    query = select(SELF_ASSESSMENTS).where(SELF_ASSESSMENTS.c.network == network)
    rows = await connection.execute(window.of(query, SELF_ASSESSMENTS.c.year))
    return [_assessment(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, assessment: SelfAssessment) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    row = {
        "network": assessment.network,
        "year": assessment.year,
        "version": assessment.version,
        "scores": SCORES.dump_python(assessment.scores, mode="json"),
    }
    await write(connection, SELF_ASSESSMENTS, row)


def _assessment(row: RowMapping) -> SelfAssessment:
    return SelfAssessment(**{**row, "scores": SCORES.validate_python(row["scores"])})
