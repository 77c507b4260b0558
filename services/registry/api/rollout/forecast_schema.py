"""What is shown of how far a quarter is."""

from dataclasses import asdict
from datetime import date

from services.registry.api.rollout.template import PhaseBody
from services.registry.api.schema import Body
from services.registry.domain.rollout.plan import RolloutPlan
from services.registry.domain.rollout.template import RolloutTemplate, differences
from shared.contracts.vocabulary import Key, Line, Slug
from shared.rollout_forecast import Forecast


class StandingAnswer(Body):
    """How far a quarter is. A negative delay is a lead; `cause` is the phase that costs most of a delay."""

    network: Slug
    round: int
    started_on: date
    template_version: int
    newer_template: int | None
    open_gates: int
    gates: int
    next_phase: Key | None
    next_phase_label: Line | None
    next_planned_end: date | None
    goes_live_on: date
    planned_on: date
    delay_days: int
    cause: Key | None
    cause_label: Line | None
    is_certain: bool


class RoundAnswer(Body):
    """A round of a network; `went_live_on` and `delay_days` only when its set-up was completed."""

    round: int
    reason: str | None
    started_on: date
    template_version: int
    planned_on: date
    went_live_on: date | None
    delay_days: int | None


class RoundsAnswer(Body):
    """All rounds of a network."""

    rounds: list[RoundAnswer]


class ChangeAnswer(Body):
    """A phase in two versions of the template; null where there is none."""

    phase: Key
    before: PhaseBody | None
    after: PhaseBody | None


class DifferenceAnswer(Body):
    """What is different between two versions of the template."""

    from_version: int
    to_version: int
    changes: list[ChangeAnswer]


def standing_of(plan: RolloutPlan, foreseen: Forecast, *, newest: int) -> StandingAnswer:
    """Return how far a plan is, as the API shows it."""
    following = next((gate for gate in plan.gates if not gate.is_open), None)
    return StandingAnswer(
        network=plan.network,
        round=plan.round,
        started_on=plan.started_on,
        template_version=plan.template_version,
        newer_template=newest if newest > plan.template_version else None,
        open_gates=sum(gate.is_open for gate in plan.gates),
        gates=len(plan.gates),
        next_phase=None if following is None else following.phase,
        next_phase_label=None if following is None else following.label,
        next_planned_end=None if following is None else following.planned_end,
        cause_label=None if foreseen.cause is None else plan.gate(foreseen.cause).label,
        **asdict(foreseen),
    )


def round_of(plan: RolloutPlan) -> RoundAnswer:
    """Return how a round ended or stands, as the API shows it."""
    planned_on = plan.planned_on
    live = plan.went_live_on
    return RoundAnswer(
        round=plan.round,
        reason=plan.reason,
        started_on=plan.started_on,
        template_version=plan.template_version,
        planned_on=planned_on,
        went_live_on=live,
        delay_days=None if live is None else (live - planned_on).days,
    )


def difference_of(older: RolloutTemplate, newer: RolloutTemplate) -> DifferenceAnswer:
    """Return the difference of two versions, as the API shows it."""
    changes = [ChangeAnswer.model_validate(asdict(change)) for change in differences(older, newer)]
    return DifferenceAnswer(from_version=older.version, to_version=newer.version, changes=changes)
