"""What is said and shown of a roll-out plan."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from services.registry.api.schema import Body
from services.registry.domain.rollout.plan import Evidence, RolloutPlan
from shared.contracts.vocabulary import AccountId, Key, Line, Slug

Reason = Annotated[str, StringConstraints(min_length=3, max_length=1000, strip_whitespace=True)]


class PlanBody(Body):
    """A plan as it is written; phases without a day in `planned_ends` end when the template says."""

    started_on: date
    planned_ends: dict[Key, date] = Field(default_factory=dict, max_length=30)


class EvidenceBody(Body):
    """The document that a gate opens on."""

    title: Line
    dated: date
    reference: Line | None = None

    def evidence(self) -> Evidence:
        """Return the domain's evidence."""
        return Evidence(**dict(self))


class OpeningBody(Body):
    """How a gate opens; who confirms it is the one who sends this."""

    opened_on: date
    evidence: EvidenceBody


class ClosingBody(Body):
    """Why an open gate is closed again."""

    reason: Reason


class RestartBody(Body):
    """When and why the next round begins."""

    started_on: date
    reason: Reason


class AdoptionBody(Body):
    """Which version of the template the plan is to follow."""

    version: int = Field(ge=1)


class GateAnswer(Body):
    """A gate as it stands."""

    phase: Key
    label: Line
    belongs_to_set_up: bool
    is_open: bool
    planned_end: date | None = None
    opened_on: date | None = None
    evidence: EvidenceBody | None = None
    confirmed_by: AccountId | None = None
    closed_because: str | None = None


class PlanAnswer(Body):
    """A plan as it stands, or stood in an earlier version."""

    network: Slug
    round: int
    reason: str | None
    template_version: int
    started_on: date
    is_completed: bool
    gates: tuple[GateAnswer, ...]
    version: int


def answer_of(plan: RolloutPlan) -> PlanAnswer:
    """Return the plan as the API shows it."""
    gates = [{**asdict(gate), "is_open": gate.is_open} for gate in plan.gates]
    return PlanAnswer.model_validate({**asdict(plan), "is_completed": plan.is_completed, "gates": gates})
