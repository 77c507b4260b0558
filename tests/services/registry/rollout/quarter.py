"""A quarter that is being set up, in tests of the running registry."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx

from services.registry.domain.rollout.standard import STANDARD
from shared.testing.platform import OFFICE
from tests.services.registry.city import City, Json, created

PHASES = [phase.key for phase in STANDARD.phases]
SET_UP = [phase.key for phase in STANDARD.phases if phase.belongs_to_set_up]
BEGIN = "2024-01-15"


@dataclass
class Quarter:
    """A network and the version of its plan that was seen last."""

    city: City
    network: str
    version: int = 0

    @classmethod
    async def begun(cls, city: City, *, status: str = "in_set_up", **said: Any) -> "Quarter":
        """Register a network and begin its plan."""
        quarter = cls(city, await city.network(status=status))
        quarter.version = created(await quarter.plan(**said))["version"]
        return quarter

    @property
    def path(self) -> str:
        return f"/rollout/plans/{self.network}"

    async def plan(self, *, by: str = OFFICE, **said: Any) -> httpx.Response:
        """Begin the plan, or change its dates once it is there."""
        body = {"started_on": BEGIN, **said}
        return await self.city.put(self.path, body, by=by, version=self.version or None)

    async def open(self, phase: str, day: str, *, by: str = OFFICE, **said: Any) -> httpx.Response:
        """Open a gate on a protocol of the same day."""
        body = {"opened_on": day, "evidence": {"title": f"Protokoll {phase}", "dated": day}, **said}
        return self._seen(await self.city.put(f"{self.path}/gates/{phase}", body, by=by, version=self.version))

    async def post(self, path: str, body: Json, *, by: str = OFFICE) -> httpx.Response:
        """POST with the version that was seen last."""
        headers = {**self.city.platform.headers(by), "If-Match": f'"{self.version}"'}
        return self._seen(await self.city.registry.http.post(f"{self.path}/{path}", json=body, headers=headers))

    async def adopt(self, version: int, *, by: str = OFFICE) -> httpx.Response:
        answer = await self.city.put(f"{self.path}/template", {"version": version}, by=by, version=self.version)
        return self._seen(answer)

    async def finish(self, *, days: int = 60) -> date:
        """Open all gates of the set-up, each so many days after the one before; the last day."""
        day = date.fromisoformat(BEGIN)
        for phase in SET_UP:
            day += timedelta(days=days)
            answer = await self.open(phase, day.isoformat())
            assert answer.status_code == httpx.codes.OK, answer.text
        return day

    async def get(self, path: str = "", *, by: str = OFFICE) -> Json:
        answer = await self.city.get(f"{self.path}{path}", by=by)
        assert answer.status_code == httpx.codes.OK, answer.text
        body: Json = answer.json()
        return body

    async def network_status(self, status: str, *, by: str = OFFICE) -> httpx.Response:
        """Give the network another status."""
        stands = (await self.city.get(f"/networks/{self.network}")).json()
        body = {key: value for key, value in stands.items() if key not in {"id", "version"}}
        return await self.city.put(
            f"/networks/{self.network}", {**body, "status": status}, by=by, version=stands["version"]
        )

    def _seen(self, answer: httpx.Response) -> httpx.Response:
        if answer.status_code == httpx.codes.OK:
            self.version = answer.json()["version"]
        return answer
