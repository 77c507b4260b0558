"""Keeps each network's roll-out plan in its present round."""

from services.dashboard.storage.rollout_tables import ROLLOUT_PLANS as TABLE
from shared.contracts.registry import RolloutPlanChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[RolloutPlanChanged]) -> Row:
    plan = event.data
    return {
        "network": plan.network,
        "round": plan.round,
        "template_version": plan.template_version,
        "started_on": plan.started_on,
        "gates": [gate.model_dump(mode="json") for gate in plan.gates],
    }


ROLLOUT_PLANS = state_listener((RolloutPlanChanged,), TABLE, _row)
