"""Quarter networks, and which of their facts a quarter may change by itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart, NamedTwice, ReservedForOffice


class NetworkStatus(StrEnum):
    """The life of a network."""

    PLANNED = "planned"
    IN_SET_UP = "in_set_up"
    ACTIVE = "active"
    RESTARTED = "restarted"
    DORMANT = "dormant"


# What the office answers to the council for; name and languages are the quarter's own business.
OFFICE_FIELDS = ("status", "areas", "since", "restarted", "latitude", "longitude")


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

    def __post_init__(self) -> None:
        if len(set(self.areas)) < len(self.areas):
            raise NamedTwice("areas")
        if self.since is not None and self.restarted is not None and self.restarted < self.since:
            raise EndsBeforeStart("restarted")


def refuse_office_fields(*, before: Network, after: Network) -> None:
    """Raise ReservedForOffice when the change touches what only the office may change."""
    touched = tuple(field for field in OFFICE_FIELDS if getattr(before, field) != getattr(after, field))
    if touched:
        raise ReservedForOffice(touched)
