"""What a working group has brought about: a guide, a survey, a new way of doing something."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.domain.aggregate import Aggregate


@dataclass(frozen=True, kw_only=True)
class GroupResult(Aggregate):
    """A result; `text` is for the network's people only, `meeting` is the one at which it was settled."""

    id: UUID
    group: UUID
    reached_on: date
    label: str
    text: str = ""
    meeting: UUID | None = None
