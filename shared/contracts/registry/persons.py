"""Natural persons, of whom no event says more than a random id and which of their fields everybody may read."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Slug


class PersonField(StrEnum):
    """What is known of a person; each field has a consent of its own."""

    NAME = "name"
    FUNCTION = "function"
    PHONE = "phone"
    MAIL = "mail"


class PersonChanged(Contract):
    """Something about a person changed: whoever shows it asks the registry again."""

    name: ClassVar[str] = PREFIX + "person-changed"

    id: UUID
    public_fields: tuple[PersonField, ...] = Field(default=(), max_length=len(PersonField))


class PersonErased(Contract):
    """Nothing is known of the person any more; whoever kept the id's details deletes them."""

    name: ClassVar[str] = PREFIX + "person-erased"
    effect: ClassVar[Literal["state", "erasure"]] = "erasure"

    id: UUID


class PersonMembershipChanged(Contract):
    """A person who belongs to a network in the own right; `left_on` closes it."""

    name: ClassVar[str] = PREFIX + "person-membership-changed"

    network: Slug
    person: UUID
    joined_on: date | None = None
    left_on: date | None = None


CONTRACTS: tuple[type[Contract], ...] = (PersonChanged, PersonErased, PersonMembershipChanged)
