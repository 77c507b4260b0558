"""Keeps how each network sees itself, year by year."""

from services.dashboard.storage.rollout_tables import SELF_ASSESSMENTS as TABLE
from shared.contracts.registry import SelfAssessed
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[SelfAssessed]) -> Row:
    assessed = event.data
    scores = [score.model_dump(mode="json") for score in assessed.scores]
    return {"network": assessed.network, "year": assessed.year, "scores": scores}


SELF_ASSESSMENTS = state_listener((SelfAssessed,), TABLE, _row)
