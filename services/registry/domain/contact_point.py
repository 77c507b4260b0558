"""Ways to reach a function, kept once and used in many places: a changed number is changed everywhere at once."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.opening import OpeningHours
from services.registry.domain.refusals import FieldRefused, NamedTwice


class UsedBy(StrEnum):
    """The kinds of things whose readers are shown a contact point."""

    NETWORK = "network"
    ANCHOR_SITE = "anchor-site"
    BODY = "body"
    WORKING_GROUP = "working-group"
    OFFER = "offer"


class UnreachableContact(FieldRefused):
    """A contact point without number, mailbox, address or page reaches nobody."""

    def __init__(self) -> None:
        super().__init__("phone")


@dataclass(frozen=True, kw_only=True)
class Use:
    """A place where the contact point is shown; `thing` is the slug of a network, else an id."""

    kind: UsedBy
    thing: str


@dataclass(frozen=True, kw_only=True)
class ContactPoint(Aggregate):
    """A function of an organisation, of a quarter, or of the office where it names neither; never a person.

    Number, mailbox and hours stay in the registry and are in no event, as those of partners do.
    """

    id: UUID
    label: str
    network: str | None = None
    organisation: UUID | None = None
    phone: str | None = None
    mail: str | None = None
    website: str | None = None
    address: str | None = None
    hours: tuple[OpeningHours, ...] | None = None
    uses: tuple[Use, ...] = ()

    def __post_init__(self) -> None:
        if not any((self.phone, self.mail, self.website, self.address)):
            raise UnreachableContact
        if len(set(self.uses)) < len(self.uses):
            raise NamedTwice("uses")

    def things(self, kind: UsedBy) -> tuple[str, ...]:
        """Return the things of one kind that show it."""
        return tuple(use.thing for use in self.uses if use.kind is kind)
