"""On which terms families take part: cost, registration, room, whom to ask, what the offer bridges."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from shared.contracts.vocabulary import Key, Line, Part, PositiveCents

People = Annotated[int, Field(ge=0, le=10_000)]
WebAddress = Annotated[str, StringConstraints(max_length=500, pattern=r"^https?://[^\s<>\"]+$")]
Switchboard = Annotated[str, StringConstraints(max_length=40, pattern=r"^\+?[0-9][0-9 ()/\-]{3,38}$")]
Mailbox = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+$")]


class CostKind(StrEnum):
    """How an offer's price is told."""

    FREE = "free"
    AMOUNT = "amount"
    RANGE = "range"
    TEXT = "text"


class Cost(Part):
    """What taking part costs, in cents: nothing, an amount, a range, or as a text says."""

    kind: CostKind
    from_cents: PositiveCents | None = None
    to_cents: PositiveCents | None = None
    explanation: Line | None = None


class Registration(Part):
    """Whether, how and until when one signs up."""

    is_needed: bool
    way: Line | None = None
    url: WebAddress | None = None
    sign_up_until: date | None = None


class Room(Part):
    """How many take part, as counts without persons."""

    capacity: People | None = None
    free: People | None = None
    waiting: People | None = None


class ContactPoint(Part):
    """Whom to ask: a function, never a person; number and mailbox are an institution's own public ones."""

    function: Line
    switchboard: Switchboard | None = None
    mailbox: Mailbox | None = None


class BridgeEnd(StrEnum):
    """On which side of a bridge something stands."""

    FROM = "from"
    TO = "to"


class BridgeLink(Part):
    """What a bridge offer leads from or to: a life phase or a regular offer, exactly one of them."""

    end: BridgeEnd
    phase: Key | None = None
    offer: UUID | None = None
