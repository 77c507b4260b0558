"""Which changes of an offer subscribers should hear of: when, where, for whom, for how much and whether there is room; mere wording
only where its owner says so.
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from services.offers.domain.offer_content import OfferContent
from services.offers.domain.terms import Room

NOTEWORTHY = frozenset({"dates", "schedule", "schedule_text", "places", "cost", "ages"})
FEW_PLACES = 3


class NoticeKind(StrEnum):
    """What subscribers are told."""

    NEW = "new"
    CHANGED = "changed"
    FEW_PLACES = "few-places"
    PAUSED = "paused"
    RESUMED = "resumed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind, and the sides of the offer that a change concerns."""

    kind: NoticeKind
    sides: frozenset[str] = frozenset()


def notice_of_change(before: OfferContent, after: OfferContent, *, tells_subscribers: bool) -> Notice | None:
    """Return what a change of a published offer tells; None for mere wording, unless its owner wants it told."""
    differing = before.differing(after)
    sides = differing if tells_subscribers else _noteworthy(differing, before.room, after.room)
    if sides - {"room"}:
        return Notice(NoticeKind.CHANGED, sides)
    if _few_are_left(before.room, after.room):
        return Notice(NoticeKind.FEW_PLACES, frozenset({"room"}))
    return Notice(NoticeKind.CHANGED, sides) if sides else None


def _noteworthy(differing: Set[str], before: Room, after: Room) -> frozenset[str]:
    rooms = {"room"} if before.capacity != after.capacity or _is_free_again(before, after) else set()
    return frozenset((differing & NOTEWORTHY) | rooms)


def _few_are_left(before: Room, after: Room) -> bool:
    return _is_scarce(after) and not _is_scarce(before) and before.free != 0


def _is_scarce(room: Room) -> bool:
    return room.free is not None and 0 < room.free <= FEW_PLACES


def _is_free_again(before: Room, after: Room) -> bool:
    return before.free == 0 and bool(after.free)
