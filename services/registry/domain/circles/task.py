"""What a circle has asked somebody to do."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.domain.aggregate import Aggregate


@dataclass(frozen=True, kw_only=True)
class Task(Aggregate):
    """A task with the partner that takes care of it; without `done_on` it is open."""

    id: UUID
    circle: UUID
    label: str
    responsible: UUID | None = None
    due_on: date | None = None
    done_on: date | None = None


def only_reports(before: Task, after: Task) -> bool:
    """Tell whether the change says no more than that the task is done, or open again."""
    return replace(after, done_on=before.done_on, version=before.version) == before
