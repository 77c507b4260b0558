"""kill -9 of each process at each step of its work, and of anything at any time."""

import asyncio

from tests.chaos.environment import SMTP_CONNECTIONS, WITNESS
from tests.chaos.stage import Play, Stage, scenario
from tests.chaos.steps import VARIABLE

EDGE = ("before-commit", "after-commit")
RELAY = ("before-append", "after-append")
CONSUMER = ("before-effect-commit", "after-effect-commit")
STEPS = {
    "registry": (*EDGE, *RELAY),
    "offers": (*EDGE, *RELAY, *CONSUMER),
    "notifications": (*EDGE, *RELAY, *CONSUMER),
    "portal": CONSUMER,
    "dashboard": CONSUMER,
    WITNESS: CONSUMER,
}
IN_CI = {("offers", "before-commit"), ("offers", "after-append"), ("notifications", "after-effect-commit")}
REACH_SECONDS = 30.0
AFTERWARDS_SECONDS = 1.0


def _kill_at(instance: str, step: str) -> Play:
    async def play(stage: Stage) -> None:
        servant = stage.town.servants[instance]
        passage = stage.rng.randint(1, 3)
        servant.kill()
        servant.start(**{VARIABLE: f"{step}:{passage}"})
        stage.load.begin()
        await servant.dies(seconds=REACH_SECONDS)
        await stage.town.revive(instance)
        await asyncio.sleep(AFTERWARDS_SECONDS)
        stage.notes.append(f"killed at passage {passage}")

    return play


for _instance, _steps in STEPS.items():
    for _step in _steps:
        scenario(f"kill-{_instance}-{_step}", ci=(_instance, _step) in IN_CI,
                 needs=() if _instance == WITNESS else (_instance,))(_kill_at(_instance, _step))  # fmt: skip


@scenario("kill-between-data-and-answer", ci=True, needs=("notifications",))
async def kill_between_data_and_answer(stage: Stage) -> None:
    """The mailbox keeps each mail and does not say so; then the service dies: these mails must come again."""
    notifications = stage.town.servants["notifications"]
    async with stage.town.mailbox() as mailbox:
        before = (await mailbox.get("/api/count")).json()["count"]
        await mailbox.put("/api/behaviour", json={"hang_after_data": "after_storing"})
        stage.load.begin()
        for _ in range(300):
            kept = (await mailbox.get("/api/count")).json()["count"] - before
            if kept >= 2:
                break
            await asyncio.sleep(0.05)
        notifications.kill()
        kept = (await mailbox.get("/api/count")).json()["count"] - before
        await mailbox.put("/api/behaviour", json={})
    await stage.town.revive("notifications")
    await asyncio.sleep(AFTERWARDS_SECONDS)
    stage.insist(kept > 0, "no mail was in flight at the kill")
    stage.notes.append(f"killed with {kept} mails kept and unanswered")


@scenario("kill-anything")
async def kill_anything(stage: Stage) -> None:
    """One process after the other dies under load, at a moment of chance."""
    names = [*stage.town.running, "mailbox", "issuer"]
    stage.rng.shuffle(names)
    stage.load.begin()
    for name in names:
        await asyncio.sleep(stage.rng.uniform(0.1, 0.7))
        stage.town.servants[name].kill()
        await stage.town.revive(name)
        if name == "mailbox":
            stage.expected.mails_may_repeat += SMTP_CONNECTIONS
    stage.notes.append(f"killed in this order: {', '.join(names)}")
