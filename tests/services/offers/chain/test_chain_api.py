"""Reading chains, supposing what would be, and looking back."""

from datetime import date, timedelta
from typing import Any

import httpx
from sqlalchemy import update

from services.offers.storage.chain.tables import CHAIN_HISTORY
from tests.services.offers.chain.waiting import months, offers_are, told
from tests.services.offers.city import City, Quarter

TODDLERS = {"min_months": 12, "max_months": 48}
SCHOOL = {"min_months": 72, "max_months": 132}
PRE_SCHOOL = {"min_months": 48, "max_months": 75}
Json = dict[str, Any]


async def read(city: City, quarter: Quarter, **query: Any) -> Json:
    answer = await city.get(f"/networks/{quarter.network}/chain", by=quarter.coordinator, **query)
    assert answer.status_code == httpx.codes.OK, answer.text
    found: Json = answer.json()
    return found


async def supposed(city: City, quarter: Quarter, **body: Any) -> httpx.Response:
    headers = city.platform.headers(quarter.coordinator)
    return await city.offers.http.post(f"/networks/{quarter.network}/chain/what-if", json=body, headers=headers)


async def differences(city: City, quarter: Quarter, **body: Any) -> dict[str, Json]:
    """What would differ, by theme."""
    answer = await supposed(city, quarter, **body)
    assert answer.status_code == httpx.codes.OK, answer.text
    return {each["theme"]: each for each in answer.json()["themes"]}


async def put_back(city: City, quarter: Quarter, *, days: int) -> date:
    """Let what the quarter's chain of care became today have happened some days ago; that day."""
    await told(city, quarter.network, "betreuung", until=offers_are(1))
    row = CHAIN_HISTORY.c
    earlier = update(CHAIN_HISTORY).values(day=row.day - days).returning(row.day)
    async with city.offers.running.edge.transaction() as work:
        moved = await work.connection.scalar(earlier.where(row.network == quarter.network, row.theme == "betreuung"))
    assert isinstance(moved, date)
    return moved


