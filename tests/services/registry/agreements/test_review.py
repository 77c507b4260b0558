"""What comes of an agreement: it falls due, is evaluated, renewed and ended, and all of it is remembered."""

from tests.services.registry.agreements.two_houses import REVIEW, TwoHouses, days
from tests.services.registry.city import City, problem

FOUND = {"text": "Alle Kinder kamen an.", "result": "achieved"}


async def test_an_agreement_falls_due_for_review_on_its_day_and_once(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree()

    await houses.day_comes(days(-1))
    before = (await houses.stands(agreement))["state"]
    await houses.day_comes(REVIEW)
    await houses.day_comes(days(1))

    assert (before, (await houses.stands(agreement))["state"]) == ("in_force", "due_for_review")
    assert [told["state"] for told in await houses.told(agreement)].count("due_for_review") == 1


async def test_an_agreement_without_a_review_falls_due_when_its_time_is_over(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree(review_on=None, valid_to=str(days(0)))

    await houses.day_comes(days(0))
    on_the_last_day = (await houses.stands(agreement))["state"]
    await houses.day_comes(days(1))

    assert (on_the_last_day, (await houses.stands(agreement))["state"]) == ("in_force", "due_for_review")


async def test_an_evaluation_stays_when_the_agreement_is_renewed(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree()
    await houses.day_comes(REVIEW)

    evaluated = await houses.take(agreement, "evaluate", FOUND)
    renewed = await houses.take(agreement, "renew", {"review_on": str(days(365))})

    assert (evaluated.json()["state"], evaluated.json()["evaluations"][0]["result"]) == ("evaluated", "achieved")
    stands = renewed.json()
    assert (stands["state"], stands["edition"], stands["review_on"]) == ("proposed", 2, str(days(365)))
    assert [evaluation["text"] for evaluation in stands["evaluations"]] == [FOUND["text"]]


async def test_an_agreement_ends_with_its_reason_and_does_nothing_more(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree()

    ended = await houses.take(agreement, "end", {"reason": "Die Kita zieht um."})
    after = await houses.take(agreement, "evaluate", FOUND)

    assert (ended.json()["state"], ended.json()["end_reason"]) == ("ended", "Die Kita zieht um.")
    assert problem(after) == (409, "step-refused")
    assert "beendet" in after.json()["detail"]


async def test_all_versions_are_kept_and_their_difference_is_told_field_by_field(city: City) -> None:
    houses = await TwoHouses.found(city)
    owed = houses.owed(days(10))
    agreement = await houses.propose(obligations=[owed])
    later = {**owed, "due_on": str(days(20))}
    body = houses.body(title="Übergang in Ruhe", obligations=[later])
    await city.put(f"/agreements/{agreement}", body, by=houses.coordinator, version=1)

    versions = (await city.get(f"/agreements/{agreement}/versions", by=houses.kita_person)).json()["items"]
    told = (await city.get(f"/agreements/{agreement}/versions/1/difference/2", by=houses.kita_person)).json()

    assert [(kept["state"]["version"], kept["state"]["edition"]) for kept in versions] == [(1, 1), (2, 2)]
    assert {field["field"]: (field["before"], field["after"]) for field in told["fields"]} == {
        "title": ("Übergang Kita – Grundschule", "Übergang in Ruhe"),
        f"obligations/{owed['id']}/due_on": (str(days(10)), str(days(20))),
        "edition": (1, 2),
    }
    missing = await city.get(f"/agreements/{agreement}/versions/1/difference/9", by=houses.kita_person)
    assert problem(missing) == (404, "not-found")


async def test_the_whole_state_is_announced_and_the_steps_are_in_the_audit_trail(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.agree()

    told = (await houses.told(agreement))[-1]
    lines = await city.audit_of("agreement", agreement)

    assert (told["state"], len(told["signatures"]), told["network"]) == ("in_force", 2, houses.network)
    assert [line["action"] for line in lines] == ["create-agreement", *["change-agreement"] * 3]
    assert lines[1]["account"] == city.platform.account(houses.kita_person)
