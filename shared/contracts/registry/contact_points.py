"""Where the functions stand that families and colleagues can reach; how they are reached is asked of the registry."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, Visibility
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Line, Part, Slug


class UsedBy(StrEnum):
    """The kinds of things whose readers are shown a contact point."""

    NETWORK = "network"
    ANCHOR_SITE = "anchor-site"
    BODY = "body"
    WORKING_GROUP = "working-group"
    OFFER = "offer"


class ContactUse(Part):
    """A place where a contact point is shown; `thing` is the slug of a network, else an id."""

    kind: UsedBy
    thing: Line


class ContactPointDefined(Contract):
    """A function that can be reached, without its number and mailbox: the log never forgets."""

    name: ClassVar[str] = PREFIX + "contact-point-defined"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    id: UUID
    label: Line
    network: Slug | None = None
    organisation: UUID | None = None
    uses: tuple[ContactUse, ...] = Field(default=(), max_length=200)


CONTRACTS: tuple[type[Contract], ...] = (ContactPointDefined,)
