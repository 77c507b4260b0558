"""How a plan comes from a template, is given other dates, takes a newer template, and begins anew."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from services.registry.domain.refusals import EndsBeforeStart, UnknownReference
from services.registry.domain.rollout.plan import Gate, RolloutPlan
from services.registry.domain.rollout.refusals import TemplateOlder
from services.registry.domain.rollout.template import Phase, RolloutTemplate
from shared.calendar_day import months_later


def begun(
    network: str, template: RolloutTemplate, *, started_on: date, planned_ends: Mapping[str, date] | None = None
) -> RolloutPlan:
    """Return a plan whose phases end when the template says, or when `planned_ends` does; raises as `RolloutPlan` does."""
    return RolloutPlan(
        network=network,
        template_version=template.version,
        started_on=started_on,
        gates=_gates(template, started_on, planned_ends or {}),
    )


def replanned(
    plan: RolloutPlan, template: RolloutTemplate, *, started_on: date, planned_ends: Mapping[str, date]
) -> RolloutPlan:
    """Return the plan with other dates; `template` is the version that the plan follows. Gates stay as they are."""
    gates = _gates(template, started_on, planned_ends)
    return replace(plan, started_on=started_on, gates=tuple(_kept(plan, gate) for gate in gates))


def adopted(plan: RolloutPlan, template: RolloutTemplate, *, followed: RolloutTemplate) -> RolloutPlan:
    """Return the plan under a newer template than the one it `followed`: open gates stay open, and days that were agreed on stay agreed.

    Gates that ended when the old template said end when the new one does. Raises TemplateOlder, or EndsBeforeStart where a day
    that was agreed on no longer fits between the template's.
    """
    if template.version <= plan.template_version:
        raise TemplateOlder
    gates = _gates(template, plan.started_on, _own_ends(plan, template, followed=followed))
    return replace(plan, template_version=template.version, gates=tuple(_kept(plan, gate) for gate in gates))


def restarted(plan: RolloutPlan, template: RolloutTemplate, *, started_on: date, reason: str) -> RolloutPlan:
    """Return the next round, all gates closed; raises EndsBeforeStart when it would begin before the present one."""
    if started_on < plan.started_on:
        raise EndsBeforeStart("started_on")
    again = begun(plan.network, template, started_on=started_on)
    return replace(again, round=plan.round + 1, reason=reason, version=plan.version)


def _gates(template: RolloutTemplate, started_on: date, planned_ends: Mapping[str, date]) -> tuple[Gate, ...]:
    unknown = planned_ends.keys() - {phase.key for phase in template.phases}
    if unknown:
        raise UnknownReference("planned_ends", sorted(unknown))
    return tuple(
        Gate(
            phase=phase.key,
            label=phase.label,
            belongs_to_set_up=phase.belongs_to_set_up,
            planned_end=planned_ends.get(phase.key, _planned_end(phase, started_on)),
        )
        for phase in template.phases
    )


def _own_ends(plan: RolloutPlan, template: RolloutTemplate, *, followed: RolloutTemplate) -> dict[str, date]:
    """The days of the plan that no template gave it, for the gates that the newer template has too."""
    given = {phase.key: _planned_end(phase, plan.started_on) for phase in followed.phases}
    there = {phase.key for phase in template.phases}
    return {
        gate.phase: gate.planned_end
        for gate in plan.gates
        if gate.planned_end is not None and gate.phase in there and gate.planned_end != given.get(gate.phase)
    }


def _planned_end(phase: Phase, started_on: date) -> date | None:
    return None if phase.to_month is None else months_later(started_on, phase.to_month)


def _kept(plan: RolloutPlan, gate: Gate) -> Gate:
    """What is confirmed stays; a gate that the plan doesn't know is new."""
    for known in plan.gates:
        if known.phase == gate.phase:
            return replace(
                known, label=gate.label, belongs_to_set_up=gate.belongs_to_set_up, planned_end=gate.planned_end
            )
    return gate
