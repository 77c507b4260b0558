"""The page of the roll-out: for the office alone, with the registry's own forecast."""

import httpx

from shared.testing.pages import assert_page
from tests.services.dashboard.city import City, Quarter
from tests.services.dashboard.test_rollout import EVIDENCE, planned

PATH = "/fachstelle/umsetzung"


async def page_of(city: City) -> str:
    await city.heard()
    headers = {**city.platform.headers(), "Accept": "text/html"}
    answer = await city.dashboard.http.get(PATH, headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer.text


def row_of(page: str, quarter: Quarter) -> str:
    row = page[page.index(f'href="/quartier/{quarter.network}"') :]
    return row[: row.index("</tr>")]


async def test_the_page_keeps_the_rules_and_draws_each_quarter(quarter: Quarter) -> None:
    await planned(quarter)

    page = await page_of(quarter.city)

    assert_page(page)
    assert f">{quarter.network}</text>" in page


async def test_a_visitor_is_led_to_sign_in_and_a_coordinator_is_refused(quarter: Quarter) -> None:
    city = quarter.city
    visitor = await city.dashboard.http.get(PATH, headers={"Accept": "text/html"})
    refused = await city.dashboard.http.get(PATH, headers=city.platform.headers("somebody"))

    assert (visitor.status_code, refused.status_code) == (303, 403)


async def test_it_foresees_what_the_registry_foresees(quarter: Quarter) -> None:
    city = quarter.city
    await planned(quarter)
    opening = {"opened_on": "2024-03-01", "evidence": EVIDENCE}
    await city.put(city.registry, f"/rollout/plans/{quarter.network}/gates/auftrag", opening, version=1)
    headers = city.platform.headers()

    foreseen = (await city.registry.http.get(f"/rollout/plans/{quarter.network}/forecast", headers=headers)).json()
    row = row_of(await page_of(city), quarter)

    days = f"{foreseen['delay_days']:,}".replace(",", ".")
    assert f"{days} Tage" in row
    assert "1 von 8" in row


async def test_a_restart_keeps_the_round_before(quarter: Quarter) -> None:
    city = quarter.city
    await planned(quarter)
    restart = {"started_on": "2025-02-01", "reason": "Neue Koordination"}
    headers = {**city.platform.headers(), "If-Match": '"1"'}
    answer = await city.registry.http.post(f"/rollout/plans/{quarter.network}/restart", json=restart, headers=headers)
    city.told["/registry/city"] = int(answer.headers["Event-Position"])

    assert "2. Runde" in row_of(await page_of(city), quarter)
