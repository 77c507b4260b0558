"""On which terms families take part: registration, room, whom to ask, what is bridged, who pays for the offer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.offers.domain.content_refusals import BridgeUnclear, MoreFreeThanRoom


@dataclass(frozen=True, slots=True)
class Registration:
    """Whether, how and until when one signs up."""

    is_needed: bool
    way: str | None = None
    url: str | None = None
    sign_up_until: date | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How many take part, as counts without persons; raises MoreFreeThanRoom."""

    capacity: int | None = None
    free: int | None = None
    waiting: int | None = None

    def __post_init__(self) -> None:
        if self.capacity is not None and self.free is not None and self.free > self.capacity:
            raise MoreFreeThanRoom


ROOM_UNKNOWN = Room()


class Accessibility(StrEnum):
    """What helps people with disabilities, and people with prams too; the registry's words for its anchor sites."""

    STEP_FREE = "step_free"
    LIFT = "lift"
    ACCESSIBLE_TOILET = "accessible_toilet"
    ACCESSIBLE_PARKING = "accessible_parking"
    INDUCTION_LOOP = "induction_loop"
    TACTILE_GUIDANCE = "tactile_guidance"
    SIGN_LANGUAGE = "sign_language"
    PLAIN_LANGUAGE = "plain_language"
    PRAM_PARKING = "pram_parking"
    CHANGING_TABLE = "changing_table"
    QUIET_ROOM = "quiet_room"


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Whom to ask: a function, never a person; number and mailbox are told outside only where the institution made them public."""

    function: str
    switchboard: str | None = None
    mailbox: str | None = None
    is_public: bool = False

    def outward(self) -> "ContactPoint":
        """Return the contact as everybody may see it: number and mailbox only where the institution made them public."""
        return self if self.is_public else ContactPoint(self.function)


class BridgeEnd(StrEnum):
    """On which side of a bridge something stands."""

    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class BridgeLink:
    """What a bridge offer leads from or to: a life phase or a regular offer; raises BridgeUnclear."""

    end: BridgeEnd
    phase: str | None = None
    offer: UUID | None = None

    def __post_init__(self) -> None:
        if (self.phase is None) == (self.offer is None):
            raise BridgeUnclear


@dataclass(frozen=True, slots=True)
class Funding:
    """Who pays and until when; for professionals only."""

    source: str
    ends_on: date | None = None
