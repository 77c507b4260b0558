"""The repository of projects."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import Select, Text, cast, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.projects.life import ProjectState
from services.registry.domain.projects.project import Project, ProjectKind
from services.registry.domain.sort_key import sort_key
from services.registry.storage.keyset import Window
from services.registry.storage.projects.tables import PROJECT_VERSIONS, PROJECTS
from services.registry.storage.versioned import write

_READ = TypeAdapter(Project)
_IN_JSON = ("goals", "prizes", "sites", "transfers")


@dataclass(frozen=True, kw_only=True)
class ProjectFilter:
    """Which projects a list is asked for; None asks for nothing in particular."""

    network: str | None = None
    kind: ProjectKind | None = None
    state: ProjectState | None = None
    lead: UUID | None = None
    goal: str | None = None
    municipality: str | None = None
    words: str | None = None

    def of(self, query: Select[Any]) -> Select[Any]:
        """Return the query cut down to these projects."""
        for name in ("kind", "state", "lead"):
            if (value := getattr(self, name)) is not None:
                query = query.where(PROJECTS.c[name] == value)
        if self.network is not None:
            query = query.where(PROJECTS.c.networks.contains(cast([self.network], ARRAY(Text))))
        if self.goal is not None:
            # Networks choose the ids of their goals; with a network that network's own is meant.
            whose = {} if self.network is None else {"network": self.network}
            query = query.where(PROJECTS.c.goals.contains([{**whose, "goal": self.goal}]))
        if self.municipality is not None:
            query = query.where(PROJECTS.c.transfers.contains([{"municipality": self.municipality}]))
        if self.words is not None:
            query = query.where(PROJECTS.c.sort_key.contains(sort_key(self.words), autoescape=True))
        return query


async def find(connection: AsyncConnection, project_id: UUID) -> Project | None:
    """Return a project, None when there is none."""
    row = (await connection.execute(select(PROJECTS).where(PROJECTS.c.id == project_id))).mappings().one_or_none()
    return None if row is None else _READ.validate_python(dict(row))


async def listed(connection: AsyncConnection, window: Window, *, asked: ProjectFilter) -> Sequence[Project]:
    """Return the projects that are asked for, by name."""
    rows = await connection.execute(window.of(asked.of(select(PROJECTS)), PROJECTS.c.sort_key, PROJECTS.c.id))
    return [_READ.validate_python(dict(row)) for row in rows.mappings()]


async def save(connection: AsyncConnection, project: Project, *, at: datetime) -> None:
    """Write a new version and keep it for ever; raises ChangedMeanwhile."""
    row = {column.name: getattr(project, column.name) for column in PROJECTS.c if column.name != "sort_key"}
    plain = to_jsonable_python(asdict(project))
    in_json = {name: plain[name] for name in _IN_JSON}
    await write(
        connection,
        PROJECTS,
        {**row, "networks": list(project.networks), **in_json, "sort_key": sort_key(project.label)},
    )
    await PROJECT_VERSIONS.keep(connection, project.id, project, at=at)
