"""What the registry knows when the scenarios begin: quarters, life phases, a partner, its memberships, and the sources."""

from typing import Any
from uuid import UUID

import httpx

from deploy.local.installation import Installation
from deploy.local.operator import operator_of
from deploy.local.starting_data import announce_sources
from deploy.reference.identifiers import identifier

ORGANISATION = identifier("partner", "awo-dortmund")
NETWORKS = ("hoerde", "brunnenstrasse", "libellen", "eving", "westerfilde-bodelschwingh", "boevinghausen-westrich")
QUIET_NETWORK = "scharnhorst-ost"
PHASES = {"schwangerschaft": (-9, 0), "p0_2": (0, 24), "p2_4": (24, 48), "p4_6": (48, 72), "p6plus": (72, 132)}


async def write_base(registry: httpx.AsyncClient, installation: Installation) -> None:
    """Write it as the office would."""
    for order, (key, (low, high)) in enumerate(PHASES.items()):
        ages = {"min_months": low, "max_months": high}
        await _put(registry, f"/life-phases/{key}", label=f"Phase {key}", ages=ages, order=order)
    await _put(registry, f"/partners/{ORGANISATION}", label="AWO", kind="association", partner_type="wohlfahrtsverband")
    for name in (*NETWORKS, QUIET_NETWORK):
        await _put(registry, f"/areas/{name}", label=name, kind="aktionsraum", district="Dortmund", valid_from=2021)
        await _put(registry, f"/networks/{name}", label=name, short_label=name, status="active", areas=[name])
        await _put(registry, f"/networks/{name}/members/{ORGANISATION}", role="Träger")
    operator = operator_of(installation)
    grant = {"role": "coordinator", "network": NETWORKS[0], "valid_from": "2020-01-01T00:00:00Z"}
    await _put(registry, f"/grants/{UUID(int=1)}", account=operator.account("demo-coordinator"), **grant)
    await announce_sources(operator, second_offers=False)


async def _put(registry: httpx.AsyncClient, path: str, **body: Any) -> None:
    (await registry.put(path, json=body, headers={"If-None-Match": "*"})).raise_for_status()
