"""A partner that is named by everything that can name one."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID, uuid4

from sqlalchemy import text

from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import a_body, a_group, post
from tests.services.registry.city import City, Json, created
from tests.services.registry.persons.person import a_person

DUE = "2030-01-31"
FOREIGN_KEYS = text(
    """
    SELECT key.conrelid::regclass::text || '.' || named.attname FROM pg_constraint AS key
    JOIN pg_attribute AS named ON named.attrelid = key.conrelid AND named.attnum = key.conkey[1]
    WHERE key.contype = 'f' AND key.confrelid = 'partners'::regclass
    """
)


@dataclass(frozen=True)
class NamedEverywhere:
    """`partner` and a neighbour in one network; paths of what names the partner."""

    city: City
    network: str
    partner: UUID
    neighbour: UUID
    person: str
    child: UUID
    site: str
    agreement: str
    project: str
    body: str
    group: str
    task: str
    someone: str
    giver: str
    contact: str

    @classmethod
    async def found(cls, city: City) -> Self:
        network, partner, neighbour = await city.network(), await city.partner(), await city.partner(label="Schule")
        (area,) = (await city.get(f"/networks/{network}")).json()["areas"]
        created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"}))
        named, person = str(partner), await city.person_of(partner)
        group = await a_group(city, network)
        created(await city.put(f"{group}/members/{partner}", {}))
        site = {"label": "Haus", "area": area, "site_type": "kita", "operator": named}
        giver = {"network": network, "kind": "company", "gift": "rooms", "theme": "lesen", "partner": named}
        contact = {"label": "Anmeldung", "network": network, "organisation": named, "phone": "0231 5551234"}
        members = [{"partner": named, "function": "Vorsitz"}, {"partner": str(neighbour), "function": "Beisitz"}]
        created(await post(city, "/invitations", {"role": "partner", "organisation": named}, by="office"))
        asked = {"network": network, "organisation": named}
        created(await post(city, "/join-requests", asked, by=fresh_name("fachkraft")))
        return cls(
            city=city,
            network=network,
            partner=partner,
            neighbour=neighbour,
            person=person,
            child=await city.partner(parent=named),
            site=await cls._put(city, "anchor-sites", site),
            agreement=await cls._put(city, "agreements", agreement_of(network, partner, neighbour)),
            project=await cls._put(city, "projects", {"label": "Garten", "kind": "surroundings", "lead": named}),
            body=await a_body(city, network, members=members),
            group=group,
            task=await cls._put(city, f"{group[1:]}/tasks", {"label": "Lädt ein", "responsible": named}),
            someone=await a_person(city, network, partner=named),
            giver=await cls._put(city, "givers", giver),
            contact=await cls._put(city, "contact-points", contact),
        )

    @staticmethod
    async def _put(city: City, collection: str, body: Json) -> str:
        path = f"/{collection}/{uuid4()}"
        created(await city.put(path, body))
        return path

    async def shown(self, path: str) -> Json:
        """What the office reads of a thing."""
        answer: Json = (await self.city.get(path, by="office")).json()
        return answer

    async def names(self) -> dict[str, Any]:
        """Whom each thing names."""
        agreement, body = await self.shown(self.agreement), await self.shown(self.body)
        return {
            "child": (await self.shown(f"/partners/{self.child}"))["parent"],
            "site": (await self.shown(self.site))["operator"],
            "parties": agreement["parties"],
            "owed by": [owed["party"] for owed in agreement["obligations"]],
            "project": (await self.shown(self.project))["lead"],
            "members": [member["partner"] for member in body["members"]],
            "task": (await self.shown(self.task))["responsible"],
            "someone": (await self.shown(self.someone))["partner"],
            "giver": (await self.shown(self.giver))["partner"],
            "contact": (await self.shown(self.contact))["organisation"],
            "grants": [grant["organisation"] for grant in (await self._me())["grants"]],
        }

    async def _me(self) -> Json:
        mine: Json = (await self.city.get("/me", by=self.person)).json()
        return mine


def agreement_of(network: str, *parties: UUID, **said: Any) -> Json:
    """An agreement in which the first party owes something."""
    owed = {"id": str(uuid4()), "party": str(parties[0]), "text": "Lädt ein", "due_on": DUE}
    names = [str(party) for party in parties]
    return {"network": network, "title": "Übergang", "text": "", "parties": names, "obligations": [owed], **said}


async def columns_that_name_partners(city: City) -> frozenset[str]:
    async with city.registry.running.edge.reading() as connection:
        return frozenset((await connection.execute(FOREIGN_KEYS)).scalars())


async def naming(city: City, columns: frozenset[str], partner: UUID) -> frozenset[str]:
    """Those of the columns that hold the partner's id somewhere."""
    found = " UNION ".join(
        f"SELECT '{column}' FROM {column.partition('.')[0]} WHERE {column.partition('.')[2]} = :partner"
        for column in sorted(columns)
    )
    async with city.registry.running.edge.reading() as connection:
        return frozenset((await connection.execute(text(found), {"partner": partner})).scalars())
