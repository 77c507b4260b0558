"""Whom a rule lets in, said once more and independently of the gate, and the people who ask in the access sweep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from shared.identity.sessions import SessionSecrets
from shared.identity.signed_in import SignIn
from shared.testing.platform import OFFICE, StartedService
from tests.shared.hosting.every_service import EveryService

STRANGER = "stranger"
NOBODY = "nobody"
PARTNER = "partner"
COORDINATOR = "coordinator"
NEIGHBOUR = "coordinator-elsewhere"
SERVICE = "notifications"
WITHDRAWN = "withdrawn"
ROLES = (STRANGER, NOBODY, PARTNER, COORDINATOR, NEIGHBOUR, OFFICE, SERVICE, WITHDRAWN)

OWN_NETWORK = "hoerde"
OTHER_NETWORK = "eving"
NETWORK = {"label": "Netzwerk", "short_label": "Netz", "status": "active"}
AREA = {"label": "Hörde", "kind": "aktionsraum", "district": "Hörde", "valid_from": 2008}
PARTNER_BODY = {"label": "Kita", "kind": "institution", "partner_type": "kita"}


def admitted(rule: str, path: str) -> set[str]:
    """The roles that may use a route with this rule, its scopes being those of `path_values`."""
    return set().union(*(_admitted_by(alternative, path) for alternative in rule.split(" or ")))


def _admitted_by(rule: str, path: str) -> set[str]:
    reach, _, parameter = rule.partition(" of ")
    is_scoped = bool(parameter) and parameter in path
    return {
        "public": set(ROLES),
        "signed_in": set(ROLES) - {STRANGER},
        "office": {OFFICE},
        "service": {SERVICE},
        "coordinator": {COORDINATOR} if is_scoped else {COORDINATOR, NEIGHBOUR},
        "partner": {PARTNER},
    }[reach]


@dataclass(frozen=True)
class People:
    """The accounts behind the roles, known to every service."""

    every: EveryService
    organisation: UUID

    @classmethod
    async def arrive(cls, every: EveryService) -> "People":
        """Register two quarters and an organisation, give the grants and withdraw one, and let every service hear of it."""
        people = cls(every, uuid4())
        await every.tell("/areas/hoerde", AREA)
        for network in (OWN_NETWORK, OTHER_NETWORK):
            await every.tell(f"/networks/{network}", {**NETWORK, "areas": ["hoerde"]})
        await every.tell(f"/partners/{people.organisation}", PARTNER_BODY)
        give, registry = every.platform.give, every.registry
        await give(registry, PARTNER, "partner", organisation=str(people.organisation))
        await give(registry, COORDINATOR, "coordinator", network=OWN_NETWORK)
        await give(registry, NEIGHBOUR, "coordinator", network=OTHER_NETWORK)
        grant, _ = await give(registry, WITHDRAWN, "coordinator", network=OWN_NETWORK)
        headers = {**every.platform.headers(), "If-Match": '"1"'}
        withdrawn = await registry.http.delete(f"/grants/{grant}", headers=headers)
        await every.have_heard(int(withdrawn.headers["Event-Position"]))
        return people

    def path_values(self) -> Mapping[str, str]:
        """What stands in a path: the own quarter, the own organisation, and things that nobody knows."""
        return {
            "network": OWN_NETWORK,
            "partner_id": str(self.organisation),
            "organisation": str(self.organisation),
            "producer": "offers",
            "instance": "nowhere",
        }

    async def credentials(self, service: StartedService, role: str) -> dict[str, str]:
        """The header by which a service knows who asks: a token, or for a person at the portal the session's cookie."""
        if role == STRANGER:
            return {}
        sign_in = getattr(service.app.state, "sign_in", None)
        if isinstance(sign_in, SignIn) and role != SERVICE:
            return {"Cookie": f"{sign_in.session_cookie.full_name}={await self._session(sign_in, role)}"}
        return self.every.platform.headers(role)

    async def _session(self, sign_in: SignIn, role: str) -> str:
        kept = SessionSecrets(
            access_token=self.every.platform.issuer.token(role), refresh_token=None, id_token="", display_name=role
        )
        return await sign_in.sessions.open(
            kept,
            account=self.every.platform.account(role),
            access_expires_at=datetime.now(UTC) + timedelta(minutes=5),
            replacing=None,
        )


def filled(path: str, values: Mapping[str, Any]) -> str:
    """The path with its parameters replaced; an id that no value is given for is new."""
    steps = [step.strip("{}") if step.startswith("{") else f"={step}" for step in path.split("/")]
    return "/".join(step[1:] if step.startswith("=") else values.get(step, _unknown(step)) for step in steps)


def _unknown(parameter: str) -> str:
    return str(uuid4()) if parameter.endswith("_id") else "unknown"
