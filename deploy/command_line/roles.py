"""Turns `coordinator:hoerde` into a subject that holds the grant in every service."""

from uuid import UUID, uuid5

import click
import httpx

from deploy.local.installation import Installation
from deploy.local.operator import OFFICE, account_of, clients
from deploy.reference.identifiers import identifier

GRANTS = UUID("6f0a2d5e-6a0f-5a61-9d4b-3c1f6d1f3b11")
VALID_FROM = "2020-01-01T00:00:00Z"
LISTENERS = ("offers", "notifications", "portal")


async def ensure_granted(installation: Installation, role: str) -> str:
    """Return a subject that may act in the role; gives it the grant when it lacks it and waits until all know."""
    kind, _, scope = role.partition(":")
    if role == "office":
        return OFFICE
    if kind not in {"coordinator", "partner"} or not scope:
        raise click.BadParameter(
            "Erlaubt sind office, coordinator:<Netzwerk> und partner:<Organisation>.", param_hint="ROLE"
        )
    subject = f"operator-{kind}-{scope}"
    body = {"account": account_of(installation, subject), "role": kind, "valid_from": VALID_FROM, **_scope(kind, scope)}
    try:
        await _grant(installation, uuid5(GRANTS, subject), body)
    except httpx.HTTPError as away:
        raise click.ClickException("Das Register antwortet nicht. Läuft die Plattform („infamilie status“)?") from away
    return subject


def _scope(kind: str, scope: str) -> dict[str, str]:
    if kind == "coordinator":
        return {"network": scope}
    try:
        return {"organisation": str(UUID(scope))}
    except ValueError:
        return {"organisation": str(identifier("partner", scope))}


async def _grant(installation: Installation, grant_id: UUID, body: dict[str, str]) -> None:
    async with clients(installation, "registry", *LISTENERS) as services:
        answer = await services["registry"].put(f"/grants/{grant_id}", json=body, headers={"If-None-Match": "*"})
        if answer.status_code == httpx.codes.PRECONDITION_FAILED:
            return
        if answer.is_error:
            raise click.ClickException(
                answer.json().get("detail") or answer.json().get("title") or "Das Register lehnt ab."
            )
        known: dict[str, str | int] = {
            "source": "/registry/city",
            "position": answer.headers["Event-Position"],
            "wait_seconds": 5,
        }
        for listener in LISTENERS:
            heard = await services[listener].get("/checkpoints", params=known)
            if not heard.is_success or not heard.json()["reached"]:
                raise click.ClickException(
                    f"Das Recht ist gegeben, aber „{listener}“ weiß noch nichts davon. Bitte versuchen Sie es gleich noch einmal."
                )
