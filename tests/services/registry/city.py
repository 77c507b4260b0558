"""A city for the registry's tests: the real service, things to register in it, and people who hold grants."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select, text

from services.registry.app import create_app
from services.registry.settings import RegistrySettings
from shared.identity.audit import AUDIT_TRAIL
from shared.testing.platform import OFFICE, StartedService, TestPlatform
from shared.testing.servers import fresh_name

Json = dict[str, Any]


@dataclass(frozen=True)
class City:
    """The registry and those who ask it."""

    platform: TestPlatform
    registry: StartedService

    @classmethod
    async def start(cls, platform: TestPlatform, **settings: Any) -> "City":
        return cls(platform, await platform.start("registry", create_app, RegistrySettings, **settings))

    async def get(
        self, path: str, *, by: str | None = None, headers: Json | None = None, **query: Any
    ) -> httpx.Response:
        sent = {**(self.platform.headers(by) if by else {}), **(headers or {})}
        return await self.registry.http.get(path, params=query, headers=sent)

    async def put(self, path: str, body: Json, *, by: str = OFFICE, version: int | None = None) -> httpx.Response:
        """PUT that creates, or with `version` changes what stands in that version."""
        condition = {"If-None-Match": "*"} if version is None else {"If-Match": f'"{version}"'}
        return await self.registry.http.put(path, json=body, headers={**self.platform.headers(by), **condition})

    async def delete(self, path: str, *, version: int, by: str = OFFICE) -> httpx.Response:
        headers = {**self.platform.headers(by), "If-Match": f'"{version}"'}
        return await self.registry.http.delete(path, headers=headers)

    async def area(self, **said: Any) -> str:
        """Register an area; return its id."""
        area = fresh_name("hafen")
        created(await self.put(f"/areas/{area}", {**AREA, **said}))
        return area

    async def network(self, **said: Any) -> str:
        """Register a network in an area of its own; return its id."""
        network = fresh_name("libellen")
        created(await self.put(f"/networks/{network}", network_body(await self.area(), **said)))
        return network

    async def partner(self, **said: Any) -> UUID:
        """Register a partner; return its id."""
        partner = uuid4()
        created(await self.put(f"/partners/{partner}", {**PARTNER, **said}))
        return partner

    async def coordinator(self, network: str) -> str:
        """Give somebody new the coordination of a network; return the subject."""
        subject = fresh_name("koordination")
        await self.platform.give(self.registry, subject, "coordinator", network=network)
        return subject

    async def person_of(self, partner: UUID) -> str:
        """Give somebody new the right to act for a partner; return the subject."""
        subject = fresh_name("fachkraft")
        await self.platform.give(self.registry, subject, "partner", organisation=str(partner))
        return subject

    async def events_of(self, subject: str) -> list[Json]:
        """Return the events about a subject as the log keeps them."""
        query = text("SELECT body::text FROM event_log WHERE subject = :subject ORDER BY position")
        async with self.registry.running.edge.reading() as connection:
            return [json.loads(body) for body in (await connection.execute(query, {"subject": subject})).scalars()]

    async def audit_of(self, kind: str, identifier: object) -> list[Json]:
        """Return the audit trail's lines about a subject."""
        query = select(AUDIT_TRAIL).where(
            AUDIT_TRAIL.c.subject_kind == kind, AUDIT_TRAIL.c.subject_id == str(identifier)
        )
        async with self.registry.running.edge.reading() as connection:
            return [dict(row) for row in (await connection.execute(query.order_by(AUDIT_TRAIL.c.number))).mappings()]


INVITATION_PAGE = "http://127.0.0.1:8400/einladung"
AREA: Json = {"label": "Hafen", "kind": "aktionsraum", "district": "Innenstadt-Nord", "valid_from": 2008}
PARTNER: Json = {"label": "Kita Regenbogen", "kind": "institution", "partner_type": "kita"}


def network_body(*areas: str, **said: Any) -> Json:
    return {"label": "Netzwerk Libellen", "short_label": "Libellen", "status": "active", "areas": list(areas), **said}


def created(answer: httpx.Response) -> Json:
    """Return the body of a 201; fails the test otherwise."""
    assert answer.status_code == httpx.codes.CREATED, answer.text
    body: Json = answer.json()
    return body


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Return status and name of a problem document."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["type"].removeprefix("urn:infamilie:problem:")


def refused_field(answer: httpx.Response) -> tuple[int, str, str]:
    """Return status, name and the one field that a problem document complains of."""
    (error,) = answer.json()["errors"]
    return *problem(answer), error["pointer"].removeprefix("#/")
