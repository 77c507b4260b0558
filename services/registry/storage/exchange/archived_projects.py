"""The parts of an archive about a network's projects, and who pays for them."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Text, cast, select
from sqlalchemy.dialects.postgresql import ARRAY

from services.registry.storage.exchange.archive_part import ArchivePart, Belongs
from services.registry.storage.projects.tables import FUNDING_ALARMS, FUNDINGS, PROJECT_HISTORY, PROJECTS


def _serves(network: str) -> ColumnElement[bool]:
    return PROJECTS.c.networks.contains(cast([network], ARRAY(Text)))


def _of_projects(column: Column[Any]) -> Belongs:
    return lambda network: column.in_(select(PROJECTS.c.id).where(_serves(network)))


def leads_of_projects(network: str) -> Select[Any]:
    """Return the partners who lead the network's projects."""
    return select(PROJECTS.c.lead).where(_serves(network))


PROJECT_PARTS = (
    ArchivePart(table=PROJECTS, belongs=_serves),
    ArchivePart(table=PROJECT_HISTORY, belongs=_of_projects(PROJECT_HISTORY.c.id)),
    ArchivePart(table=FUNDINGS, belongs=_of_projects(FUNDINGS.c.project)),
    ArchivePart(
        table=FUNDING_ALARMS,
        belongs=lambda network: FUNDING_ALARMS.c.funding.in_(
            select(FUNDINGS.c.id).where(_of_projects(FUNDINGS.c.project)(network))
        ),
    ),
)
