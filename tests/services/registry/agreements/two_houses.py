"""Two houses of a quarter that agree on something, and the people who act for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from services.registry.use_cases.pass_days import let_day_come
from tests.services.registry.city import City, Json, created

TRANSITION: Json = {"from_phase": None, "from_institution": "kita", "to_phase": None, "to_institution": "schule"}
REVIEW = date(2027, 6, 1)


@dataclass(frozen=True)
class TwoHouses:
    """A Kita and a school in a network of their own; by default the coordinator acts."""

    city: City
    network: str
    kita: UUID
    school: UUID
    kita_person: str
    school_person: str
    coordinator: str

    @classmethod
    async def found(cls, city: City) -> "TwoHouses":
        """Register all that is needed."""
        network, kita, school = await city.network(), await city.partner(), await city.partner(label="Grundschule")
        return cls(
            city=city,
            network=network,
            kita=kita,
            school=school,
            kita_person=await city.person_of(kita),
            school_person=await city.person_of(school),
            coordinator=await city.coordinator(network),
        )

    def body(self, **said: Any) -> Json:
        """An agreement as the coordinator proposes it."""
        parties = [str(self.kita), str(self.school)]
        return {
            "network": self.network,
            "title": "Übergang Kita – Grundschule",
            "text": "Kinder gehen mit einer Mappe.",
            "parties": parties,
            "transition": TRANSITION,
            "review_on": str(REVIEW),
            **said,
        }

    def owed(self, due_on: date, *, by: UUID | None = None, text: str = "Lädt zum Schnuppertag ein") -> Json:
        """An obligation; of the school unless another party is named."""
        return {"id": str(uuid4()), "party": str(by or self.school), "text": text, "due_on": str(due_on)}

    async def propose(self, **said: Any) -> UUID:
        """Propose an agreement; return its id."""
        agreement = uuid4()
        created(await self.city.put(f"/agreements/{agreement}", self.body(**said), by=self.coordinator))
        return agreement

    async def stands(self, agreement: UUID) -> Json:
        """Return the agreement as the office sees it."""
        shown: Json = (await self.city.get(f"/agreements/{agreement}", by="office")).json()
        return shown

    async def take(
        self, agreement: UUID, verb: str, body: Json | None = None, *, by: str | None = None
    ) -> httpx.Response:
        """Take a step from where the agreement stands."""
        version = (await self.stands(agreement))["version"]
        headers = {**self.city.platform.headers(by or self.coordinator), "If-Match": f'"{version}"'}
        return await self.city.registry.http.post(f"/agreements/{agreement}/{verb}", json=body, headers=headers)

    async def sign(self, agreement: UUID) -> None:
        """Let both houses sign."""
        await self.take(agreement, "sign", {"party": str(self.kita)}, by=self.kita_person)
        await self.take(agreement, "sign", {"party": str(self.school)}, by=self.school_person)

    async def agree(self, **said: Any) -> UUID:
        """Propose an agreement, sign it and put it into force; return its id."""
        agreement = await self.propose(**said)
        await self.sign(agreement)
        assert (await self.take(agreement, "enter-into-force")).json()["state"] == "in_force"
        return agreement

    async def day_comes(self, day: date) -> None:
        """Let the worker see this day."""
        await let_day_come(self.city.registry.running.edge, day)

    async def told(self, agreement: UUID) -> list[Json]:
        """Return what was announced of an agreement, the first first."""
        return [event["data"] for event in await self.city.events_of(f"agreement/{agreement}")]


def days(number: int, *, after: date = REVIEW) -> date:
    return after + timedelta(days=number)
