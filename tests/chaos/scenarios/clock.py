"""Machines whose clocks are an hour off."""

from tests.chaos.serve import CLOCK_VARIABLE
from tests.chaos.stage import Stage, scenario

AN_HOUR = 3600


async def _set_clocks(stage: Stage, **seconds_off: int) -> None:
    for instance, seconds in seconds_off.items():
        if instance in stage.town.running:
            stage.town.servants[instance].kill()
            await stage.town.revive(instance, **{CLOCK_VARIABLE: str(seconds)})


@scenario("clock-an-hour-off")
async def an_hour_off(stage: Stage) -> None:
    """Consumers are ahead and behind, then the catalogue itself; tokens of the others are refused there for a while."""
    await _set_clocks(stage, notifications=AN_HOUR, dashboard=-AN_HOUR)
    await stage.load.for_seconds(2)
    await _set_clocks(stage, notifications=-AN_HOUR, dashboard=AN_HOUR, offers=AN_HOUR)
    await stage.load.for_seconds(2)
    await _set_clocks(stage, notifications=0, dashboard=0, offers=-AN_HOUR)
    await stage.load.for_seconds(2)
    await _set_clocks(stage, offers=0)
    stage.notes.append("notifications, dashboard and offers ±1 h, one after the other")
