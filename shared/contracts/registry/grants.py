"""Who may what."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import AccountId, Slug


class Role(StrEnum):
    """What a grant allows."""

    OFFICE = "office"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    SERVICE = "service"


class GrantState(Contract):
    """Who may what: an account, never a person."""

    id: UUID
    account: AccountId
    role: Role
    network: Slug | None = None
    organisation: UUID | None = None
    valid_from: AwareDatetime
    valid_until: AwareDatetime | None = None


class GrantGiven(GrantState):
    """The grant holds from `valid_from` on."""

    name: ClassVar[str] = PREFIX + "grant-given"


class GrantWithdrawn(GrantState):
    """The grant holds no longer."""

    name: ClassVar[str] = PREFIX + "grant-withdrawn"


class JoinStatus(StrEnum):
    """How far a request to join is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class JoinRequestChanged(Contract):
    """An account asks to act for an organisation of a network, or was answered."""

    name: ClassVar[str] = PREFIX + "join-request-changed"

    id: UUID
    account: AccountId
    network: Slug
    organisation: UUID
    made_at: AwareDatetime
    status: JoinStatus


CONTRACTS: tuple[type[Contract], ...] = (GrantGiven, GrantWithdrawn, JoinRequestChanged)
