"""What every producer tells when events of its log were emptied; whoever kept what they said deletes it."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.contract import Contract, Visibility

MOST_REDACTED_AT_ONCE = 500


class RedactedEvent(BaseModel):
    """One emptied event: where it stands in the log, what it was about, and its CloudEvents type."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    position: int = Field(ge=1)
    type: str = Field(max_length=200)
    subject: str = Field(max_length=300)


class EventsRedacted(Contract):
    """These events say nothing any more; each producer tells it under a name of its own."""

    visibility: ClassVar[Visibility] = Visibility.PUBLIC
    effect: ClassVar[Literal["state", "erasure"]] = "erasure"

    events: tuple[RedactedEvent, ...] = Field(min_length=1, max_length=MOST_REDACTED_AT_ONCE)
