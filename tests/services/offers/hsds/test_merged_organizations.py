"""An organisation that was merged into another one is told as that one, everywhere."""

from tests.services.offers.city import City, Quarter
from tests.services.offers.test_merged_partners import merged, survivor


async def test_services_and_organizations_name_the_one_that_is_left(quarter: Quarter, city: City) -> None:
    offer, (stays, _) = await quarter.published(), await survivor(quarter)
    gone = quarter.organisation
    before = (await city.get("/organizations", per_page=500)).json()["contents"]

    await merged(city, gone, stays)

    after = (await city.get("/organizations", per_page=500)).json()["contents"]
    by_the_old_name = (await city.get("/services", organization_id=str(gone))).json()["contents"]
    service = (await city.get(f"/services/{offer}")).json()
    told = (await city.get(f"/organizations/{gone}", full_service="true")).json()
    assert {each["id"] for each in before} - {each["id"] for each in after} == {str(gone)}
    assert (service["organization_id"], service["organization"]["id"]) == (str(stays), str(stays))
    assert [each["id"] for each in by_the_old_name] == [str(offer)]
    assert (told["id"], [each["id"] for each in told["services"]]) == (str(stays), [str(offer)])
