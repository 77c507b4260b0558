"""Signing: each party by its own people, each edition anew, and nobody is told who it was."""

from uuid import uuid4

from sqlalchemy import select

from services.registry.storage.agreements.tables import AGREEMENT_SIGNATORIES
from tests.services.registry.agreements.two_houses import TwoHouses, days
from tests.services.registry.city import City, problem, refused_field


async def test_the_last_signature_makes_an_agreement_signed(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()

    first = await houses.take(agreement, "sign", {"party": str(houses.kita)}, by=houses.kita_person)
    last = await houses.take(agreement, "sign", {"party": str(houses.school)}, by=houses.school_person)

    assert (first.json()["state"], last.json()["state"]) == ("proposed", "signed")
    assert [signature["party"] for signature in last.json()["signatures"]] == [str(houses.kita), str(houses.school)]


async def test_nobody_signs_for_somebody_else(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()
    for_the_kita = {"party": str(houses.kita)}

    by_the_school = await houses.take(agreement, "sign", for_the_kita, by=houses.school_person)
    by_the_office = await houses.take(agreement, "sign", for_the_kita, by="office")
    by_the_kita = await houses.take(agreement, "sign", for_the_kita, by=houses.kita_person)

    assert problem(by_the_school) == problem(by_the_office) == (403, "not-permitted")
    assert by_the_kita.status_code == 200


async def test_signing_twice_is_one_signature(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()
    await houses.take(agreement, "sign", {"party": str(houses.kita)}, by=houses.kita_person)

    again = await houses.take(agreement, "sign", {"party": str(houses.kita)}, by=houses.kita_person)

    assert (again.status_code, len(again.json()["signatures"])) == (200, 1)
    assert len(await houses.told(agreement)) == 2


async def test_a_changed_agreement_is_a_new_edition_that_nobody_has_signed(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()
    await houses.sign(agreement)

    changed = await city.put(
        f"/agreements/{agreement}", houses.body(text="Auch die Eltern kommen mit."), by=houses.coordinator, version=3
    )

    stands = changed.json()
    assert (stands["state"], stands["edition"], stands["signatures"]) == ("proposed", 2, [])
    assert problem(await houses.take(agreement, "enter-into-force")) == (409, "step-refused")
    await houses.sign(agreement)
    assert (await houses.stands(agreement))["state"] == "signed"


async def test_the_account_behind_a_signature_is_kept_and_never_told(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()
    await houses.sign(agreement)
    account = city.platform.account(houses.kita_person)

    query = select(AGREEMENT_SIGNATORIES.c.account).where(
        AGREEMENT_SIGNATORIES.c.agreement == agreement, AGREEMENT_SIGNATORIES.c.party == houses.kita
    )
    async with city.registry.running.edge.reading() as connection:
        kept = (await connection.execute(query)).scalars().all()
    told = str(await city.events_of(f"agreement/{agreement}"))
    versions = (await city.get(f"/agreements/{agreement}/versions", by="office")).text

    assert kept == [account]
    assert (account in told, account in versions) == (False, False)


async def test_an_agreement_that_is_valid_later_enters_into_force_later(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose(valid_from=str(days(-1)), valid_to=str(days(300)))
    await houses.sign(agreement)

    assert problem(await houses.take(agreement, "enter-into-force")) == (409, "not-yet-valid")


async def test_what_no_agreement_can_say_is_refused_by_its_field(city: City) -> None:
    houses, stranger = await TwoHouses.found(city), await city.partner()
    path = f"/agreements/{uuid4()}"

    alone = await city.put(path, houses.body(parties=[str(houses.kita)]))
    unknown = await city.put(path, houses.body(parties=[str(houses.kita), str(uuid4())]))
    owed_by_a_stranger = await city.put(path, houses.body(obligations=[houses.owed(days(0), by=stranger)]))
    nowhere = await city.put(path, houses.body(transition={"from_institution": "kita"}))
    from_no_phase = await city.put(path, houses.body(transition={"from_phase": "nie", "to_institution": "kita"}))
    backwards = await city.put(path, houses.body(valid_from="2027-01-01", valid_to="2026-01-01"))
    from_nothing = await city.put(path, houses.body(template="gibt-es-nicht"))

    assert refused_field(alone) == (422, "too-few-parties", "parties")
    assert refused_field(unknown) == (422, "unknown-reference", "parties")
    assert refused_field(owed_by_a_stranger) == (422, "not-a-party", "obligations")
    assert refused_field(nowhere) == (422, "nothing-secured", "transition")
    assert refused_field(from_no_phase) == (422, "unknown-reference", "transition")
    assert refused_field(backwards) == (422, "ends-before-start", "valid_to")
    assert refused_field(from_nothing) == (422, "unknown-reference", "template")
    assert (await city.put(path, houses.body())).status_code == 201


async def test_a_writer_who_has_not_seen_the_newest_version_learns_it(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()
    headers = {**city.platform.headers(houses.kita_person), "If-Match": '"7"'}
    body = {"party": str(houses.kita)}

    stale = await city.registry.http.post(f"/agreements/{agreement}/sign", json=body, headers=headers)

    assert (problem(stale), stale.headers["ETag"]) == ((412, "precondition-failed"), '"1"')
