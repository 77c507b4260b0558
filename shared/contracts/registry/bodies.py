"""The bodies that steer a network or the city, and what all circles have in common: meetings, decisions and tasks.

What is said in them stays in the registry: agendas, minutes and the wording of decisions may name people, so no event carries them.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Line, Part, Slug


class BodyKind(StrEnum):
    """What a body is for; the last one is the working party of § 78 SGB VIII."""

    KOORDINIERUNGSSTELLE = "koordinierungsstelle"
    STEUERUNGSGRUPPE = "steuerungsgruppe"
    BEIRAT = "beirat"
    FACHFORUM = "fachforum"
    CONFERENCE_78 = "conference_78"


class MeetingStatus(StrEnum):
    """Whether a meeting is to come, was held, or was called off."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class DecisionStatus(StrEnum):
    """Whether a decision holds, was replaced by a later one, or was lifted."""

    IN_FORCE = "in_force"
    REVISED = "revised"
    LIFTED = "lifted"


class BodyMember(Part):
    """A partner, or a person by a random id, in a body from `since` until the day `until`."""

    partner: UUID | None = None
    person: UUID | None = None
    function: Line
    since: date | None = None
    until: date | None = None


class BodyDefined(Contract):
    """A body of a network, or of the whole city when it names none, with its members."""

    name: ClassVar[str] = PREFIX + "body-defined"

    id: UUID
    label: Line
    kind: BodyKind
    network: Slug | None = None
    members: tuple[BodyMember, ...] = Field(default=(), max_length=200)


class MeetingChanged(Contract):
    """A meeting of a circle, that is of a body or a working group."""

    name: ClassVar[str] = PREFIX + "meeting-changed"

    id: UUID
    circle: UUID
    label: Line
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: Line | None = None
    status: MeetingStatus


class DecisionChanged(Contract):
    """A decision of a circle; `revises` is the earlier one that it replaces."""

    name: ClassVar[str] = PREFIX + "decision-changed"

    id: UUID
    circle: UUID
    number: Line
    decided_on: date
    label: Line
    meeting: UUID | None = None
    revises: UUID | None = None
    status: DecisionStatus


class CircleTaskChanged(Contract):
    """Something that a circle has asked a partner to do; without `done_on` it is open."""

    name: ClassVar[str] = PREFIX + "circle-task-changed"

    id: UUID
    circle: UUID
    label: Line
    responsible: UUID | None = None
    due_on: date | None = None
    done_on: date | None = None


CONTRACTS: tuple[type[Contract], ...] = (BodyDefined, MeetingChanged, DecisionChanged, CircleTaskChanged)
