"""Plays the scenarios one after the other in one town and reports each in a line."""

import random
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.chaos.families import Family, subscribe_families
from tests.chaos.invariants import Findings, examine
from tests.chaos.ledger import MailCount
from tests.chaos.load import Load
from tests.chaos.log_reading import heads
from tests.chaos.settling import Settled, settle
from tests.chaos.stage import SCENARIOS, Scenario, Stage
from tests.chaos.town import Town

FAMILIES = 200
FAMILIES_IN_CI = 60


@dataclass
class Line:
    """A scenario's outcome."""

    scenario: Scenario
    stage: Stage
    settled: Settled
    found: Findings
    seconds: float

    @property
    def problems(self) -> list[str]:
        """Everything that does not hold."""
        return [*self.stage.problems, *self.found.problems]

    def text(self) -> str:
        """Return what is printed."""
        mails = self.found.mails
        return (
            f"{'FAIL' if self.problems else 'OK  '} {self.scenario.name:<34} {'; '.join(self.stage.notes)} | "
            f"{self.stage.load.changes} changes acknowledged ({self.stage.load.retries} retries), "
            f"{self.found.events} events, caught up after {self.settled.caught_up_seconds:.1f} s, "
            f"{mails.mails - self.stage.mails_before} mails, "
            f"{mails.doubled - self.stage.doubled_before} doubled | {self.seconds:.1f} s"
        )


async def run(folder: Path, *, seed: int, names: Sequence[str] | None, is_short: bool) -> int:
    """Play the scenarios; return the exit code."""
    _say(f"chaos with --seed {seed}")
    began, rng, town = monotonic(), random.Random(seed), Town(folder)
    try:
        await town.open()
        families = await subscribe_families(town, FAMILIES_IN_CI if is_short else FAMILIES, rng)
        await settle(town, seconds=60)
        await town.keep_base()
        town.base_heads = await heads(town, *town.services)
        _say(f"{len(families)} families subscribed, {len(town.services)} services: {monotonic() - began:.1f} s")
        failed = await _play_all(town, _chosen(town, names, is_short=is_short), families, seed=seed, is_short=is_short)
    finally:
        town.close()
    _say(
        f"{'FAILED: ' + ', '.join(failed) if failed else 'everything held'} after {monotonic() - began:.0f} s (--seed {seed})"
    )
    return 1 if failed else 0


def _chosen(town: Town, names: Sequence[str] | None, *, is_short: bool) -> list[Scenario]:
    """Return them with those at the end that spoil the town: each of these costs a new beginning."""
    wanted = [SCENARIOS[name] for name in names] if names else sorted(SCENARIOS.values(), key=lambda one: one.spoils)
    return [one for one in wanted if (names or one.is_in_ci or not is_short) and set(one.needs) <= set(town.services)]


async def _play_all(
    town: Town, scenarios: Sequence[Scenario], families: tuple[Family, ...], *, seed: int, is_short: bool
) -> list[str]:
    failed = []
    load: Load | None = None
    mails = MailCount()
    for scenario in scenarios:
        rng = random.Random(f"{seed} {scenario.name}")
        is_fresh, load = load is None, Load(town, rng, after=load)
        mails = MailCount() if is_fresh else mails
        stage = Stage(town, load, rng, families, is_short, mails_before=mails.mails, doubled_before=mails.doubled)
        try:
            if is_fresh:
                await town.reset()
            line = await _play(scenario, stage)
        except Exception:  # noqa: BLE001 - whatever it is, it is this scenario's outcome, and the others are played
            _say(f"FAIL {scenario.name}\n{traceback.format_exc()}")
            failed.append(scenario.name)
            await load.abandon()
            load = None
            continue
        _say(line.text())
        for problem in line.problems:
            _say(f"       {problem}")
        if line.problems:
            failed.append(scenario.name)
        mails = line.found.mails
        if scenario.spoils or line.problems:
            load = None
    return failed


async def _play(scenario: Scenario, stage: Stage) -> Line:
    began, stage.town.in_flight_at_kills = monotonic(), 0
    await scenario.play(stage)
    await stage.load.end()
    expected = stage.expected
    expected.mails_may_repeat += stage.doubled_before + stage.town.in_flight_at_kills
    settled = await settle(
        stage.town, seconds=stage.catch_up_seconds, second_offers=expected.second_offers, except_for=expected.except_for
    )
    written = {"offers": stage.load.offers, "registry": stage.load.registry}
    found = await examine(stage.town, expected, stage.families, **written)
    return Line(scenario, stage, settled, found, monotonic() - began)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
