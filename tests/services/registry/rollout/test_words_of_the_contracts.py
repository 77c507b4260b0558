"""What the roll-out's events carry is what the domain has, but for accounts and free text."""

from dataclasses import fields

import pytest
from pydantic import BaseModel

from services.registry.domain.rollout.alarm import GateAlarm
from services.registry.domain.rollout.plan import Gate, RolloutPlan
from services.registry.domain.rollout.self_assessment import Score, SelfAssessment
from services.registry.domain.rollout.template import Phase, RolloutTemplate
from shared.contracts.registry import GateDue, GateOverdue, RolloutPlanChanged, RolloutTemplateDefined, SelfAssessed
from shared.contracts.registry.rollout import FactorScore, RolloutGate, RolloutPhase

STAYS_HERE = {"version", "kind", "reason", "evidence", "confirmed_by", "closed_because"}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (RolloutTemplate, RolloutTemplateDefined),
        (Phase, RolloutPhase),
        (RolloutPlan, RolloutPlanChanged),
        (Gate, RolloutGate),
        (GateAlarm, GateDue),
        (GateAlarm, GateOverdue),
        (SelfAssessment, SelfAssessed),
        (Score, FactorScore),
    ],
)
def test_every_field_travels_but_those_that_may_point_to_a_person(here: type, there: type[BaseModel]) -> None:
    assert {field.name for field in fields(here)} - STAYS_HERE == set(there.model_fields)
