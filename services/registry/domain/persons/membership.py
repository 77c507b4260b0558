"""Persons who belong to a network in their own right."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart


@dataclass(frozen=True, kw_only=True)
class PersonMembership(Aggregate):
    """A person in a network; from the day `left_on` on the person belongs no longer."""

    network: str
    person: UUID
    joined_on: date | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        if self.joined_on is not None and self.left_on is not None and self.left_on < self.joined_on:
            raise EndsBeforeStart("left_on")

    def holds_on(self, day: date) -> bool:
        """Tell whether the person belongs to the network on this day."""
        has_joined = self.joined_on is None or self.joined_on <= day
        return has_joined and (self.left_on is None or self.left_on > day)

    def only_ends(self, before: "PersonMembership") -> bool:
        """Tell whether this says no more than that the membership ends, and no later than it would have."""
        same_otherwise = replace(self, left_on=before.left_on, version=before.version) == before
        return (
            same_otherwise and self.left_on is not None and (before.left_on is None or self.left_on <= before.left_on)
        )
