"""The few requests by which a quarter joins: sets instead of single things, each of them all or nothing."""

from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from deploy.reference.entries import OFFERS, REGISTRY, Entry
from deploy.reference.idempotent_put import put, reason_of
from deploy.reference.loading import ClientFor
from deploy.reference.offer_sets import MOST_IN_A_SET, PATH
from deploy.reference.outcomes import Result
from deploy.reference.patience import patiently
from deploy.reference.quarters.partner_table import PartnerTable
from shared.contracts.contract import JsonObject

REGISTRY_SOURCE = "/registry/city"
MOST_IN_A_PAGE = 500
Answer = dict[str, Any]


class ServiceRefuses(Exception):
    """A service said no to something that isn't a row; the message is its reason."""


class QuarterServices:
    """The registry and the catalogue, as founding a quarter speaks to them."""

    def __init__(self, client_for: ClientFor) -> None:
        self._registry = client_for(REGISTRY)
        self._offers = client_for(OFFERS)

    async def is_there(self, path: str) -> bool:
        """Tell whether the registry knows a thing."""
        answer = await patiently(lambda: self._registry.get(path))
        return answer.status_code != HTTPStatus.NOT_FOUND

    async def put(self, entry: Entry) -> None:
        """Make a thing of the registry exist; raises ServiceRefuses."""
        outcome = await put(self._registry, entry)
        if outcome.result is Result.REFUSED:
            raise ServiceRefuses(f"{entry.kind} „{entry.name}“: {outcome.reason}")

    async def begin_plan(self, network: str, *, started_on: str) -> None:
        """Begin the roll-out from the newest template; a plan that is there stays; raises ServiceRefuses."""
        path, body, new = f"/rollout/plans/{network}", {"started_on": started_on}, {"If-None-Match": "*"}
        answer = await patiently(lambda: self._registry.put(path, json=body, headers=new))
        if answer.status_code != HTTPStatus.PRECONDITION_FAILED:
            _body(answer)

    async def draft_partners(self, table: PartnerTable, *, network: str | None = None) -> Answer:
        """Return the registry's draft of an import with its faults; nobody but the office sees it."""
        form = {"kind": "partners", **({"network": network} if network else {})}
        files = {"file": ("partner.xlsx", table.workbook())}
        return _body(await patiently(lambda: self._registry.post("/imports", data=form, files=files)))

    async def import_partners(self, table: PartnerTable, *, network: str) -> Answer:
        """Make the partners members in one transaction, wait until the catalogue has heard of them, and return the import."""
        draft = await self.draft_partners(table, network=network)
        made, position = await self._step(draft, "apply")
        asked: dict[str, str | int] = {"source": REGISTRY_SOURCE, "position": position, "wait_seconds": 5}
        await patiently(lambda: self._offers.get("/checkpoints", params=asked))
        return made

    async def undo(self, made: Answer) -> None:
        """Take an import back."""
        await self._step(made, "undo")

    async def _step(self, made: Answer, step: str) -> tuple[Answer, int]:
        path, seen = f"/imports/{made['id']}/{step}", {"If-Match": f'"{made["version"]}"'}
        answer = await patiently(lambda: self._registry.post(path, headers=seen))
        return _body(answer), int(answer.headers.get("Event-Position", 0))

    async def partner_ids(self, made: Answer, table: PartnerTable) -> Mapping[UUID, UUID]:
        """Return the registry's id of each partner by the id that the file gives it."""
        ids: dict[UUID, UUID] = {}
        cursor: str | None = None
        while True:
            asked: dict[str, str | int] = {"limit": MOST_IN_A_PAGE, **({"cursor": cursor} if cursor else {})}
            path = f"/imports/{made['id']}/rows"
            page = _body(await patiently(partial(self._registry.get, path, params=asked)))
            ids |= {table.row(row["number"]).state.id: UUID(row["partner"]) for row in page["items"]}
            cursor = page.get("next")
            if cursor is None:
                return ids

    async def send_offers(self, offers: Sequence[JsonObject], *, dry_run: bool) -> Answer:
        """Return what became of the offers, sent in sets; the places of refused ones count through all sets."""
        sums: Answer = {"created": 0, "changed": 0, "unchanged": 0, "published": 0, "refused": []}
        for start in range(0, len(offers), MOST_IN_A_SET):
            body = {"offers": offers[start : start + MOST_IN_A_SET], "dry_run": dry_run}
            done = _body(await patiently(partial(self._offers.post, PATH, json=body)))
            for name in ("created", "changed", "unchanged", "published"):
                sums[name] += done[name]
            sums["refused"] += [{**each, "place": each["place"] + start} for each in done["refused"]]
        return sums


def _body(answer: httpx.Response) -> Answer:
    if not answer.is_success:
        raise ServiceRefuses(reason_of(answer))
    body: Answer = answer.json()
    return body
