"""Offers of an organisation that the registry has merged into another one, and what becomes of them when that is undone."""

from uuid import UUID, uuid4

from shared.contracts.contract import Contract
from shared.contracts.registry import MergeUndone, PartnersMerged, Role
from tests.services.offers.city import City, Quarter, if_match, membership_told, organisation_told


async def merged(city: City, gone: UUID, stays: UUID) -> None:
    await city.hear((f"partner-merge/{gone}", PartnersMerged(partner=gone, into=stays)))


async def undone(city: City, gone: UUID, stays: UUID) -> None:
    told: Contract = MergeUndone(partner=gone, into=stays)
    async with city.registry.running.edge.transaction() as work:
        work.announce(f"partner-merge/{gone}", version=2, data=told)
    await city.offers.has_applied("/registry/city", work.position)


async def survivor(quarter: Quarter) -> tuple[UUID, str]:
    """Another organisation of the quarter, and somebody who acts for it."""
    stays = uuid4()
    person = f"person-{stays}"
    grant = quarter.city.grant(person, Role.PARTNER, organisation=stays)
    await quarter.city.hear(organisation_told(stays), membership_told(quarter.network, stays), grant)
    return stays, person


async def test_whoever_acts_for_the_survivor_keeps_the_offers_of_the_merged_one(quarter: Quarter, city: City) -> None:
    offer, (stays, person) = await quarter.draft(), await survivor(quarter)
    before = await quarter.post(offer, "publish", by=person, version=1)

    await merged(city, quarter.organisation, stays)

    seen = await city.get(f"/offers/{offer}", by=person)
    said = {"organisation": str(stays), "title": "Neuer Titel"}
    changed = await quarter.put(offer, by=person, condition=if_match(1), **said)
    published = await quarter.post(offer, "publish", by=person, version=2)
    assert (before.status_code, seen.json()["organisation"]) == (404, str(stays))
    assert (changed.status_code, published.status_code) == (200, 200)
    assert {answer.json()["organisation"] for answer in (changed, published)} == {str(stays)}


async def test_a_merge_that_is_undone_gives_the_offers_back(quarter: Quarter, city: City) -> None:
    offer, (stays, person) = await quarter.published(), await survivor(quarter)
    await merged(city, quarter.organisation, stays)
    said = {"organisation": str(stays), "title": "Neuer Titel"}
    await quarter.put(offer, by=person, condition=if_match(2), **said)

    await undone(city, quarter.organisation, stays)

    refused = await quarter.post(offer, "withdraw", by=person, version=3)
    own = await quarter.post(offer, "withdraw", by=quarter.partner, version=3)
    assert (refused.status_code, own.status_code) == (403, 200)
    assert (await city.get(f"/offers/{offer}")).json()["organisation"] == str(quarter.organisation)


async def test_a_search_names_the_organisation_that_is_left(quarter: Quarter, city: City) -> None:
    await quarter.published(title="Singen")
    stays, _ = await survivor(quarter)
    told = [await organisations_found(city, quarter)]
    await merged(city, quarter.organisation, stays)
    told.append(await organisations_found(city, quarter))
    await undone(city, quarter.organisation, stays)
    told.append(await organisations_found(city, quarter))
    assert told == [[str(quarter.organisation)], [str(stays)], [str(quarter.organisation)]]


async def organisations_found(city: City, quarter: Quarter) -> list[str]:
    found = (await city.get("/offers/search", q="singen", network=quarter.network)).json()["items"]
    return [item["offer"]["organisation"] for item in found]


async def test_offers_are_found_by_either_id_over_several_merges(quarter: Quarter, city: City) -> None:
    offer, gone = await quarter.published(), quarter.organisation
    (between, _), (stays, person) = await survivor(quarter), await survivor(quarter)
    await merged(city, gone, between)
    await merged(city, between, stays)

    found = [(await city.get("/offers", organisation=str(each))).json()["items"] for each in (gone, between, stays)]

    assert [[(each["id"], each["organisation"]) for each in items] for items in found] == [
        [(str(offer), str(stays))]
    ] * 3
    withdrawn = await quarter.post(offer, "withdraw", by=person, version=2)
    assert withdrawn.status_code == 200


async def test_a_reader_who_kept_the_offer_is_told_of_the_other_organisation(quarter: Quarter, city: City) -> None:
    offer, (stays, _) = await quarter.published(), await survivor(quarter)
    kept = {"If-None-Match": '"2"'}
    before = await city.offers.http.get(f"/offers/{offer}", headers=kept)

    await merged(city, quarter.organisation, stays)

    after = await city.offers.http.get(f"/offers/{offer}", headers=kept)
    assert (before.status_code, after.status_code, after.json()["organisation"]) == (304, 200, str(stays))
