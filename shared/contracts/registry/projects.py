"""The portfolio: what projects are, which everybody may know, and who pays for them until when, which stays inside."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, Visibility
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Key, Line, Part, Slug, Text

# A municipal programme may run to a billion euros; beyond it somebody mistyped.
FundingCents = Annotated[int, Field(ge=0, le=100_000_000_000)]


class ProjectKind(StrEnum):
    """What a project is about; `surroundings` is Umfeldverbesserung."""

    KINDERSTUBE = "kinderstube"
    SPRACHSCHULE = "sprachschule"
    LERNSTUBE = "lernstube"
    READING = "reading"
    HEALTH = "health"
    PARENTS = "parents"
    SURROUNDINGS = "surroundings"
    OTHER = "other"


class ProjectState(StrEnum):
    """Where a project stands."""

    IDEA = "idea"
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    MADE_PERMANENT = "made_permanent"


class SiteState(StrEnum):
    """Whether a place of the project works already, or still."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


class TransferState(StrEnum):
    """How far another municipality has come in taking the project over."""

    INTERESTED = "interested"
    PREPARING = "preparing"
    RUNNING = "running"
    ENDED = "ended"


class Prize(Part):
    """What a project was honoured with."""

    year: int = Field(ge=1900, le=2200)
    label: Line


class Site(Part):
    """A place of the project."""

    label: Line
    state: SiteState
    network: Slug | None = None
    anchor_site: UUID | None = None


class Transfer(Part):
    """Another municipality, and how far it has come."""

    municipality: Line
    state: TransferState
    since: date | None = None


class ServedGoal(Part):
    """A goal of a network, by its id there."""

    network: Slug
    goal: Key


class ProjectDefined(Contract):
    """A project as everybody may know it."""

    name: ClassVar[str] = PREFIX + "project-defined"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    id: UUID
    label: Line
    kind: ProjectKind
    description: Text = ""
    state: ProjectState
    networks: tuple[Slug, ...] = Field(default=(), max_length=100)
    goals: tuple[ServedGoal, ...] = Field(default=(), max_length=100)
    lead: UUID | None = None
    scientific_partner: Line | None = None
    evaluation: Text = ""
    starts_on: date | None = None
    ends_on: date | None = None
    prizes: tuple[Prize, ...] = Field(default=(), max_length=50)
    sites: tuple[Site, ...] = Field(default=(), max_length=100)
    transfers: tuple[Transfer, ...] = Field(default=(), max_length=100)


class FundingDefined(Contract):
    """Who pays for a project, from when until when."""

    name: ClassVar[str] = PREFIX + "funding-defined"

    id: UUID
    project: UUID
    source: Line
    amount_cents: FundingCents | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    withdrawn: bool = False


class FundingEnding(Contract):
    """An alarm, given once for each end of a funding: half a year is left to find the next one."""

    name: ClassVar[str] = PREFIX + "funding-ending"

    id: UUID
    funding: UUID
    project: UUID
    label: Line
    networks: tuple[Slug, ...] = Field(default=(), max_length=100)
    source: Line
    ends_on: date


CONTRACTS: tuple[type[Contract], ...] = (ProjectDefined, FundingDefined, FundingEnding)
