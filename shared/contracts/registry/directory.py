"""Who and what there is: life phases, action areas, networks, partners, memberships and anchor sites."""

from datetime import date, time
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
    Part,
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


class Goal(Part):
    """A goal of a network; activities point to its id."""

    id: Key
    text: Line


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
    website: Line | None = None
    vision: Text | None = None
    principles: tuple[Line, ...] | None = Field(default=None, max_length=30)
    goals: tuple[Goal, ...] | None = Field(default=None, max_length=50)


class PartnerAddress(Part):
    """Where letters reach an organisation, as far as it is known."""

    street: Line | None = None
    postal_code: Line | None = None
    city: Line | None = None


class PartnerIdentifier(Part):
    """The number that a register gave an organisation; `scheme` names the register."""

    scheme: Key
    value: Line


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
    address: PartnerAddress | None = None
    identifiers: tuple[PartnerIdentifier, ...] | None = Field(default=None, max_length=10)


class LeftReason(StrEnum):
    """Why a partner left a network."""

    OWN_WISH = "own_wish"
    CLOSED = "closed"
    MOVED = "moved"
    FUNDING_ENDED = "funding_ended"
    MERGED = "merged"
    OTHER = "other"


class MembershipChanged(Contract):
    """A partner's membership in a network; `left_on` closes it."""

    name: ClassVar[str] = PREFIX + "membership-changed"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    network: Slug
    partner: UUID
    role: Line
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: LeftReason | None = None


class Accessibility(StrEnum):
    """What helps people with disabilities, and people with prams too."""

    STEP_FREE = "step_free"
    LIFT = "lift"
    ACCESSIBLE_TOILET = "accessible_toilet"
    ACCESSIBLE_PARKING = "accessible_parking"
    INDUCTION_LOOP = "induction_loop"
    TACTILE_GUIDANCE = "tactile_guidance"
    SIGN_LANGUAGE = "sign_language"
    PLAIN_LANGUAGE = "plain_language"
    PRAM_PARKING = "pram_parking"
    CHANGING_TABLE = "changing_table"
    QUIET_ROOM = "quiet_room"


class OpeningHours(Part):
    """An interval of a weekday, 1 is Monday (ISO 8601), in Dortmund's time."""

    weekday: int = Field(ge=1, le=7)
    opens: time
    closes: time


class Room(Part):
    """A room that others may use."""

    name: Line
    seats: int | None = Field(default=None, ge=1)
    equipment: tuple[Line, ...] = Field(default=(), max_length=30)


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
    opening_hours: tuple[OpeningHours, ...] | None = Field(default=None, max_length=50)
    accessibility: tuple[Accessibility, ...] | None = Field(default=None, max_length=len(Accessibility))
    rooms: tuple[Room, ...] | None = Field(default=None, max_length=50)


CONTRACTS: tuple[type[Contract], ...] = (
    LifePhaseDefined,
    AreaDefined,
    NetworkDefined,
    PartnerDefined,
    MembershipChanged,
    AnchorSiteDefined,
)
