"""Announces the event sources and loads Dortmund's reference data into the services: runs once and ends."""

import asyncio
from pathlib import Path

from deploy.containers.operator import operator_in_containers
from deploy.local.loaded import MARKER
from deploy.local.starting_data import announce_sources, load_once

MEMORY = Path("/data")


async def load() -> None:
    """Load through the public APIs; data that was loaded before is left as people changed it."""
    operator = operator_in_containers()
    await announce_sources(operator, second_offers=False)
    await load_once(operator, marker=MEMORY / MARKER)


if __name__ == "__main__":
    asyncio.run(load())
