"""Action areas, the networks in them and their anchor sites."""

from datetime import date
from typing import Literal

from deploy.reference.records.documented import Certainty, Documented, Evidence, Record
from shared.contracts.registry import AreaKind, NetworkStatus
from shared.contracts.vocabulary import Key, LanguageTag, Latitude, Line, Longitude, Slug


class Population(Record):
    """Inhabitants in a year, with a certainty of its own."""

    value: int
    year: int
    certainty: Certainty
    sources: tuple[str, ...]


class Area(Documented):
    """An Aktionsraum or Aktionsquartier; `valid_to` is its last year on the list."""

    id: Slug
    label: Line
    kind: AreaKind
    district: Line
    valid_from: int
    valid_to: int | None = None
    latitude: Latitude
    longitude: Longitude
    population: Population | None = None


class Network(Documented):
    """A Quartiersnetzwerk; where only the year or month of its start is known, `since_precision` says so."""

    id: Slug
    label: Line
    short_label: Line
    areas: tuple[Slug, ...]
    status: NetworkStatus
    since: date
    since_precision: Literal["year", "month", "day"]
    restarted: date | None = None
    languages: tuple[LanguageTag, ...]
    languages_certainty: Certainty
    latitude: Latitude
    longitude: Longitude


class AnchorSite(Documented):
    """An Ankerstandort; `precision` says what its coordinates are the middle of."""

    id: Slug
    label: Line
    site_type: Key
    area: Slug
    network: Slug | None = None
    address: Line | None = None
    address_evidence: Evidence | None = None
    latitude: Latitude
    longitude: Longitude
    precision: Literal["address", "street", "area"]
    operator: Slug
