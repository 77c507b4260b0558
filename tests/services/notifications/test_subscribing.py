"""Double opt-in: nobody gets mails who has not confirmed, and nobody learns who has."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.links import LinkNotValid
from services.notifications.use_cases.confirm import confirm
from services.notifications.use_cases.purge import purge
from shared.testing.servers import fresh_name
from tests.services.notifications.city import PORTAL, City, published, token_in


def new_address() -> str:
    return f"{fresh_name('leyla')}@familie.example"


async def test_a_request_is_answered_by_a_mail_with_a_link(city: City) -> None:
    address = new_address()
    answer = await city.ask(address, await city.network("Eving"), birth_month="2026-03")
    [mail] = await city.post_box.mails_to(address)
    assert answer.status_code == httpx.codes.ACCEPTED
    assert mail.message["Subject"] == "Bitte bestätigen Sie Ihr Abonnement"
    assert f"{PORTAL}/abo/bestaetigen/{token_in(mail)}" in mail.text("html")
    assert "Eving" in mail.text()
    assert "List-Unsubscribe" not in mail.message


async def test_nobody_is_told_of_offers_before_confirming(city: City) -> None:
    network, address = await city.network(), new_address()
    await city.ask(address, network)
    await city.post_box.mails_to(address)
    offer = published(network)
    await city.tell_offer(offer)
    assert await city.settled(offer.id) == []


async def test_confirming_keeps_the_proof_of_consent(city: City) -> None:
    subscriber = await city.subscriber(await city.network(), min_months=0, max_months=24)
    [kept] = (await city.post("/exports", {"token": subscriber.token})).json()["subscriptions"]
    assert kept["state"] == "active"
    assert kept["wording_version"]
    assert kept["requested_at"] <= kept["confirmed_at"]


async def test_a_confirmation_link_works_once(city: City) -> None:
    address = new_address()
    await city.ask(address, await city.network())
    token = token_in((await city.post_box.mails_to(address))[0])
    first = await city.post("/confirmations", {"token": token})
    second = await city.post("/confirmations", {"token": token})
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["type"] == "urn:infamilie:problem:link-already-used"


async def test_a_confirmation_link_ends_after_seven_days(city: City) -> None:
    address = new_address()
    await city.ask(address, await city.network())
    token = token_in((await city.post_box.mails_to(address))[0])
    async with city.at(datetime.now(UTC) + timedelta(days=7)) as late:
        with pytest.raises(LinkNotValid):
            await confirm(late, token=token)
    async with city.at(datetime.now(UTC) + timedelta(days=6, hours=23)) as in_time:
        assert (await confirm(in_time, token=token)).version == 4


async def test_an_unconfirmed_address_is_deleted_after_seven_days(city: City) -> None:
    address = new_address()
    await city.ask(address, await city.network())
    lookup = city.equipment.keys.vault.lookup(address)
    sql = "SELECT count(*) AS found FROM addresses WHERE lookup = :lookup"
    async with city.at(datetime.now(UTC) + timedelta(days=7)) as late:
        purged = await purge(late, ledger_days=400)
        found = (await late.connection.exec_driver_sql("SELECT lookup FROM addresses")).scalars().all()
    assert purged.unconfirmed >= 1
    assert lookup not in found
    assert [row["found"] for row in await city.rows(sql, lookup=lookup)] == [1]


async def test_the_answer_is_the_same_for_known_and_unknown_addresses(city: City) -> None:
    network = await city.network()
    known = await city.subscriber(network)
    answers = [await city.ask(known.address, network), await city.ask(new_address(), network)]
    assert answers[0].status_code == answers[1].status_code
    assert answers[0].content == answers[1].content
    assert set(answers[0].headers) == set(answers[1].headers)


async def test_an_address_gets_three_confirmation_mails_a_day_at_most(city: City) -> None:
    network, address = await city.network(), new_address()
    answers = [await city.ask(spelling, network) for spelling in (address, address, address.upper(), address, address)]
    mails = await city.rows(
        "SELECT d.id FROM deliveries d JOIN addresses USING (person) WHERE lookup = :lookup",
        lookup=city.equipment.keys.vault.lookup(address),
    )
    assert [answer.status_code for answer in answers] == [202] * 5
    assert len(mails) == 3


async def test_a_quarter_nobody_knows_is_refused_after_a_moment(city: City) -> None:
    answer = await city.ask(new_address(), "atlantis")
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert answer.json()["errors"][0]["pointer"] == "#/networks"


@pytest.mark.parametrize(
    "wish",
    [
        {"address": "keine Adresse"},
        {"address": "a@familie.example\r\nBcc: b@familie.example"},
        {"address": "a@familie.example, b@familie.example"},
        {"address": "ä@familie.example"},
        {"address": f"{'a' * 300}@familie.example"},
        {"birth_month": "2026-13"},
        {"birth_month": "1990-01"},
        {"birth_month": "2099-01"},
        {"birth_month": "2026-01", "min_months": 3},
        {"min_months": 12, "max_months": 12},
        {"min_months": "drei"},
        {"networks": []},
        {"networks": ["../../etc"]},
        {"themes": ["'; DROP TABLE addresses"]},
        {"name_of_the_child": "Mila"},
    ],
    ids=str,
)
async def test_bad_input_is_refused_without_being_repeated(city: City, wish: dict[str, object]) -> None:
    body = {"address": new_address(), "networks": [await city.network()]}
    good, bad = await city.post("/subscriptions", body), await city.post("/subscriptions", {**body, **wish})
    assert good.status_code == httpx.codes.ACCEPTED
    assert bad.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert bad.json()["errors"][0]["detail"].endswith((".", "de", "2026-03"))
    assert str(body["address"]) not in bad.text


async def test_a_pregnancy_is_a_birth_month_in_the_future(city: City) -> None:
    today = berlin_day(datetime.now(UTC))
    due = (today.replace(day=1) + timedelta(days=95)).strftime("%Y-%m")
    network = await city.network()
    subscriber = await city.subscriber(network, birth_month=due)
    offer = published(network, ages={"min_months": -9, "max_months": 0})
    await city.tell_offer(offer)
    [mail] = await subscriber.mails()
    assert "Hörde, Schwangerschaft" in mail.text()


async def test_one_source_cannot_ask_without_end(city: City) -> None:
    network = await city.network()
    headers = {**city.platform.headers("portal"), "Visitor": fresh_name("visitor")}
    limit = city.equipment.source_limit
    for _ in range(100_000):
        limit.count(f"visitor:{headers['Visitor']}", now=datetime.now(UTC))
    body = {"address": new_address(), "networks": [network]}
    refused = await city.post("/subscriptions", body, **headers)
    other = await city.post("/subscriptions", body, **{**headers, "Visitor": fresh_name("visitor")})
    assert (refused.status_code, other.status_code) == (429, 202)
    assert refused.headers["Retry-After"]
