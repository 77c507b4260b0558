"""Two entries of one organisation become one: what moved is kept, so that it can be moved back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.duplicates.refusals import MergedIntoItself, PartnerIsMerged
from services.registry.domain.groups.membership import GroupMembership
from services.registry.domain.membership import Membership

Held = TypeVar("Held", Membership, GroupMembership)


@dataclass(frozen=True)
class MovedMembership:
    """A membership as it was on both sides, and the versions that the merge made of them."""

    gone: Membership
    stayed: Membership | None
    gone_version: int
    stayed_version: int


@dataclass(frozen=True)
class MovedGroupMembership:
    """The same of a membership in a working group."""

    gone: GroupMembership
    stayed: GroupMembership | None
    gone_version: int
    stayed_version: int


@dataclass(frozen=True, kw_only=True)
class MovedThing:
    """Something that named the partner that goes, and the version that the merge made of it.

    What named both before can only be told apart again while nobody changes it; `places` are those of the one that went.
    """

    kind: str
    id: UUID
    version: int
    named_both: bool = False
    places: tuple[int, ...] = ()

    @property
    def subject(self) -> str:
        """Return the subject of its events."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, kw_only=True)
class Merge(Aggregate):
    """`partner` is an alias of `into` until it is undone; a merge of the same partner later is the next version."""

    partner: UUID
    into: UUID
    undone: bool = False
    memberships: tuple[MovedMembership, ...] = ()
    children: tuple[UUID, ...] = ()
    anchor_sites: tuple[UUID, ...] = ()
    groups: tuple[MovedGroupMembership, ...] = ()
    things: tuple[MovedThing, ...] = ()
    parent_replaced: bool = False

    def __post_init__(self) -> None:
        if self.partner == self.into:
            raise MergedIntoItself


def refuse_merged(merged_into: UUID | None) -> None:
    """Raise PartnerIsMerged for an alias."""
    if merged_into is not None:
        raise PartnerIsMerged(merged_into)


def ended(membership: Held, *, today: date) -> Held:
    """Return the membership as one that holds no longer; one that had yet to begin never will."""
    if membership.left_on is not None and membership.left_on <= today:
        return membership
    return replace(membership, left_on=max(today, membership.joined_on or today))


def joined(gone: Held, stayed: Held | None, *, into: UUID) -> Held:
    """Return the survivor's membership: it holds whenever one of the two did, in the survivor's role if it had one."""
    if stayed is None:
        return replace(gone, partner=into, version=0)
    starts = (gone.joined_on, stayed.joined_on)
    ends = (gone.left_on, stayed.left_on)
    return replace(
        stayed,
        joined_on=min(day for day in starts if day is not None) if all(starts) else None,
        left_on=max(day for day in ends if day is not None) if all(ends) else None,
    )


def never_held(membership: Held, *, today: date) -> Held:
    """Return the membership as one of no day at all: a version that listeners know can't be taken out of the log."""
    day = membership.joined_on or today
    return replace(membership, joined_on=day, left_on=day)
