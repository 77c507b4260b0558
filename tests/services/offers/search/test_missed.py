"""What is looked for in vain: counted without a person, told from five on in round figures, and forgotten."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text, update

from services.offers.api.search.equipment import SearchEquipment
from services.offers.domain.search.missed import Missed
from services.offers.storage.search.tables import MISSED
from services.offers.use_cases.search.count_missed import MOST_NOTED, MissedSearches, write_missed
from tests.services.offers.city import Quarter

TOLD = text(
    "SELECT body->'data' AS data FROM event_log WHERE type LIKE '%search-without-hit%' AND network = :network ORDER BY position"
)


async def search_in_vain(quarter: Quarter, words: str, times: int) -> None:
    for _ in range(times):
        answer = await quarter.city.get("/offers/search", network=quarter.network, q=words)
        assert answer.json()["total"] == 0


async def told(quarter: Quarter) -> list[dict[str, Any]]:
    async with quarter.city.offers.running.edge.reading() as connection:
        return [row.data for row in await connection.execute(TOLD, {"network": quarter.network})]


async def listed(quarter: Quarter, by: str) -> list[dict[str, Any]]:
    answer = (await quarter.city.get("/search/missed", by=by, limit=200)).json()
    return [item for item in answer["items"] if item["network"] == quarter.network]


async def test_five_searches_in_vain_are_told_and_four_are_not(quarter: Quarter, search: SearchEquipment) -> None:
    edge = quarter.city.offers.running.edge
    await search_in_vain(quarter, "Xylophon für Väter", 4)
    await write_missed(edge, search.missed)
    before = (await told(quarter), await listed(quarter, "office"))
    await search_in_vain(quarter, "VÄTER xylophon", 1)
    await write_missed(edge, search.missed)
    (event,) = await told(quarter)
    assert before == ([], [])
    assert (event["words"], event["network"], event["at_least"]) == ("vater xylophon", quarter.network, 5)
    assert await listed(quarter, "office") == [{"network": quarter.network, "words": "vater xylophon", "at_least": 5}]


async def test_figures_stand_still_between_round_numbers(quarter: Quarter, search: SearchEquipment) -> None:
    search.missed.note([Missed(quarter.network, "xylophon")] * 9)
    await write_missed(quarter.city.offers.running.edge, search.missed)
    search.missed.note([Missed(quarter.network, "xylophon")] * 2)
    await write_missed(quarter.city.offers.running.edge, search.missed)
    assert [event["at_least"] for event in await told(quarter)] == [5, 10]


async def test_a_coordinator_reads_of_the_own_quarters_only(
    quarter: Quarter, other_quarter: Quarter, search: SearchEquipment
) -> None:
    search.missed.note([Missed(quarter.network, "xylophon")] * 5)
    await write_missed(quarter.city.offers.running.edge, search.missed)
    assert len(await listed(quarter, quarter.coordinator)) == 1
    assert await listed(quarter, other_quarter.coordinator) == []


async def test_numbers_and_long_texts_are_never_counted(quarter: Quarter, search: SearchEquipment) -> None:
    await search_in_vain(quarter, "0231 445566", 1)
    await search_in_vain(quarter, "eins2drei", 1)
    await search_in_vain(quarter, "xylophon triangel posaune flöte geige", 1)
    assert search.missed.taken() == {}


async def test_a_search_with_filters_alone_is_not_counted(quarter: Quarter, search: SearchEquipment) -> None:
    await quarter.city.get("/offers/search", network=quarter.network, theme="gibtesnicht")
    assert search.missed.taken() == {}


async def test_old_sums_are_forgotten(quarter: Quarter, search: SearchEquipment) -> None:
    edge = quarter.city.offers.running.edge
    search.missed.note([Missed(quarter.network, "xylophon")] * 5)
    await write_missed(edge, search.missed)
    old = edge.clock().date() - timedelta(days=100)
    async with edge.transaction() as work:
        await work.connection.execute(update(MISSED).where(MISSED.c.network == quarter.network).values(last_on=old))
    await write_missed(edge, search.missed)
    async with edge.reading() as connection:
        rows = await connection.execute(select(MISSED.c.id).where(MISSED.c.network == quarter.network))
        assert rows.scalars().all() == list[UUID]()


def test_a_flood_of_different_words_is_not_kept() -> None:
    searches = MissedSearches()
    searches.note([Missed(None, f"wort{number}") for number in range(MOST_NOTED + 10)])
    assert len(searches.taken()) == MOST_NOTED
