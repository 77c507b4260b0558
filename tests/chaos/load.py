"""People who write: they create, edit, publish and end offers over HTTP, and try again until they know what became of it.

A change counts as committed once it was acknowledged, or found after an answer was lost. Each subject has one writer, so its
versions are known exactly.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from tests.chaos.base_data import NETWORKS, ORGANISATION
from tests.chaos.town import Town

PATIENCE_SECONDS = 90.0
RETRY_SECONDS = 0.1
AGAIN = frozenset({401, 403, 422, 429})


class WriterGaveUp(AssertionError):
    """A service did not take a change for very long."""


@dataclass
class Written:
    """What the writers know to be committed: the newest version of each subject of a service."""

    versions: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    changes: int = 0
    retries: int = 0
    slowest_seconds: float = 0.0

    def note(self, subject: str, version: int) -> None:
        """A change is committed."""
        self.changes += 1
        self.versions[subject] = version


class Writer:
    """Somebody who keeps changing subjects of one kind in one service."""

    def __init__(self, town: Town, written: Written, rng: random.Random) -> None:
        self.town = town
        self.written = written
        self.rng = rng

    async def send(self, http: httpx.AsyncClient, method: str, path: str, subject: str, **rest: Any) -> int:
        """Make one change from the version that was committed last and return the new version; 0 when it is gone."""
        expected = self.written.versions.get(subject, 0)
        condition = {"If-Match": f'"{expected}"'} if expected else {"If-None-Match": "*"}
        loop = asyncio.get_running_loop()
        began = loop.time()
        while loop.time() - began < PATIENCE_SECONDS:
            answer = await _try(http.request(method, path, headers=condition, **rest))
            if answer is not None and answer.is_success:
                self.written.slowest_seconds = max(self.written.slowest_seconds, loop.time() - began)
                return int(answer.headers["ETag"].strip('W/"'))
            if answer is not None and answer.status_code in {404, 409, 412}:
                found = await self._version_found(http, path)
                if found is not None and found != expected:
                    return found
            elif answer is not None and answer.status_code < 500 and answer.status_code not in AGAIN:
                raise WriterGaveUp(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
            self.written.retries += 1
            await asyncio.sleep(RETRY_SECONDS)
        raise WriterGaveUp(f"{method} {path}: no answer for {PATIENCE_SECONDS} s")

    async def _version_found(self, http: httpx.AsyncClient, path: str) -> int | None:
        answer = await _try(http.get(path.removesuffix("/publish").removesuffix("/withdraw")))
        if answer is None or answer.status_code >= 500:
            return None
        return int(answer.headers["ETag"].strip('W/"')) if answer.is_success else 0

    def committed(self, subject: str, version: int) -> bool:
        """Note the version that stands; tell whether it follows the one before, for a restore takes versions away."""
        before = self.written.versions.get(subject, 0)
        if version > before:
            self.written.note(subject, version)
            return True
        self.written.lost[subject] = before
        self.written.versions.pop(subject, None)
        return False


class OfferWriter(Writer):
    """A partner with offers: most changes are mere wording, some are worth a mail."""

    def __init__(
        self,
        town: Town,
        written: Written,
        rng: random.Random,
        *,
        instance: str = "offers",
        networks: Sequence[str] = NETWORKS,
    ) -> None:
        super().__init__(town, written, rng)
        self.instance = instance
        self.networks = networks

    async def change_something(self) -> None:
        """Take one offer through its life."""
        offer = UUID(int=self.rng.getrandbits(128), version=4)
        subject, path, body = f"offer/{offer}", f"/offers/{offer}", self._body()
        async with self.town.api(self.instance) as http:
            for method, suffix in self._life():
                content = {} if suffix else {"json": body}
                version = await self.send(http, method, path + suffix, subject, **content)
                if not self.committed(subject, version):
                    return
                self._edit(body)

    def _life(self) -> list[tuple[str, str]]:
        draft, edits = [("PUT", "")] * self.rng.randint(1, 3), [("PUT", "")] * self.rng.randint(0, 3)
        end = [("POST", "/withdraw")] if self.rng.random() < 0.2 else []
        return [*draft, ("POST", "/publish"), *edits, *end]

    def _body(self) -> dict[str, Any]:
        low = self.rng.choice((-9, 0, 6, 12, 24, 36, 48, 72))
        return {
            "network": self.rng.choice(list(self.networks)),
            "organisation": str(ORGANISATION),
            "title": f"Angebot {self.rng.getrandbits(32):08x}",
            "description": "Für den Ausfalltest erfunden.",
            "ages": {"min_months": low, "max_months": low + self.rng.choice((3, 12, 24))},
            "cost_cents": 0,
        }

    def _edit(self, body: dict[str, Any]) -> None:
        body["title"] = f"Angebot {self.rng.getrandbits(32):08x}"
        if self.rng.random() < 0.15:
            body["cost_cents"] = self.rng.randint(1, 500)


class PartnerWriter(Writer):
    """The office, which keeps renaming organisations in the registry."""

    async def change_something(self) -> None:
        """Make an organisation and rename it a few times."""
        partner = UUID(int=self.rng.getrandbits(128), version=4)
        subject = f"partner/{partner}"
        async with self.town.api("registry") as http:
            for _ in range(self.rng.randint(2, 4)):
                body = {
                    "label": f"Verein {self.rng.getrandbits(32):08x}",
                    "kind": "association",
                    "partner_type": "verein",
                }
                version = await self.send(http, "PUT", f"/partners/{partner}", subject, json=body)
                if not self.committed(subject, version):
                    return


class Load:
    """Several writers at work until they are told to stop."""

    def __init__(self, town: Town, rng: random.Random, *, after: "Load | None" = None) -> None:
        self.offers: Written = after.offers if after is not None else Written()
        self.registry: Written = after.registry if after is not None else Written()
        self.offers.retries = self.registry.retries = 0
        self.offers.slowest_seconds = 0.0
        self._before = self.offers.changes + self.registry.changes
        self._town = town
        self._rng = rng
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False

    @property
    def changes(self) -> int:
        """How many changes are known to be committed."""
        return self.offers.changes + self.registry.changes - self._before

    @property
    def retries(self) -> int:
        """How often something had to be tried again."""
        return self.offers.retries + self.registry.retries

    def begin(self, *, writers: int = 3, instance: str = "offers", networks: Sequence[str] = NETWORKS) -> None:
        """Let people begin to write; those of the second offers instance share the same memory."""
        self._stopping = False
        for _ in range(writers):
            who = OfferWriter(self._town, self.offers, self._own_rng(), instance=instance, networks=networks)
            self._tasks.append(asyncio.create_task(self._keep_at(who.change_something)))
        office = PartnerWriter(self._town, self.registry, self._own_rng())
        self._tasks.append(asyncio.create_task(self._keep_at(office.change_something)))

    async def end(self) -> None:
        """Let everybody finish what they are at; raises what made a writer give up."""
        self._stopping = True
        tasks, self._tasks = self._tasks, []
        await asyncio.gather(*tasks)

    async def abandon(self) -> None:
        """Send everybody home, whatever they are at."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def for_seconds(self, seconds: float, **who: Any) -> None:
        """Write for a while."""
        self.begin(**who)
        await asyncio.sleep(seconds)
        await self.end()

    async def _keep_at(self, change: Callable[[], Awaitable[None]]) -> None:
        rng = self._own_rng()
        while not self._stopping:
            await change()
            await asyncio.sleep(rng.uniform(0.02, 0.15))

    def _own_rng(self) -> random.Random:
        return random.Random(self._rng.getrandbits(64))


async def _try(request: Awaitable[httpx.Response]) -> httpx.Response | None:
    try:
        return await request
    except httpx.TransportError:
        return None
