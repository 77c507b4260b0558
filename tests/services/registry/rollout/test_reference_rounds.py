"""Eving's two rounds, as the reference data tells them to the real registry."""

from dataclasses import fields, replace

import httpx

from deploy.reference.loading import load_reference
from deploy.reference.reading import read_reference
from deploy.reference.records.reference import Reference
from tests.services.registry.city import City

KEPT = {"areas", "networks", "rollouts"}
PLAN = "/rollout/plans/eving"


async def test_eving_was_begun_in_2014_and_again_in_2023(own_city: City) -> None:
    others = {field.name: () for field in fields(Reference) if field.name not in KEPT}
    reference = replace(read_reference(), **others)
    headers = own_city.platform.headers()
    async with httpx.AsyncClient(base_url=own_city.registry.url, headers=headers, timeout=10) as registry:
        first = await load_reference(reference, client_for=lambda _service: registry)
        again = await load_reference(reference, client_for=lambda _service: registry)

    rounds = (await own_city.get(f"{PLAN}/rounds", by="office")).json()["rounds"]
    network = (await own_city.get("/networks/eving")).json()
    assert (first.refused, again.changed_nothing) == ((), True)
    assert [told["started_on"] for told in rounds] == ["2014-11-25", "2023-04-17"]
    assert (network["status"], network["since"], network["restarted"]) == ("restarted", "2014-11-25", "2023-04-17")
