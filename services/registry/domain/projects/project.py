"""Sozialraumprojekte: from the idea to what stays, with their places and the towns that take them over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.projects.life import ProjectState
from services.registry.domain.refusals import EndsBeforeStart, NamedTwice


class ProjectKind(StrEnum):
    """What a project is about; `surroundings` is Umfeldverbesserung: playground, way to school, housing."""

    KINDERSTUBE = "kinderstube"
    SPRACHSCHULE = "sprachschule"
    LERNSTUBE = "lernstube"
    READING = "reading"
    HEALTH = "health"
    PARENTS = "parents"
    SURROUNDINGS = "surroundings"
    OTHER = "other"


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


@dataclass(frozen=True, kw_only=True)
class Prize:
    """What a project was honoured with."""

    year: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place of the project, by name, and as an anchor site or in a network where it is one."""

    label: str
    state: SiteState
    network: str | None = None
    anchor_site: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Another municipality, and how far it has come."""

    municipality: str
    state: TransferState
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class ServedGoal:
    """A goal of a network, by its id there."""

    network: str
    goal: str


@dataclass(frozen=True, kw_only=True)
class Project(Aggregate):
    """A project; without networks it is the whole city's."""

    id: UUID
    label: str
    kind: ProjectKind
    description: str = ""
    state: ProjectState = ProjectState.IDEA
    networks: tuple[str, ...] = ()
    goals: tuple[ServedGoal, ...] = ()
    lead: UUID | None = None
    scientific_partner: str | None = None
    evaluation: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    prizes: tuple[Prize, ...] = ()
    sites: tuple[Site, ...] = ()
    transfers: tuple[Transfer, ...] = ()

    def __post_init__(self) -> None:
        for field in ("networks", "goals"):
            named = getattr(self, field)
            if len(set(named)) < len(named):
                raise NamedTwice(field)
        municipalities = [transfer.municipality for transfer in self.transfers]
        if len(set(municipalities)) < len(municipalities):
            raise NamedTwice("transfers")
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise EndsBeforeStart("ends_on")
