"""What a list of services is asked for: values of one filter are alternatives, different filters must all hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from services.offers.domain.hsds.taxonomies import Taxonomy, Term


@dataclass(frozen=True, slots=True)
class Circle:
    """All that lies within some metres of a point."""

    latitude: float
    longitude: float
    metres: float


@dataclass(frozen=True, kw_only=True)
class WantedServices:
    """An empty filter lets everything pass; `terms` and `circles` may be given and yet be none, which lets nothing pass."""

    search: Sequence[str] = ()
    terms: Sequence[Term] | None = None
    taxonomies: Sequence[Taxonomy] | None = None
    organizations: Sequence[UUID] | None = None
    networks: Sequence[str] | None = None
    projects: Sequence[UUID] = ()
    modified_after: Sequence[datetime] = ()
    minimum_ages: Sequence[int] = ()
    maximum_ages: Sequence[int] = ()
    days: Sequence[int] = ()
    start_times: Sequence[time] = ()
    end_times: Sequence[time] = ()
    postcodes: Sequence[str] = ()
    circles: Sequence[Circle] | None = None
    today: date = date.min
    """Ages are months; days are 1 for Monday."""
