"""What an offer said before: kept, compared, restored."""

from tests.services.offers.city import City, Quarter, if_match


async def test_each_version_is_kept_and_listed_newest_first(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    await quarter.put(offer, by=quarter.partner, condition=if_match(2), title="Babygruppe")
    first = (await city.get(f"/offers/{offer}/versions", by=quarter.partner, limit=2)).json()
    rest = (await city.get(f"/offers/{offer}/versions", by=quarter.partner, limit=2, cursor=first["next"])).json()
    listed = [(item["version"], item["action"], item["status"]) for item in (*first["items"], *rest["items"])]
    assert listed == [
        (3, "change-offer", "published"),
        (2, "publish-offer", "published"),
        (1, "draft-offer", "draft"),
    ]
    assert rest["items"][0]["content"]["title"] == "Krabbelgruppe"


async def test_the_difference_names_the_fields_that_changed(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    await quarter.put(offer, by=quarter.partner, condition=if_match(1), title="Babygruppe", target_groups=["eltern"])
    found = (await city.get(f"/offers/{offer}/versions/2/difference", by=quarter.partner, since=1)).json()
    assert found["fields"] == [
        {"field": "target_groups", "before": [], "after": ["eltern"]},
        {"field": "title", "before": "Krabbelgruppe", "after": "Babygruppe"},
    ]


async def test_a_restored_version_is_a_new_one(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    await quarter.put(offer, by=quarter.partner, condition=if_match(1), title="Babygruppe")
    headers = {**city.platform.headers(quarter.partner), **if_match(2)}
    restored = await city.offers.http.post(f"/offers/{offer}/versions/1/restore", headers=headers)
    assert (restored.json()["title"], restored.json()["version"]) == ("Krabbelgruppe", 3)


async def test_versions_are_for_those_who_may_change_the_offer(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    offer = await quarter.published()
    path = f"/offers/{offer}/versions"
    answers = [await city.get(path, by=by) for by in (other_quarter.partner, quarter.partner)]
    assert [answer.status_code for answer in answers] == [403, 200]


async def test_a_version_that_was_not_kept_is_not_restored(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    headers = {**city.platform.headers(quarter.partner), **if_match(1)}
    assert (await city.offers.http.post(f"/offers/{offer}/versions/9/restore", headers=headers)).status_code == 404
