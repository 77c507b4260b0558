"""Two months before a child reaches a life phase its family hears what comes next, once."""

import asyncio
from datetime import UTC, date, datetime

from services.notifications.use_cases.pass_time import let_moment_come
from services.notifications.use_cases.tell_next_phases import tell_what_comes_next
from shared.calendar_day import months_later
from shared.contracts.registry import LifePhaseDefined
from tests.services.notifications.city import PORTAL, City, ages, published

THIS_MONTH = datetime.now(UTC).date().replace(day=1)
TODDLERS = LifePhaseDefined(key="p2_4", label="2 bis 4 Jahre", ages=ages(24, 48), order=2)


def born(months_ago: int, *, before: date = THIS_MONTH) -> str:
    return f"{months_later(before, -months_ago):%Y-%m}"


async def kinds(city: City, *persons: object) -> list[int]:
    sql = "SELECT count(*) AS told FROM deliveries WHERE person = :person AND kind = 'next-phase'"
    return [(await city.rows(sql, person=person))[0]["told"] for person in persons]


async def state_of_next_phase(city: City, person: object) -> str:
    """Wait until the notice is settled and return how it ended."""
    sql = "SELECT state FROM deliveries WHERE person = :person AND kind = 'next-phase'"
    async with asyncio.timeout(10):
        while True:
            [row] = await city.rows(sql, person=person)
            if row["state"] not in {"created", "sending"}:
                return str(row["state"])
            await asyncio.sleep(0.01)


async def test_a_family_hears_what_comes_next_with_its_offers(city: City) -> None:
    await city.hear(("life-phase/p2_4", TODDLERS))
    network = await city.network()
    await city.tell_offer(published(network, title="Kinderstube", ages=ages(24, 36)))
    await city.tell_offer(published(network, title="Babymassage", ages=ages(0, 12)))
    subscriber = await city.subscriber(network, birth_month=born(22))
    for _ in range(2):
        await let_moment_come(city.notifications.running.edge)
    due = "UPDATE deliveries SET due_at = now(), not_before = now() WHERE person = :person AND kind = 'next-phase'"
    await city.change(due, person=subscriber.person)
    mails = [mail for mail in await subscriber.mails() if "Bald" in mail.message["Subject"]]
    assert [mail.message["Subject"] for mail in mails] == ["Bald kommt für Ihr Kind: 2 bis 4 Jahre"]
    assert "Kinderstube" in mails[0].text()
    assert "Babymassage" not in mails[0].text()
    assert f"{PORTAL}/abo/{subscriber.leaving_token}" in mails[0].text()
    assert await kinds(city, subscriber.person) == [1]


async def test_it_is_told_two_months_before_and_neither_earlier_nor_later(city: City) -> None:
    await city.hear(("life-phase/p2_4", TODDLERS))
    network = await city.network()
    children = [await city.subscriber(network, birth_month=born(months)) for months in (21, 22, 23, 24)]
    async with city.at(datetime.now(UTC)) as work:
        await tell_what_comes_next(work)
        sql = "SELECT person FROM deliveries WHERE kind = 'next-phase'"
        told = {row.person for row in await work.connection.exec_driver_sql(sql)}
    assert [child.person in told for child in children] == [False, True, True, False]


async def test_without_an_offer_for_the_phase_no_mail_is_sent(city: City) -> None:
    await city.hear(("life-phase/p2_4", TODDLERS))
    subscriber = await city.subscriber(await city.network(), birth_month=born(22))
    await let_moment_come(city.notifications.running.edge)
    due = "UPDATE deliveries SET due_at = now(), not_before = now() WHERE person = :person AND kind = 'next-phase'"
    await city.change(due, person=subscriber.person)
    assert await state_of_next_phase(city, subscriber.person) == "outdated"
