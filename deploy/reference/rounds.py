"""Begins the further rounds of a network's roll-out, once: what a quarter has done since then is left alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import httpx

from deploy.reference.entries import REGISTRY, Entry
from deploy.reference.idempotent_put import reason_of
from deploy.reference.outcomes import Outcome, Result
from deploy.reference.patience import patiently
from deploy.reference.records.rollouts import Rollout
from shared.contracts.registry import RolloutPlanChanged

LIVED_BY_THE_PLAN = frozenset({"started_on"})


@dataclass(frozen=True)
class FurtherRound:
    """A round, the first day of the one before, and why it was begun."""

    entry: Entry
    number: int
    after: date
    started_on: date
    reason: str


def plan_entry(rollout: Rollout) -> Entry:
    """Return the entry that begins the first round where there is no plan yet."""
    state = _state(rollout, 1, rollout.started_on)
    given = frozenset({"network", "round", "template_version", "gates"})
    path = f"/rollout/plans/{rollout.network}"
    return Entry("Implementierungen", rollout.network, REGISTRY, path, state, given, left_alone=LIVED_BY_THE_PLAN)


def further_rounds(rollout: Rollout) -> Iterator[FurtherRound]:
    """Yield the restarts in their order."""
    days = [rollout.started_on, *(restart.started_on for restart in rollout.restarts)]
    for number, ((after, day), restart) in enumerate(zip(pairwise(days), rollout.restarts, strict=True), start=2):
        name, path = f"{rollout.network}, Runde {number}", f"/rollout/plans/{rollout.network}"
        entry = Entry("Neustarts", name, REGISTRY, path, _state(rollout, number, day), frozenset())
        yield FurtherRound(entry, number, after, day, restart.reason)


async def begin_round(client: httpx.AsyncClient, wanted: FurtherRound) -> Outcome:
    """Begin a round if the plan still stands in the one before, as the reference data began it."""
    entry = wanted.entry
    seen = await patiently(lambda: client.get(entry.path))
    if not seen.is_success:
        return Outcome(entry, Result.REFUSED, reason=reason_of(seen))
    plan = seen.json()
    if (plan["round"], plan["started_on"]) != (wanted.number - 1, wanted.after.isoformat()):
        return Outcome(entry, Result.UNCHANGED)
    body, match = {"started_on": wanted.started_on.isoformat(), "reason": wanted.reason}, seen.headers["ETag"]
    answer = await patiently(lambda: client.post(f"{entry.path}/restart", json=body, headers={"If-Match": match}))
    if not answer.is_success:
        return Outcome(entry, Result.REFUSED, reason=reason_of(answer))
    return Outcome(entry, Result.CREATED)


def _state(rollout: Rollout, number: int, day: date) -> RolloutPlanChanged:
    return RolloutPlanChanged(network=rollout.network, round=number, template_version=1, started_on=day, gates=())
