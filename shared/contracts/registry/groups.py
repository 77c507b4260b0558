"""Working groups by theme or target group, and the partners that chose to belong to them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Key, Line, Slug


class WorkingGroupDefined(Contract):
    """A Themen- or Zielgruppengruppe of a network; from the day `ended_on` on it meets no longer."""

    name: ClassVar[str] = PREFIX + "working-group-defined"

    id: UUID
    label: Line
    network: Slug
    theme: Key | None = None
    target_group: Line | None = None
    life_phase: Key | None = None
    ended_on: date | None = None


class GroupMembershipChanged(Contract):
    """A partner in a working group; `left_on` closes it."""

    name: ClassVar[str] = PREFIX + "group-membership-changed"

    group: UUID
    partner: UUID
    joined_on: date | None = None
    left_on: date | None = None


class GroupResultChanged(Contract):
    """Something that a working group has brought about; its wording may name people and stays in the registry."""

    name: ClassVar[str] = PREFIX + "group-result-changed"

    id: UUID
    group: UUID
    reached_on: date
    label: Line
    meeting: UUID | None = None


CONTRACTS: tuple[type[Contract], ...] = (WorkingGroupDefined, GroupMembershipChanged, GroupResultChanged)
