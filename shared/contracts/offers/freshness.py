"""How true the catalogue is kept: offers that nobody confirmed in time, and a quarter's figure."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract
from shared.contracts.offers.prefix import PREFIX
from shared.contracts.vocabulary import Line, Slug


class RecheckStage(StrEnum):
    """Who is asked: the owner first, and where no answer comes the coordination of the quarter."""

    OWNER = "owner"
    COORDINATION = "coordination"


class RecheckDue(Contract):
    """Nobody has confirmed a published offer for longer than its kind allows."""

    name: ClassVar[str] = PREFIX + "recheck-due"

    offer: UUID
    network: Slug
    organisation: UUID
    title: Line
    stage: RecheckStage
    confirmed_on: date
    due_on: date


class NetworkFreshnessCounted(Contract):
    """How many of a network's published offers were confirmed in time."""

    name: ClassVar[str] = PREFIX + "network-freshness-counted"

    network: Slug
    published: int = Field(ge=0)
    fresh: int = Field(ge=0)
    overdue: int = Field(ge=0)
