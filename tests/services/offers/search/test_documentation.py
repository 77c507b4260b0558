"""The example in docs/search.md runs as it stands there."""

import asyncio
import re
import sys

from deploy.local.testing import REPOSITORY
from tests.services.offers.city import City, Quarter

EXAMPLE = re.compile(r"```python\n(.+?)```", re.DOTALL)


async def test_two_lines_find_the_group_in_spite_of_its_spelling(hoerde: Quarter, city: City) -> None:
    page = (REPOSITORY / "docs" / "search.md").read_text(encoding="utf-8")
    (example,) = EXAMPLE.findall(page)
    program = f"import httpx\noffers = {city.offers.url!r}\n{example}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-X", "utf8", "-c", program, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert output.decode().split() == ["Krabbelgruppe"]
    assert len(example.strip().splitlines()) == 2
