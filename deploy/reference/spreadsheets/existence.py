"""Asks the registry whether the networks and partners exist that rows name but the file does not describe."""

import asyncio
from http import HTTPStatus
from uuid import UUID

import httpx

from deploy.reference.entries import REGISTRY, Origin
from deploy.reference.loading import CONCURRENT_REQUESTS, ClientFor, gathered
from deploy.reference.patience import patiently
from deploy.reference.spreadsheets.columns import OFFERS, PARTNERS
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.rows import Rows, partner_ids
from shared.contracts.offers import OfferState

Need = tuple[Origin, str, str]


async def without_unknown_things(rows: Rows, *, client_for: ClientFor, given: frozenset[str] = frozenset()) -> Rows:
    """Return the rows without those that name what is not there, each with a fault; only reads. Raises ServiceUnreachable.

    `given` are paths that need no asking, of what comes with the rows.
    """
    reduced = await _reduced(rows, client_for(REGISTRY), given)
    while len(reduced.partners) < len(rows.partners):
        # What was just dropped may be named by other rows of the file, which now ask the registry for it.
        rows, reduced = reduced, await _reduced(reduced, client_for(REGISTRY), given)
    return reduced


async def _reduced(rows: Rows, client: httpx.AsyncClient, given: frozenset[str]) -> Rows:
    needs = [need for need in _needs(rows) if need[2] not in given]
    unknown = await _unknown(client, sorted({path for _, _, path in needs}))
    faults = [_fault(origin, field) for origin, field, path in needs if path in unknown]
    bad = {(fault.table, fault.row) for fault in faults}
    return Rows(
        tuple(row for row in rows.partners if (row.origin.table, row.origin.row) not in bad),
        tuple(entry for entry in rows.offers if entry.origin and (entry.origin.table, entry.origin.row) not in bad),
        (*rows.faults, *faults),
    )


def _needs(rows: Rows) -> list[Need]:
    own = partner_ids(rows)
    needs: list[Need] = []
    for row in rows.partners:
        needs += [(row.origin, "networks", f"/networks/{network}") for network in row.networks]
        needs += _partner_need(row.origin, "parent", row.state.parent, own)
    for entry in rows.offers:
        if entry.origin and isinstance(entry.state, OfferState):
            needs.append((entry.origin, "network", f"/networks/{entry.state.network}"))
            needs += _partner_need(entry.origin, "partner", entry.state.organisation, own)
    return needs


def _partner_need(origin: Origin, field: str, partner: UUID | None, own: frozenset[UUID]) -> list[Need]:
    return [(origin, field, f"/partners/{partner}")] if partner and partner not in own else []


async def _unknown(client: httpx.AsyncClient, paths: list[str]) -> frozenset[str]:
    gate = asyncio.Semaphore(CONCURRENT_REQUESTS)

    async def is_unknown(path: str) -> bool:
        async with gate:
            answer = await patiently(lambda: client.get(path))
        return answer.status_code == HTTPStatus.NOT_FOUND

    answers = await gathered([is_unknown(path) for path in paths])
    return frozenset(path for path, unknown in zip(paths, answers, strict=True) if unknown)


def _fault(origin: Origin, field: str) -> RowFault:
    table = PARTNERS if origin.table == PARTNERS.name else OFFERS
    thing = "Das Netzwerk" if field in {"network", "networks"} else "Der Partner"
    reason = f"{thing} steht weder in einer guten Zeile dieser Datei noch im Verzeichnis."
    return RowFault(origin.table, origin.row, table.column(field).heading, reason)
