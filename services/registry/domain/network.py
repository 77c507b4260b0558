"""Quarter networks, and which of their facts a quarter may change by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart, NamedTwice, ReservedForOffice, StatusNotReachable


class NetworkStatus(StrEnum):
    """The life of a network."""

    PLANNED = "planned"
    IN_SET_UP = "in_set_up"
    ACTIVE = "active"
    RESTARTED = "restarted"
    DORMANT = "dormant"


# Whoever restarted works like an active network and may do so again; nobody goes back to the planning.
NEXT_STATUSES: Mapping[NetworkStatus, tuple[NetworkStatus, ...]] = {
    NetworkStatus.PLANNED: (NetworkStatus.IN_SET_UP,),
    NetworkStatus.IN_SET_UP: (NetworkStatus.ACTIVE,),
    NetworkStatus.ACTIVE: (NetworkStatus.RESTARTED, NetworkStatus.DORMANT),
    NetworkStatus.RESTARTED: (NetworkStatus.DORMANT,),
    NetworkStatus.DORMANT: (NetworkStatus.RESTARTED,),
}

# What the office answers to the council for; name, languages and Leitbild are the quarter's own business.
OFFICE_FIELDS = ("status", "areas", "since", "restarted", "latitude", "longitude")


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A goal that activities point to by its id."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Network(Aggregate):
    """A Quartiersnetzwerk; an area may have several networks and a network several areas."""

    id: str
    label: str
    short_label: str
    status: NetworkStatus
    areas: tuple[str, ...]
    since: date | None = None
    restarted: date | None = None
    languages: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    website: str | None = None
    vision: str | None = None
    principles: tuple[str, ...] | None = None
    goals: tuple[Goal, ...] | None = None

    def __post_init__(self) -> None:
        if len(set(self.areas)) < len(self.areas):
            raise NamedTwice("areas")
        if self.since is not None and self.restarted is not None and self.restarted < self.since:
            raise EndsBeforeStart("restarted")
        goals = [goal.id for goal in self.goals or ()]
        if len(set(goals)) < len(goals):
            raise NamedTwice("goals")


def goals_given_up(*, before: Network, after: Network) -> tuple[Goal, ...]:
    """Return the goals that the change takes away; another wording is the same goal."""
    kept = {goal.id for goal in after.goals or ()}
    return tuple(goal for goal in before.goals or () if goal.id not in kept)


def refuse_skipped_status(*, before: NetworkStatus, after: NetworkStatus) -> None:
    """Raise StatusNotReachable, with those that are, when no step leads from one status to the other."""
    if after not in (before, *NEXT_STATUSES[before]):
        raise StatusNotReachable(NEXT_STATUSES[before])


def refuse_office_fields(*, before: Network, after: Network) -> None:
    """Raise ReservedForOffice when the change touches what only the office may change."""
    touched = tuple(field for field in OFFICE_FIELDS if getattr(before, field) != getattr(after, field))
    if touched:
        raise ReservedForOffice(touched)
