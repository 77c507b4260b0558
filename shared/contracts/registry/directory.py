"""Who and what there is: life phases, action areas, networks, partners, memberships and anchor sites."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, Visibility
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import (
    AgeInterval,
    Key,
    LanguageTag,
    Latitude,
    Line,
    Longitude,
    Slug,
    Text,
)


class AreaKind(StrEnum):
    """Aktionsraum (social space) or Aktionsquartier (part of one, since 2021)."""

    AKTIONSRAUM = "aktionsraum"
    AKTIONSQUARTIER = "aktionsquartier"


class NetworkStatus(StrEnum):
    """The life of a quarter's network."""

    PLANNED = "planned"
    IN_SET_UP = "in_set_up"
    ACTIVE = "active"
    RESTARTED = "restarted"
    DORMANT = "dormant"


class PartnerKind(StrEnum):
    """What a partner is in law; natural persons are never part of a public event."""

    INSTITUTION = "institution"
    COMPANY = "company"
    ASSOCIATION = "association"
    AUTHORITY = "authority"


class LifePhaseDefined(Contract):
    """A phase of the Lebensphasenmodell, its bounds in months."""

    name: ClassVar[str] = PREFIX + "life-phase-defined"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    key: Key
    label: Line
    ages: AgeInterval
    order: int = Field(ge=0, le=100)


class AreaDefined(Contract):
    """An Aktionsraum with the years in which it is on the list; `valid_to` is the last year, inclusive."""

    name: ClassVar[str] = PREFIX + "area-defined"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    id: Slug
    label: Line
    kind: AreaKind
    district: Line
    valid_from: int = Field(ge=1900, le=2200)
    valid_to: int | None = Field(default=None, ge=1900, le=2200)
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    population: int | None = Field(default=None, ge=0)


class NetworkDefined(Contract):
    """A Quartiersnetzwerk and the action areas it belongs to."""

    name: ClassVar[str] = PREFIX + "network-defined"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    id: Slug
    label: Line
    short_label: Line
    status: NetworkStatus
    areas: tuple[Slug, ...] = Field(max_length=20)
    since: date | None = None
    restarted: date | None = None
    languages: tuple[LanguageTag, ...] = Field(default=(), max_length=40)
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class PartnerDefined(Contract):
    """An organisation of the network; natural persons have no event that names them."""

    name: ClassVar[str] = PREFIX + "partner-defined"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    id: UUID
    label: Line
    kind: PartnerKind
    partner_type: Key
    parent: UUID | None = None
    description: Text = ""
    website: Line | None = None


class MembershipChanged(Contract):
    """A partner's membership in a network; `left_on` closes it."""

    name: ClassVar[str] = PREFIX + "membership-changed"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    network: Slug
    partner: UUID
    role: Line
    joined_on: date | None = None
    left_on: date | None = None


class AnchorSiteDefined(Contract):
    """An Ankerstandort: a trusted place that activities start from."""

    name: ClassVar[str] = PREFIX + "anchor-site-defined"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    id: UUID
    label: Line
    network: Slug | None = None
    area: Slug
    site_type: Key
    address: Line | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    operator: UUID | None = None


CONTRACTS: tuple[type[Contract], ...] = (
    LifePhaseDefined,
    AreaDefined,
    NetworkDefined,
    PartnerDefined,
    MembershipChanged,
    AnchorSiteDefined,
)
