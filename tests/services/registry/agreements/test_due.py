"""What falls due: on the lists of all parties, overdue once, reminded of once, two weeks before."""

import asyncio
from typing import Any

from sqlalchemy import text

from shared.calendar_day import local_day
from tests.services.registry.agreements.two_houses import REVIEW, TwoHouses, days
from tests.services.registry.city import City, Json, problem, refused_field

LONG = 1_000


async def due_of(houses: TwoHouses, partner: object, *, by: str, **query: Any) -> list[Json]:
    answer = await houses.city.get(f"/partners/{partner}/due", by=by, **{"days": LONG, **query})
    items: list[Json] = answer.json()["items"]
    return items


async def reminders_of(houses: TwoHouses, agreement: object) -> list[tuple[str, bool]]:
    """The days that somebody was reminded of, and whether it was of an obligation."""
    query = text(
        "SELECT body -> 'data' ->> 'due_on', body -> 'data' ->> 'obligation' FROM event_log"
        " WHERE subject LIKE 'agreement-reminder/%' AND body -> 'data' ->> 'agreement' = :agreement ORDER BY position"
    )
    async with houses.city.registry.running.edge.reading() as connection:
        rows = (await connection.execute(query, {"agreement": str(agreement)})).all()
    return [(day, obligation is not None) for day, obligation in rows]


async def test_an_overdue_obligation_stands_on_the_lists_of_both_parties(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree(obligations=[houses.owed(days(0, after=REVIEW.replace(year=2020)))])

    (of_the_school, review) = await due_of(houses, houses.school, by=houses.school_person)
    (of_the_kita, _) = await due_of(houses, houses.kita, by=houses.kita_person)

    assert (of_the_school["is_overdue"], of_the_school["is_own"]) == (True, True)
    assert (of_the_kita["is_overdue"], of_the_kita["is_own"]) == (True, False)
    assert of_the_kita["agreement"] == str(agreement)
    assert (review["obligation"], review["due_on"], review["is_overdue"]) == (None, str(REVIEW), False)


async def test_an_obligation_becomes_overdue_once_and_fulfilled_it_leaves_the_lists(city: City) -> None:
    houses = await TwoHouses.found(city)
    owed = houses.owed(days(-100))
    agreement = await houses.agree(obligations=[owed])

    await houses.day_comes(days(-100))
    on_its_day = (await houses.stands(agreement))["obligations"][0]["is_overdue"]
    await houses.day_comes(days(-99))
    await houses.day_comes(days(-98))
    told = await houses.told(agreement)
    today = str(local_day(city.registry.running.clock()))
    fulfilled = await houses.take(
        agreement, f"obligations/{owed['id']}/fulfil", {"fulfilled_on": today}, by=houses.school_person
    )

    assert (on_its_day, told[-1]["obligations"][0]["is_overdue"]) == (False, True)
    assert sum(state["obligations"][0]["is_overdue"] for state in told) == 1
    assert fulfilled.json()["obligations"][0] == {**owed, "fulfilled_on": today, "is_overdue": False}
    assert [due["obligation"] for due in await due_of(houses, houses.kita, by=houses.kita_person)] == [None]


async def test_what_lies_in_the_future_has_not_been_done(city: City) -> None:
    houses = await TwoHouses.found(city)
    owed = houses.owed(days(10))
    agreement = await houses.agree(obligations=[owed])
    verb, today = f"obligations/{owed['id']}/fulfil", local_day(city.registry.running.clock())

    refused = await houses.take(agreement, verb, {"fulfilled_on": str(days(2, after=today))})
    earlier = await houses.take(agreement, verb, {"fulfilled_on": str(days(-2, after=today))})

    assert refused_field(refused) == (422, "not-yet-fulfilled", "fulfilled_on")
    assert earlier.json()["obligations"][0]["fulfilled_on"] == str(days(-2, after=today))


async def test_a_party_reports_its_own_obligations_only(city: City) -> None:
    houses = await TwoHouses.found(city)
    owed = houses.owed(days(10))
    agreement = await houses.agree(obligations=[owed])
    verb = f"obligations/{owed['id']}/fulfil"

    by_the_other = await houses.take(agreement, verb, {}, by=houses.kita_person)
    by_coordination = await houses.take(agreement, verb, {})

    assert problem(by_the_other) == (403, "not-permitted")
    assert by_coordination.json()["obligations"][0]["fulfilled_on"] is not None


async def test_each_day_is_reminded_of_once_two_weeks_before(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree(obligations=[houses.owed(days(-60))])

    await houses.day_comes(days(-75))
    too_early = await reminders_of(houses, agreement)
    await houses.day_comes(days(-74))
    await houses.day_comes(days(-73))
    once = await reminders_of(houses, agreement)
    await houses.day_comes(days(-14))

    assert (too_early, once) == ([], [(str(days(-60)), True)])
    assert await reminders_of(houses, agreement) == [(str(days(-60)), True), (str(REVIEW), False)]


async def test_of_several_instances_one_tells_what_a_day_brings(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree(obligations=[houses.owed(days(-1)), houses.owed(days(5))])

    await asyncio.gather(*(houses.day_comes(REVIEW) for _ in range(4)))
    # They pass over what another one holds at that moment; the next look finds what all have passed over.
    await houses.day_comes(REVIEW)

    states = [told["state"] for told in await houses.told(agreement)]
    overdue = [sum(owed["is_overdue"] for owed in told["obligations"]) for told in await houses.told(agreement)]
    assert (states.count("due_for_review"), sorted(overdue)) == (1, [0, 0, 0, 0, 1, 1])
    assert await reminders_of(houses, agreement) == [(str(REVIEW), False), (str(days(5)), True)]


async def test_only_what_is_agreed_falls_due(city: City) -> None:
    houses = await TwoHouses.found(city)
    await houses.propose(obligations=[houses.owed(days(-400))])

    assert await due_of(houses, houses.kita, by=houses.kita_person) == []


async def test_the_list_of_what_is_due_comes_in_pages(city: City) -> None:
    houses = await TwoHouses.found(city)
    await houses.agree(obligations=[houses.owed(days(1)), houses.owed(days(1)), houses.owed(days(2))])
    path = f"/partners/{houses.kita}/due"

    first = (await city.get(path, by="office", days=LONG, limit=2)).json()
    second = (await city.get(path, by="office", days=LONG, limit=2, cursor=first["next"])).json()

    shown = [due["due_on"] for due in [*first["items"], *second["items"]]]
    assert (shown, second["next"]) == ([str(day) for day in (REVIEW, days(1), days(1), days(2))], None)


async def test_what_is_further_ahead_is_left_out(city: City) -> None:
    houses = await TwoHouses.found(city)
    await houses.agree(obligations=[houses.owed(days(0, after=REVIEW.replace(year=2020)))])

    assert [due["is_overdue"] for due in await due_of(houses, houses.kita, by="office", days=0)] == [True]
