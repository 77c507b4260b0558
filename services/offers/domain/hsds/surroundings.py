"""What the registry told of that offers name by an id: organisations, quarters, life phases, projects, anchor sites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.offers.domain.hsds.record import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation with what is publicly known of it; `networks` are the names of the quarters it belongs to."""

    id: str
    label: str
    kind: str
    parent: str | None = None
    description: str = ""
    website: str | None = None
    address: Mapping[str, Any] | None = None
    identifiers: Sequence[Mapping[str, str]] = ()
    networks: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A quarter's network."""

    id: str
    label: str
    short_label: str
    vision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project of the portfolio."""

    id: str
    label: str
    description: str = ""
    lead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A life phase, its bounds in months."""

    key: str
    label: str
    min_months: int | None
    max_months: int | None

    def overlaps(self, least: int | None, most: int | None) -> bool:
        """Tell whether some child's age lies in both."""
        begins_before_end = least is None or self.max_months is None or least < self.max_months
        return begins_before_end and (self.min_months is None or most is None or self.min_months < most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An anchor site."""

    id: str
    label: str
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    operator: str | None = None
    accessibility: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """All of that for some offers. `houses` says for which organisation one stands today, `authority` is the youth office."""

    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    houses: Mapping[str, str] = field(default_factory=dict)
    networks: Mapping[str, Network] = field(default_factory=dict)
    projects: Mapping[str, Project] = field(default_factory=dict)
    phases: Sequence[Phase] = ()
    sites: Mapping[str, Site] = field(default_factory=dict)
    authority: str | None = None
    visible_offers: frozenset[str] = frozenset()
    made: dict[tuple[str, str], Json] = field(default_factory=dict)
    """Parts that many offers share, made once."""

    def house(self, organisation: str) -> str:
        """Return the organisation that this one stands for."""
        return self.houses.get(organisation, organisation)
