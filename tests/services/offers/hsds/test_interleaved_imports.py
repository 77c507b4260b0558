"""Imports between whatever people do meanwhile: each record has one offer, and nobody's words are lost."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.services.offers.city import Quarter, if_match
from tests.services.offers.hsds.bringing import bring, service

RECORDS, STEPS = 3, 14


@dataclass
class Story:
    """What has happened so far: the source's records as they are now, and the titles that people here gave."""

    quarter: Quarter
    random: Random
    records: list[dict[str, Any]]
    offers: dict[str, str] = field(default_factory=dict)
    ours: dict[str, str] = field(default_factory=dict)
    number: int = 0

    async def bring(self) -> None:
        """One import, or two at once."""
        reports = await asyncio.gather(
            *(bring(self.quarter, self.records) for _ in range(self.random.choice((1, 1, 2))))
        )
        for report in reports:
            assert report.status_code == httpx.codes.OK, report.text
            found = {row["source_id"]: row["offer"] for row in report.json()["rows"]}
            assert found == {**found, **self.offers}, "a record keeps its offer"
            self.offers.update(found)

    async def change_at_source(self) -> None:
        """The source says something else of one record."""
        self.number += 1
        self.random.choice(self.records)["name"] = f"Quelle {self.number}"

    async def edit(self) -> None:
        """Somebody here gives an offer another title."""
        self.number += 1
        await self._do("PUT", "", title=f"Von uns {self.number}")

    async def publish(self) -> None:
        """An offer becomes public."""
        await self._do("POST", "/publish")

    async def withdraw(self) -> None:
        """An offer ends, if it is public."""
        await self._do("POST", "/withdraw")

    async def _do(self, method: str, step: str, **said: Any) -> None:
        if not self.offers:
            return
        source_id = self.random.choice(sorted(self.offers))
        offer = await self.seen(source_id)
        headers = {**self.quarter.city.platform.headers(self.quarter.coordinator), **if_match(offer["version"])}
        body = self.quarter.body(**said) if said else None
        path = f"/offers/{offer['id']}{step}"
        done = await self.quarter.city.offers.http.request(method, path, json=body, headers=headers)
        if said and done.status_code == httpx.codes.OK:
            self.ours[source_id] = said["title"]
        elif done.status_code == httpx.codes.OK:
            self.ours.setdefault(source_id, offer["title"])

    async def seen(self, source_id: str) -> dict[str, Any]:
        """The offer that a record became."""
        found = await self.quarter.city.get(f"/offers/{self.offers[source_id]}", by=self.quarter.coordinator)
        read: dict[str, Any] = found.json()
        return read

    async def waiting(self, source_id: str) -> int:
        """How many suggestions wait at the offer."""
        path = f"/offers/{UUID(self.offers[source_id])}/suggestions"
        found = await self.quarter.city.get(path, by=self.quarter.coordinator)
        return sum(each["state"] == "open" for each in found.json()["items"])


async def told(quarter: Quarter, seed: int) -> Story:
    """A story of some steps, with an import at its end."""
    random = Random(seed)
    story = Story(quarter, random, [service(name=f"Anfang {number}") for number in range(RECORDS)])
    steps: list[Callable[[], Awaitable[None]]] = [
        *(story.bring, story.bring, story.change_at_source, story.change_at_source),
        *(story.edit, story.publish, story.withdraw),
    ]
    await story.bring()
    for step in random.choices(steps, k=STEPS):
        await step()
    await story.bring()
    return story


@pytest.mark.parametrize("seed", range(6))
async def test_each_record_has_one_offer_and_nobodys_words_are_lost(quarter: Quarter, seed: int) -> None:
    story = await told(quarter, seed)
    offers = {record["id"]: await story.seen(record["id"]) for record in story.records}
    listed = [
        (await quarter.city.get("/offers", by=quarter.coordinator, network=quarter.network, status=status)).json()[
            "items"
        ]
        for status in ("draft", "published", "ended")
    ]
    assert sum(len(items) for items in listed) == RECORDS
    assert {id_: offer["title"] for id_, offer in offers.items()} == {
        record["id"]: story.ours.get(record["id"], record["name"]) for record in story.records
    }
    assert {await story.waiting(record["id"]) for record in story.records} <= {0, 1}
