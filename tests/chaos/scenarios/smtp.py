"""A mail server in all its moods."""

import asyncio
from typing import Any

from tests.chaos.environment import SMTP_CONNECTIONS, SMTP_TIMEOUT
from tests.chaos.families import Family
from tests.chaos.stage import Stage, scenario


async def _behave(stage: Stage, **behaviour: Any) -> None:
    async with stage.town.mailbox() as mailbox:
        (await mailbox.put("/api/behaviour", json=behaviour)).raise_for_status()


def _busiest(stage: Stage) -> Family:
    """Return a family that hears of much."""
    return max(stage.families, key=lambda family: (family.birth_month is None, len(family.networks)))


async def _count(stage: Stage) -> int:
    async with stage.town.mailbox() as mailbox:
        return int((await mailbox.get("/api/count")).json()["count"])


@scenario("smtp-421", needs=("notifications",))
async def closing(stage: Stage) -> None:
    """The server closes many connections with 421."""
    await _behave(stage, unavailable_for_next=12)
    await stage.load.for_seconds(2)
    stage.notes.append("12 × 421")


@scenario("smtp-4xx-one-recipient", needs=("notifications",))
async def later(stage: Stage) -> None:
    """One recipient is put off for a while; the others are not kept waiting, and in the end he has his mails."""
    family = _busiest(stage)
    await _behave(stage, refused_recipients={family.address: 450})
    await stage.load.for_seconds(4)
    await _behave(stage)
    stage.notes.append("450 for one address, for 4 s")


@scenario("smtp-5xx-one-recipient", spoils=True, needs=("notifications",))
async def never(stage: Stage) -> None:
    """One recipient does not exist any more; only his mails fail."""
    family = _busiest(stage)
    await _behave(stage, refused_recipients={family.address: 550})
    await stage.load.for_seconds(2)
    stage.expected.refused = (family.address,)
    stage.notes.append("550 for one address")


@scenario("smtp-nothing-after-data", needs=("notifications",))
async def silence(stage: Stage) -> None:
    """The server takes the data and never answers; first it has thrown them away, then it has kept them."""
    notifications = stage.town.servants["notifications"]
    notifications.kill()
    await stage.town.revive("notifications", **{SMTP_TIMEOUT: "3"})
    await _behave(stage, hang_after_data="before_storing")
    await stage.load.for_seconds(2)
    await asyncio.sleep(2)
    before = await _count(stage)
    await _behave(stage, hang_after_data="after_storing")
    await asyncio.sleep(5)
    kept = await _count(stage) - before
    await _behave(stage)
    stage.expected.mails_may_repeat += kept + SMTP_CONNECTIONS
    await stage.load.for_seconds(1)
    stage.notes.append(f"silent for 9 s, {kept} mails kept without saying so")
