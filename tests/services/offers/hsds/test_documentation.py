"""The example in docs/hsds.md runs as it stands there."""

import asyncio
import re
import sys

from deploy.local.testing import REPOSITORY
from services.offers.domain.hsds.taxonomies import THEMES, term_id
from tests.services.offers.city import City, Quarter

EXAMPLE = re.compile(r"```python\n(.+?)```", re.DOTALL)


async def test_the_example_asks_for_services_and_names_them(quarter: Quarter, city: City) -> None:
    weekly = {"first_day": "2026-01-06", "starts_at": "09:30", "ends_at": "11:00", "rule": "FREQ=WEEKLY;BYDAY=TU"}
    await quarter.published(title="Sterngucken", themes=["astronomie"], schedule={"recurrences": [weekly]})
    (example,) = EXAMPLE.findall((REPOSITORY / "docs" / "hsds.md").read_text(encoding="utf-8"))
    told = f"import httpx\noffers, theme = {city.offers.url!r}, {term_id(THEMES, 'astronomie')!r}\n"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-X", "utf8", "-c", told + example, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert output.decode().split() == ["1", "Sterngucken"]
