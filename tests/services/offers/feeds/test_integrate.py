"""The program in docs/integrate.md runs as it stands there, against the running catalogue, with all that may happen to a copy."""

import asyncio
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from deploy.keeping.redacting import Selection, redact_events
from deploy.local.testing import REPOSITORY
from shared.erasure.journal import ErasureJournal
from shared.erasure.redaction import Grounds
from tests.services.offers.city import City, Quarter, if_match
from tests.shared.messaging.test_redaction import store_of

PAGE = (REPOSITORY / "docs" / "integrate.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```python\n(.+?)```", re.DOTALL)
LONGEST_LINES = 30
SAID = re.compile(r"(\d+) events, (\d+) offers")


class Copy:
    """What the program keeps, in a file of its own."""

    def __init__(self, city: City, file: Path) -> None:
        (self._program,) = EXAMPLE.findall(PAGE)
        self._url = city.offers.url
        self.file = file

    async def run(self) -> int:
        """Run the program; the number of events it read."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-X", "utf8", "-c", self._program, self._url, str(self.file)),
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await process.communicate()
        said = SAID.fullmatch(output.decode().strip())
        assert said is not None, output
        assert int(said[2]) == len(self.kept()["offers"])
        return int(said[1])

    def kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return kept

    def title(self, offer: UUID) -> str | None:
        entry = self.kept()["offers"].get(f"offer/{offer}")
        return entry["offer"]["title"] if entry else None


@pytest.fixture
def copy(city: City, tmp_path: Path) -> Copy:
    return Copy(city, tmp_path / "offers.json")


def test_the_program_is_short() -> None:
    (program,) = EXAMPLE.findall(PAGE)
    assert len([line for line in program.splitlines() if line]) <= LONGEST_LINES


async def test_a_copy_holds_what_is_published_and_no_draft(quarter: Quarter, copy: Copy) -> None:
    published, paused, ended = [await quarter.published(title=title) for title in ("Singen", "Turnen", "Kochen")]
    draft = await quarter.draft(title="Noch geheim")
    await quarter.post(paused, "pause", by=quarter.partner, version=2)
    await quarter.post(ended, "withdraw", by=quarter.partner, version=2)
    await copy.run()
    assert [copy.title(offer) for offer in (published, paused, ended, draft)] == ["Singen", None, None, None]
    assert "Noch geheim" not in copy.file.read_text(encoding="utf-8")


async def test_after_a_stop_only_what_is_new_is_read(quarter: Quarter, copy: Copy) -> None:
    offer, _ = await quarter.published(title="Singen"), await quarter.published(title="Turnen")
    first = await copy.run()
    await quarter.put(offer, by=quarter.partner, condition=if_match(2), title="Laut singen")
    second = await copy.run()
    assert first > 1
    assert second == 1
    assert copy.title(offer) == "Laut singen"


async def test_what_is_erased_leaves_the_copy(quarter: Quarter, city: City, copy: Copy, tmp_path: Path) -> None:
    offer = await quarter.published(title="Anruf bei Frau Muster")
    await copy.run()
    before = copy.title(offer)
    events = await city.public_events(quarter.network)
    position = int(next(event["sequence"] for event in events if event["subject"] == f"offer/{offer}"))
    grounds = Grounds(reason="ein Name im Titel", asked_by="fachstelle", confirmed_by="datenschutz")
    journal = ErasureJournal(tmp_path / "redactions.journal")
    store, now = store_of(city.offers), datetime.now(UTC)
    await redact_events(store, Selection(positions=(position,)), grounds, journal=journal, now=now)
    await copy.run()
    assert (before, copy.title(offer)) == ("Anruf bei Frau Muster", None)
    copy.file.unlink()
    await copy.run()
    assert copy.title(offer) is None


async def test_after_a_restored_backup_a_copy_begins_again(quarter: Quarter, copy: Copy) -> None:
    offer = await quarter.published(title="Singen")
    first = await copy.run()
    elsewhere = copy.kept()
    elsewhere["place"]["event"] = str(uuid4())
    elsewhere["offers"] = {"offer/gone": {"event": str(uuid4()), "offer": {"title": "Gab es nur vorher"}}}
    copy.file.write_text(json.dumps(elsewhere), encoding="utf-8")
    again = await copy.run()
    assert again == first
    assert copy.title(offer) == "Singen"
    assert "offer/gone" not in copy.kept()["offers"]
