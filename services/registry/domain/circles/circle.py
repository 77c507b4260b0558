"""A circle: whoever meets, decides and gives out tasks, be it a body or a working group."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class CircleKind(StrEnum):
    """What a circle is."""

    BODY = "body"
    WORKING_GROUP = "working_group"


@dataclass(frozen=True, kw_only=True)
class Circle:
    """What meetings, decisions and tasks must know of theirs; without a network it is of the whole city."""

    id: UUID
    kind: CircleKind
    label: str
    network: str | None
