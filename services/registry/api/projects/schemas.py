"""Projects and fundings as they are written and shown."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from services.registry.api.schema import Body
from services.registry.domain.projects.funding import Funding
from services.registry.domain.projects.life import ProjectState
from services.registry.domain.projects.project import (
    Prize,
    Project,
    ProjectKind,
    ServedGoal,
    Site,
    SiteState,
    Transfer,
    TransferState,
)
from services.registry.storage.kept_versions import KeptVersion
from shared.contracts.registry.projects import FundingCents
from shared.contracts.vocabulary import Key, Line, Slug, Text


class PrizeBody(Body):
    """What the project was honoured with."""

    year: int = Field(ge=1900, le=2200)
    label: Line


class SiteBody(Body):
    """A place of the project."""

    label: Line
    state: SiteState
    network: Slug | None = None
    anchor_site: UUID | None = None


class TransferBody(Body):
    """Another municipality that takes the project over."""

    municipality: Line
    state: TransferState
    since: date | None = None


class ServedGoalBody(Body):
    """A goal of a network, by its id there."""

    network: Slug
    goal: Key


class ProjectBody(Body):
    """A project as it is written."""

    label: Line
    kind: ProjectKind
    description: Text = ""
    state: ProjectState = ProjectState.IDEA
    networks: tuple[Slug, ...] = Field(default=(), max_length=100)
    goals: tuple[ServedGoalBody, ...] = Field(default=(), max_length=100)
    lead: UUID | None = None
    scientific_partner: Line | None = None
    evaluation: Text = ""
    starts_on: date | None = None
    ends_on: date | None = None
    prizes: tuple[PrizeBody, ...] = Field(default=(), max_length=50)
    sites: tuple[SiteBody, ...] = Field(default=(), max_length=100)
    transfers: tuple[TransferBody, ...] = Field(default=(), max_length=100)

    def project(self, project_id: UUID) -> Project:
        """Return the domain's project; raises NamedTwice or EndsBeforeStart."""
        said = dict(self)
        said["goals"] = tuple(ServedGoal(**dict(served)) for served in self.goals)
        said["prizes"] = tuple(Prize(**dict(prize)) for prize in self.prizes)
        said["sites"] = tuple(Site(**dict(site)) for site in self.sites)
        said["transfers"] = tuple(Transfer(**dict(transfer)) for transfer in self.transfers)
        return Project(id=project_id, **said)


class ProjectAnswer(ProjectBody):
    """A project as it stands."""

    id: UUID
    version: int


class ProjectVersionAnswer(Body):
    """What stood from a moment on."""

    changed_at: datetime
    state: ProjectAnswer


class FundingBody(Body):
    """A funding as it is written; `ends_on` is the last day that is paid for."""

    source: Line
    amount_cents: FundingCents | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    withdrawn: bool = False

    def funding(self, project_id: UUID, funding_id: UUID) -> Funding:
        """Return the domain's funding; raises EndsBeforeStart."""
        return Funding(id=funding_id, project=project_id, **dict(self))


class FundingAnswer(FundingBody):
    """A funding as it stands."""

    id: UUID
    project: UUID
    version: int


def answer_of(project: Project) -> ProjectAnswer:
    """Return the project as the API shows it."""
    return ProjectAnswer.model_validate(project, from_attributes=True)


def version_of(kept: KeptVersion[Project]) -> ProjectVersionAnswer:
    """Return a version as the API shows it."""
    return ProjectVersionAnswer(changed_at=kept.changed_at, state=answer_of(kept.state))


def funding_of(funding: Funding) -> FundingAnswer:
    """Return the funding as the API shows it."""
    return FundingAnswer.model_validate(funding, from_attributes=True)
