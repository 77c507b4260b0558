"""How far a quarter is with its roll-out: the template, the plans, gates that are due, and the yearly self-assessment.

Who confirmed a gate and the titles of documents stay in the registry: an account and free text may point to a person.
"""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Key, Line, Part, Slug


class RolloutPhase(Part):
    """A phase and its quality gate; months count from the beginning, and without `to_month` it follows the set-up."""

    key: Key
    label: Line
    from_month: int = Field(ge=0, le=240)
    to_month: int | None = Field(default=None, ge=1, le=240)
    evidence_asked: Line


class RolloutTemplateDefined(Contract):
    """The office's standard in a new version, which is the subject's version."""

    name: ClassVar[str] = PREFIX + "rollout-template-defined"

    phases: tuple[RolloutPhase, ...] = Field(max_length=30)


class RolloutGate(Part):
    """A quality gate of a plan; open from `opened_on` on."""

    phase: Key
    label: Line
    belongs_to_set_up: bool
    planned_end: date | None = None
    opened_on: date | None = None


class RolloutPlanChanged(Contract):
    """The plan of a network in its present round; a later round is a restart."""

    name: ClassVar[str] = PREFIX + "rollout-plan-changed"

    network: Slug
    round: int = Field(ge=1)
    template_version: int = Field(ge=1)
    started_on: date
    gates: tuple[RolloutGate, ...] = Field(max_length=30)


class GateAlarm(Contract):
    """A closed gate and the day for which it is planned; told once for each day."""

    network: Slug
    round: int = Field(ge=1)
    phase: Key
    planned_end: date


class GateDue(GateAlarm):
    """The gate is to open within 14 days."""

    name: ClassVar[str] = PREFIX + "rollout-gate-due"


class GateOverdue(GateAlarm):
    """The gate's planned day has passed."""

    name: ClassVar[str] = PREFIX + "rollout-gate-overdue"


class FactorScore(Part):
    """How far a success factor (Gelingensfaktor) is met: 1 not at all, 5 fully."""

    factor: Key
    score: int = Field(ge=1, le=5)


class SelfAssessed(Contract):
    """How a network sees itself in a year against the ten success factors."""

    name: ClassVar[str] = PREFIX + "self-assessed"

    network: Slug
    year: int = Field(ge=2000, le=2200)
    scores: tuple[FactorScore, ...] = Field(max_length=10)


CONTRACTS: tuple[type[Contract], ...] = (
    RolloutTemplateDefined,
    RolloutPlanChanged,
    GateDue,
    GateOverdue,
    SelfAssessed,
)
