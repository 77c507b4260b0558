"""Professionals hear of what falls due where they act, as long as they hold a grant."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from services.notifications.domain.interest import Interest
from services.notifications.domain.subscription import AskedFor, Topic
from services.notifications.use_cases.subscribe import subscribe
from shared.contracts.offers import ChainChanged, RecheckDue
from shared.contracts.offers.chain import ChainHole, ThemeChain
from shared.contracts.offers.freshness import RecheckStage
from shared.contracts.registry import AgreementDue, GrantGiven, GrantWithdrawn, Role
from shared.contracts.registry.rollout import GateDue
from shared.contracts.vocabulary import AgeInterval
from shared.testing.servers import fresh_name
from tests.services.notifications.city import City, Subscriber, published, token_in

SINCE = datetime(2020, 1, 1, tzinfo=UTC)
DAY = date(2027, 1, 15)


def account() -> str:
    return uuid4().hex


def grant(holder: str, role: Role, *, network: str | None = None, organisation: UUID | None = None) -> GrantGiven:
    return GrantGiven(
        id=uuid4(), account=holder, role=role, network=network, organisation=organisation, valid_from=SINCE
    )


async def professional(city: City, holder: str, network: str, *topics: Topic) -> Subscriber:
    """Return somebody whose account has asked and whose address is confirmed."""
    subscriber = Subscriber(city, f"{fresh_name('canan')}@stadt.example")
    wish = AskedFor(interest=Interest(networks=frozenset({network})), text_language="de", topics=frozenset(topics))
    async with city.notifications.running.edge.transaction() as work:
        await subscribe(work, city.equipment.keys, address=subscriber.address, wish=wish, account=holder)
    [mail] = await subscriber.mails()
    confirmed = await city.post("/confirmations", {"token": token_in(mail)})
    city.post_box.received[subscriber.address].clear()
    subscriber.token = confirmed.json()["token"]
    return subscriber


def agreement_due(network: str, *parties: UUID) -> AgreementDue:
    both = parties or (uuid4(), uuid4())
    return AgreementDue(
        id=uuid4(), agreement=uuid4(), network=network, title="Übergang Kita – Schule", parties=both, due_on=DAY
    )


async def told(city: City, *people: Subscriber) -> list[int]:
    return [len(await one.ledger()) for one in people]


async def test_a_coordinator_hears_that_an_agreement_is_due(city: City) -> None:
    network, holder = await city.network(), account()
    given = grant(holder, Role.COORDINATOR, network=network)
    await city.hear((f"grant/{given.id}", given))
    coordinator = await professional(city, holder, network, Topic.AGREEMENTS)
    due = agreement_due(network)
    for _ in range(2):
        await city.hear((f"agreement-due/{due.id}", due))
    [mail] = await coordinator.mails()
    assert mail.message["Subject"] == "Vereinbarung fällig: Übergang Kita – Schule"
    assert "Fällig am 15.01.2027" in mail.text()
    assert "Hörde" in mail.text()
    assert await told(city, coordinator) == [1]


async def test_only_those_hear_whom_it_concerns(city: City) -> None:
    network, elsewhere, partner = await city.network(), await city.network(), uuid4()
    holders = {name: account() for name in ("here", "there", "party", "stranger")}
    grants = [
        grant(holders["here"], Role.COORDINATOR, network=network),
        grant(holders["there"], Role.COORDINATOR, network=elsewhere),
        grant(holders["party"], Role.PARTNER, organisation=partner),
        grant(holders["stranger"], Role.PARTNER, organisation=uuid4()),
    ]
    await city.hear(*((f"grant/{one.id}", one) for one in grants))
    people = [await professional(city, holder, network, Topic.AGREEMENTS) for holder in holders.values()]
    due = agreement_due(network, partner, uuid4())
    await city.hear((f"agreement-due/{due.id}", due))
    assert await told(city, *people) == [1, 0, 1, 0]


async def test_a_withdrawn_grant_ends_what_waits_already(city: City) -> None:
    network, holder = await city.network(), account()
    given = grant(holder, Role.COORDINATOR, network=network)
    await city.hear((f"grant/{given.id}", given))
    coordinator = await professional(city, holder, network, Topic.AGREEMENTS)
    await city.post("/paces", {"token": coordinator.token, "pace": "weekly"})
    due = agreement_due(network)
    await city.hear((f"agreement-due/{due.id}", due))
    withdrawn = GrantWithdrawn(**given.model_dump())
    async with city.registry.running.edge.transaction() as work:
        work.announce(f"grant/{given.id}", version=2, data=withdrawn)
    await city.notifications.has_applied("/registry/city", work.position)
    await coordinator.digest_comes()
    assert await coordinator.digests() == ["outdated"]


@pytest.mark.parametrize("topic", [Topic.ROLLOUT, Topic.GAPS, Topic.RECHECKS])
async def test_each_topic_is_told_to_who_asked_for_it(city: City, topic: Topic) -> None:
    network, holders = await city.network(), [account(), account()]
    given = [grant(holder, Role.COORDINATOR, network=network) for holder in holders]
    await city.hear(*((f"grant/{one.id}", one) for one in given))
    asked = await professional(city, holders[0], network, topic)
    other = await professional(city, holders[1], network, Topic.AGREEMENTS)
    await tell(city, topic, network)
    assert await told(city, asked, other) == [1, 0]
    assert len(await asked.mails()) == 1


async def tell(city: City, topic: Topic, network: str) -> None:
    events: dict[Topic, Any] = {
        Topic.ROLLOUT: GateDue(network=network, round=1, phase="auftakt", planned_end=DAY),
        Topic.GAPS: ChainChanged(network=network, chain=chain()),
        Topic.RECHECKS: RecheckDue(
            offer=uuid4(),
            network=network,
            organisation=uuid4(),
            title="Turnen",
            stage=RecheckStage.OWNER,
            confirmed_on=DAY,
            due_on=DAY,
        ),
    }
    source = city.registry if topic is Topic.ROLLOUT else city.offers
    async with source.running.edge.transaction() as work:
        work.announce(f"{topic}/{network}", version=1, data=events[topic], network=network)
    await city.notifications.has_applied(f"/{'registry' if topic is Topic.ROLLOUT else 'offers'}/city", work.position)


def chain() -> ThemeChain:
    hole = ChainHole(ages=AgeInterval(min_months=24, max_months=36))
    return ThemeChain(theme="sprache", offers=0, coverage=(), holes=(hole,))


async def test_a_stranger_asks_for_no_professional_topics(city: City) -> None:
    body = {"address": "wer@stadt.example", "topics": ["agreements"]}
    refused = await city.post("/account-subscriptions", body)
    assert refused.status_code == httpx.codes.UNAUTHORIZED


async def test_a_family_hears_of_no_professional_topic(city: City) -> None:
    network = await city.network()
    family = await city.subscriber(network)
    due = agreement_due(network)
    await city.hear((f"agreement-due/{due.id}", due))
    assert await told(city, family) == [0]


async def test_the_office_asks_with_its_account_and_ends_it_again(city: City) -> None:
    network = await city.network()
    headers = city.platform.headers()
    body = {"address": "amt@stadt.example", "topics": ["agreements", "offers"], "networks": [network]}
    asked = await city.notifications.http.post("/account-subscriptions", json=body, headers=headers)
    [found] = (await city.notifications.http.get("/account-subscriptions", headers=headers)).json()
    ended = await city.notifications.http.post(f"/account-subscriptions/{found['id']}/end", headers=headers)
    assert asked.status_code == httpx.codes.ACCEPTED, asked.text
    assert (found["topics"], found["networks"], found["state"]) == (["agreements", "offers"], [network], "pending")
    assert [one["state"] for one in ended.json()] == ["ended"]


async def test_a_professional_hears_of_offers_in_their_quarters(city: City) -> None:
    network, holder = await city.network(), account()
    coordinator = await professional(city, holder, network, Topic.OFFERS)
    offer = published(network)
    await city.tell_offer(offer)
    assert await city.settled(offer.id) == ["accepted"]
    assert len(await coordinator.mails()) == 1