async def test_the_chain_shows_each_themes_offers_on_the_age_axis(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(ages=TODDLERS, themes=["betreuung"], title="Kinderstube", bridge=True)
    chain = (await read(city, quarter, theme="betreuung"))["chains"][0]
    assert chain["links"] == [
        {
            "offer": str(offer),
            "title": "Kinderstube",
            "ages": TODDLERS,
            "languages": [],
            "bridge": True,
            "funded_until": None,
        }
    ]
    assert months(chain["holes"]) == [(-9, 12), (48, 132)]


async def test_without_a_theme_all_themes_are_shown_in_order(quarter: Quarter, city: City) -> None:
    await quarter.published(themes=["lesen", "betreuung"])
    themes = [chain["theme"] for chain in (await read(city, quarter))["chains"]]
    assert themes == sorted(themes)
    assert {"betreuung", "lesen"} <= set(themes)


async def test_the_chain_in_a_language_has_only_offers_held_in_it(quarter: Quarter, city: City) -> None:
    await quarter.published(ages=TODDLERS, themes=["betreuung"], languages=["de", "tr"])
    await quarter.published(ages=SCHOOL, themes=["betreuung"], languages=["de"])
    chain = (await read(city, quarter, theme="betreuung", language="TR"))["chains"][0]
    assert (chain["offers"], months(chain["holes"])) == (1, [(-9, 12), (48, 132)])


async def test_what_if_an_offer_ended(quarter: Quarter, city: City) -> None:
    gone = await quarter.published(ages=TODDLERS, themes=["betreuung"])
    differs = (await differences(city, quarter, without_offers=[str(gone)]))["betreuung"]
    assert (months(differs["opened_holes"]), differs["lost_transitions"]) == ([(12, 48)], [24])


async def test_what_if_a_funding_ended(quarter: Quarter, city: City) -> None:
    await quarter.published(ages=TODDLERS, themes=["betreuung"], funding={"source": "Landesprogramm"})
    await quarter.published(ages=TODDLERS, themes=["betreuung"])
    differs = (await differences(city, quarter, without_fundings=["Landesprogramm"]))["betreuung"]
    assert (differs["opened_holes"], differs["thinned"]) == ([], [TODDLERS])


async def test_what_if_an_offer_were_added(quarter: Quarter, city: City) -> None:
    await quarter.published(ages=TODDLERS, themes=["betreuung"])
    await quarter.published(ages=SCHOOL, themes=["betreuung"])
    bridge = {"ages": PRE_SCHOOL, "themes": ["betreuung"], "bridge": True}
    differs = (await differences(city, quarter, with_offers=[bridge]))["betreuung"]
    assert (months(differs["closed_holes"]), differs["won_transitions"]) == ([(48, 72)], [72])
    assert months((await read(city, quarter, theme="betreuung"))["chains"][0]["holes"]) == [(-9, 12), (48, 72)]


async def test_what_if_a_draft_were_published(quarter: Quarter, city: City) -> None:
    draft = await quarter.draft(ages=PRE_SCHOOL, themes=["betreuung"])
    differs = (await differences(city, quarter, with_drafts=[str(draft)]))["betreuung"]
    assert months(differs["closed_holes"]) == [(48, 75)]


async def test_supposing_nothing_differs_in_nothing(quarter: Quarter, city: City) -> None:
    await quarter.published(themes=["betreuung"])
    assert (await supposed(city, quarter)).json() == {"network": quarter.network, "differs": False, "themes": []}


async def test_nobody_learns_of_a_foreign_draft_by_supposing(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    draft = await other_quarter.draft(themes=["betreuung"])
    assert (await supposed(city, quarter, with_drafts=[str(draft)])).status_code == httpx.codes.NOT_FOUND


async def test_a_coordinator_reads_no_other_quarters_chain(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    path = f"/networks/{quarter.network}/chain"
    statuses = {
        name: (await city.get(path, by=by)).status_code
        for name, by in {"own": quarter.coordinator, "other": other_quarter.coordinator, "stranger": None}.items()
    }
    assert statuses == {"own": 200, "other": 403, "stranger": 401}


async def test_a_network_nobody_knows_has_no_chain(city: City) -> None:
    paths = ("/networks/nirgendwo/chain", "/networks/nirgendwo/chain/history")
    assert {(await city.get(path, by="office")).status_code for path in paths} == {404}


async def test_the_chain_of_a_past_day_stays_as_it_was(quarter: Quarter, city: City) -> None:
    await quarter.published(ages=TODDLERS, themes=["betreuung"])
    past = await put_back(city, quarter, days=40)
    await quarter.published(ages=SCHOOL, themes=["betreuung"])
    await told(city, quarter.network, "betreuung", until=offers_are(2))

    then = await read(city, quarter, theme="betreuung", on=past.isoformat())
    long_ago = await read(city, quarter, theme="betreuung", on=(past - timedelta(days=1)).isoformat())
    now = await read(city, quarter, theme="betreuung")

    assert months(then["chains"][0]["holes"]) == [(-9, 12), (48, 132)]
    assert long_ago["chains"] == []
    assert months(now["chains"][0]["holes"]) == [(-9, 12), (48, 72)]


async def test_the_history_lists_the_days_of_change_the_newest_first(quarter: Quarter, city: City) -> None:
    await quarter.published(ages=TODDLERS, themes=["betreuung"])
    past = await put_back(city, quarter, days=40)
    await quarter.published(ages=SCHOOL, themes=["betreuung"])
    await told(city, quarter.network, "betreuung", until=offers_are(2))

    path, asked = f"/networks/{quarter.network}/chain/history", {"theme": "betreuung", "limit": 1}
    first = (await city.get(path, by=quarter.coordinator, **asked)).json()
    second = (await city.get(path, by=quarter.coordinator, cursor=first["next"], **asked)).json()

    assert [page["items"][0]["chain"]["offers"] for page in (first, second)] == [2, 1]
    assert second["items"][0]["on"] == past.isoformat()
    assert second["next"] is None


async def test_a_history_goes_on_only_by_its_own_cursor(quarter: Quarter, city: City) -> None:
    path = f"/networks/{quarter.network}/chain/history"
    assert (await city.get(path, by=quarter.coordinator, cursor="WyJub2QiLCJ4Il0")).status_code == 400
