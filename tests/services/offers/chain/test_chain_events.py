"""A chain is told anew, with its whole state, by every change that touches it and by no other."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from services.offers.use_cases.chain.renew_chains import renew
from shared.contracts.registry import (
    AgreementChanged,
    AgreementState,
    IndicatorValuesDefined,
    NetworkDefined,
    NetworkStatus,
)
from shared.contracts.registry.agreements import Transition
from tests.services.offers.chain.waiting import chains_told, months, offers_are, told
from tests.services.offers.city import City, Quarter, if_match

TODDLERS = {"min_months": 12, "max_months": 48}
SCHOOL = {"min_months": 72, "max_months": 132}


def agreement(network: str, *, state: AgreementState = AgreementState.IN_FORCE) -> tuple[str, AgreementChanged]:
    said = AgreementChanged(
        id=uuid4(),
        network=network,
        title="Von der Kita in die Schule",
        text="",
        parties=(uuid4(), uuid4()),
        transition=Transition(from_phase="p4_6", to_phase="p6plus"),
        state=state,
        edition=1,
    )
    return f"agreement/{said.id}", said


async def test_a_published_offer_is_a_link_of_its_chain(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(ages=TODDLERS, themes=["betreuung"])
    chain = await told(city, quarter.network, "betreuung", until=offers_are(1))
    assert months(chain["holes"]) == [(-9, 12), (48, 132)]
    assert [(spot["reason"], spot["named_offers"]) for spot in chain["thin_spots"]] == [("only_one", [str(offer)])]
    assert [step["is_secured"] for step in chain["transitions"]] == [False, True, False, False]


async def test_a_draft_is_no_link(quarter: Quarter, city: City) -> None:
    await quarter.draft(ages=TODDLERS, themes=["betreuung"])
    await quarter.published(ages=SCHOOL, themes=["betreuung"])
    chain = await told(city, quarter.network, "betreuung", until=offers_are(1))
    assert months(chain["holes"]) == [(-9, 72)]


async def test_an_ended_offer_leaves_a_hole(quarter: Quarter, city: City) -> None:
    ended = await quarter.published(ages=TODDLERS, themes=["betreuung"])
    await told(city, quarter.network, "betreuung", until=offers_are(1))
    await quarter.post(ended, "withdraw", by=quarter.coordinator, version=2)
    chain = await told(city, quarter.network, "betreuung", until=offers_are(0))
    assert months(chain["holes"]) == [(-9, 132)]


async def test_an_offer_of_another_age_moves_the_hole(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(ages=TODDLERS, themes=["betreuung"])
    await told(city, quarter.network, "betreuung", until=offers_are(1))
    await quarter.put(offer, by=quarter.coordinator, condition=if_match(2), ages=SCHOOL, themes=["betreuung"])
    chain = await told(city, quarter.network, "betreuung", until=lambda chain: months(chain["holes"]) == [(-9, 72)])
    assert chain["offers"] == 1


async def test_another_title_touches_no_chain(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(ages=TODDLERS, themes=["betreuung"])
    await told(city, quarter.network, "betreuung", until=offers_are(1))
    said: dict[str, Any] = {"ages": TODDLERS, "themes": ["betreuung"], "title": "Kinderstube"}
    await quarter.put(offer, by=quarter.coordinator, condition=if_match(2), **said)
    await quarter.published(ages=SCHOOL, themes=["betreuung"])
    await told(city, quarter.network, "betreuung", until=offers_are(2))
    events = await chains_told(city, quarter.network, "betreuung")
    versions = [event["subjectversion"] for event in events]
    assert [event["data"]["chain"]["offers"] for event in events[-2:]] == [1, 2]
    assert versions == list(range(1, len(versions) + 1))


async def test_only_the_touched_themes_are_told(quarter: Quarter, city: City) -> None:
    await quarter.published(ages=TODDLERS, themes=["betreuung", "lesen"])
    await told(city, quarter.network, "lesen", until=offers_are(1))
    before = await chains_told(city, quarter.network, "betreuung")
    await quarter.published(ages=SCHOOL, themes=["lesen"])
    await told(city, quarter.network, "lesen", until=offers_are(2))
    assert await chains_told(city, quarter.network, "betreuung") == before


async def test_a_theme_that_no_offer_had_before_is_a_hole_in_every_quarter(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    await quarter.published(themes=[f"neu-{quarter.network}"])
    chain = await told(city, other_quarter.network, f"neu-{quarter.network}", until=offers_are(0))
    assert months(chain["holes"]) == [(-9, 132)]


async def test_an_agreement_in_force_secures_a_step(quarter: Quarter, city: City) -> None:
    await quarter.published(ages=TODDLERS, themes=["betreuung"])
    named, said = agreement(quarter.network)
    await city.hear((named, said))
    chain = await told(city, quarter.network, "betreuung", until=lambda chain: chain["transitions"][-1]["is_secured"])
    assert chain["transitions"][-1]["agreements"] == [str(said.id)]


async def test_an_agreement_nobody_has_signed_secures_nothing(quarter: Quarter, city: City) -> None:
    await city.hear(agreement(quarter.network, state=AgreementState.PROPOSED))
    await quarter.published(ages=TODDLERS, themes=["betreuung"])
    chain = await told(city, quarter.network, "betreuung", until=offers_are(1))
    assert chain["transitions"][-1]["agreements"] == []


async def test_a_hole_says_how_many_children_of_the_areas_it_concerns(city: City) -> None:
    quarter = await city.quarter()
    area = quarter.network
    network = NetworkDefined(
        id=area, label=area, short_label=area, status=NetworkStatus.ACTIVE, areas=(area,), languages=("de", "tr")
    )
    figure = IndicatorValuesDefined(area=area, year=2024, indicator="kinder_4_6", source="statistikatlas", value=240)
    await city.hear((f"indicator-value/{area}/2024/kinder_4_6/statistikatlas", figure))
    async with city.registry.running.edge.transaction() as work:
        work.announce(f"network/{area}", version=2, data=network)
    await city.offers.has_applied("/registry/city", work.position)
    await quarter.published(ages={"min_months": -9, "max_months": 48}, themes=["betreuung"], languages=["de"])
    await quarter.published(ages=SCHOOL, themes=["betreuung"], languages=["de", "tr"])
    chain = await told(city, quarter.network, "betreuung", until=offers_are(2))
    assert [hole.get("children") for hole in chain["holes"]] == [240]
    assert {gap["language"]: months(gap["holes"]) for gap in chain["languages"]} == {"de": [(48, 72)], "tr": [(-9, 72)]}


async def test_children_of_an_area_that_two_networks_share_count_once_in_the_city(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    area = quarter.network
    figure = IndicatorValuesDefined(area=area, year=2024, indicator="kinder_4_6", source="statistikatlas", value=240)
    await city.hear((f"indicator-value/{area}/2024/kinder_4_6/statistikatlas", figure))
    await quarter.published(ages={"min_months": -9, "max_months": 48}, themes=["betreuung"])
    await quarter.published(ages=SCHOOL, themes=["betreuung"])
    await told(city, quarter.network, "betreuung", until=concerns(240))
    both = NetworkDefined(
        id=other_quarter.network, label="Zweites", short_label="Zweites", status=NetworkStatus.ACTIVE, areas=(area,)
    )
    await city.hear((f"network/{other_quarter.network}", both), version=2)
    chain = await told(city, quarter.network, "betreuung", until=concerns(120))
    assert months(chain["holes"]) == [(48, 72)]


def concerns(children: int) -> Callable[[dict[str, Any]], bool]:
    return lambda chain: [hole.get("children") for hole in chain["holes"]] == [children]


async def test_a_bridge_between_two_offers_secures_the_step_between_them(quarter: Quarter, city: City) -> None:
    kita = await quarter.published(ages={"min_months": 36, "max_months": 60}, themes=["betreuung"])
    school = await quarter.published(ages=SCHOOL, themes=["sprache"])
    links = [{"end": "from", "offer": str(kita)}, {"end": "to", "offer": str(school)}]
    bridge = await quarter.published(ages={"min_months": 60, "max_months": 72}, themes=["uebergang"], bridges=links)
    joined = await told(city, quarter.network, "uebergang", until=offers_are(1))
    await quarter.put(school, by=quarter.coordinator, condition=if_match(2), ages=TODDLERS, themes=["sprache"])
    apart = await told(city, quarter.network, "uebergang", until=lambda chain: not secured(chain))
    await quarter.post(school, "withdraw", by=quarter.coordinator, version=3)
    open_ended = await told(city, quarter.network, "uebergang", until=secured)
    assert [step["bridges"] for step in joined["transitions"] if step["from_phase"] == "p4_6"] == [[str(bridge)]]
    assert not secured(apart)
    assert [step["from_phase"] for step in open_ended["transitions"] if step["is_secured"]] == ["p4_6"]


def secured(chain: dict[str, Any]) -> bool:
    return any(step["is_secured"] for step in chain["transitions"])


async def test_money_that_ends_soon_makes_a_chain_thin(quarter: Quarter, city: City) -> None:
    today = date.today().isoformat()  # noqa: DTZ011 - a day, not a moment
    paid = {"source": "Landesprogramm", "ends_on": today}
    for _ in range(2):
        await quarter.published(ages=TODDLERS, themes=["betreuung"], funding=paid)
    chain = await told(city, quarter.network, "betreuung", until=offers_are(2))
    assert [(spot["reason"], spot["until"]) for spot in chain["thin_spots"]] == [("funding_ends", today)]


async def test_a_city_wide_offer_is_a_link_in_every_quarter(
    quarter: Quarter, other_quarter: Quarter, city: City
) -> None:
    theme = f"stadtweit-{quarter.network}"
    await quarter.published(ages=TODDLERS, themes=[theme])
    await told(city, quarter.network, theme, until=offers_are(1))

    async with city.offers.running.edge.transaction() as work:
        await renew(work, other_quarter.network, {theme}, soon_months=6, city_wide=quarter.network)

    chains = [event["data"]["chain"] for event in await chains_told(city, other_quarter.network, theme)]
    assert (1, [(-9, 12), (48, 132)]) in [(chain["offers"], months(chain["holes"])) for chain in chains]
