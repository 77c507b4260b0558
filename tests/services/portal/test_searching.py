"""How families narrow down what there is: counted filters by GET, near a place they know, page by page, without JavaScript."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest

from shared.testing.pages import text_of
from tests.services.portal.browser import Browser
from tests.services.portal.town import SITE, Town

NEAR = {"name": "Bei uns", "latitude": 51.4890, "longitude": 7.5035}
FAR = {"name": "Am anderen Ende", "latitude": 51.5600, "longitude": 7.4000}


def titles(browser: Browser) -> list[str]:
    cards = [each for each in browser.tree.iter("article") if "kern-card" in each.get("class", "")]
    return [text_of(next(card.iter("h3"))) for card in cards]


def labels(browser: Browser) -> list[str]:
    return [text_of(each) for each in browser.tree.iter("label")]


def chips(browser: Browser) -> list[Element]:
    return [each for each in browser.tree.iter("a") if each.get("class") == "chip"]


async def quarter(town: Town, name: str) -> str:
    """A quarter of its own for a test."""
    network = name.lower()
    await town.tell_of_quarter(network, name)
    return network


async def published(town: Town, network: str, **said: Any) -> None:
    await town.published(network=network, **said)


async def test_words_with_slips_and_filters_find_together(town: Town, browser: Browser) -> None:
    network = await quarter(town, "Suchfeld")
    await published(town, network, title="Turnen mit Wickelpause", accessibility=["changing_table"], languages=["pl"])
    await published(town, network, title="Turnen im Freien", themes=["spiel_sport_bewegung"])

    await browser.get(f"/quartier/{network}", suche="turnnen")
    assert sorted(titles(browser)) == ["Turnen im Freien", "Turnen mit Wickelpause"]
    assert "Wickeltisch (1)" in labels(browser)

    await browser.get(f"/quartier/{network}", suche="turnnen", zugang="changing_table", sprache="pl")
    assert titles(browser) == ["Turnen mit Wickelpause"]
    assert [text_of(chip) for chip in chips(browser)] == [
        "„turnnen“× entfernen",
        "Polnisch× entfernen",
        "Wickeltisch× entfernen",
    ]


async def test_each_chip_takes_back_what_it_says(town: Town, browser: Browser) -> None:
    await browser.get("/quartier/hoerde", thema="lesen", jahre="1", monate="3", nur="free", lang="tr")
    left = [parse_qs(urlsplit(chip.get("href", "")).query) for chip in chips(browser)]
    assert left == [
        {"thema": ["lesen"], "nur": ["free"], "lang": ["tr"]},
        {"jahre": ["1"], "monate": ["3"], "nur": ["free"], "lang": ["tr"]},
        {"jahre": ["1"], "monate": ["3"], "thema": ["lesen"], "lang": ["tr"]},
    ]


async def test_the_form_keeps_what_was_chosen(browser: Browser) -> None:
    await browser.get("/quartier/hoerde", thema="lesen", tag=["monday", "friday"], ort=str(SITE), umkreis="500")
    checked = {field.get("value") for field in browser.tree.iter("input") if field.get("checked") is not None}
    selected = {option.get("value") for option in browser.tree.iter("option") if option.get("selected") is not None}
    assert checked == {"lesen", "monday", "friday"}
    assert selected == {str(SITE), "500"}


async def test_near_a_place_one_knows(town: Town, browser: Browser) -> None:
    await published(town, "hoerde", title="Nebenan", places=[NEAR])
    await published(town, "hoerde", title="Weit weg", places=[FAR])
    await browser.get("/quartier/hoerde", ort=str(SITE), umkreis="500")
    assert "Nebenan" in titles(browser)
    assert "Weit weg" not in titles(browser)
    assert "m entfernt)" in browser.text


async def test_a_card_tells_the_next_date_of_a_rule(town: Town, browser: Browser) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - a day off is still within the rule
    daily = {"first_day": str(yesterday), "starts_at": "07:00", "ends_at": "23:59", "rule": "FREQ=DAILY"}
    network = await quarter(town, "Terminfeld")
    await published(town, network, title="Jeden Tag", schedule={"recurrences": [daily], "courses": []})
    await browser.get(f"/quartier/{network}")
    assert "Nächster Termin: " in browser.text
    assert "07:00 bis 23:59 Uhr" in browser.text


async def test_what_comes_after_this_life_phase_is_shown(town: Town, browser: Browser) -> None:
    network = await quarter(town, "Phasenfeld")
    await published(town, network, title="Bald dran", ages={"min_months": 24, "max_months": 48})
    await browser.get(f"/quartier/{network}", jahre="1")
    assert "Das kommt danach: 2 bis 4 Jahre" in browser.text
    assert titles(browser) == ["Bald dran"]


async def test_a_long_list_goes_on_by_cursor_and_keeps_the_question(town: Town, browser: Browser) -> None:
    network = await quarter(town, "Langfeld")
    for number in range(26):
        await published(town, network, title=f"Treff {number:02}")
    await browser.get(f"/quartier/{network}", suche="treff", nur="free")
    first = titles(browser)
    more = next(each for each in browser.tree.iter("a") if text_of(each) == "Weitere anzeigen")
    await browser.get(more.get("href", ""))
    assert len(first) == 24
    assert len(set(first) | set(titles(browser))) == 26
    assert "26 Angebote" in browser.text


@pytest.mark.parametrize(
    "nonsense",
    [
        {"thema": "<script>"},
        {"sprache": "zz-" * 30},
        {"tag": "someday"},
        {"ort": "../../etc"},
        {"umkreis": "1e9"},
        {"weiter": "not-a-cursor-of-ours"},
        {"phase": "gibt-es-nicht"},
        {"jahre": "١"},
    ],
)
async def test_nonsense_in_a_filter_never_breaks_the_page(browser: Browser, nonsense: dict[str, str]) -> None:
    page = await browser.get("/quartier/hoerde", **nonsense)
    assert page.status_code in {200, 404}
    assert "<script>" not in page.text.replace("<script src", "").partition("</head>")[2]


async def test_the_map_says_the_same_as_a_list(town: Town, browser: Browser) -> None:
    network = await quarter(town, "Kartenfeld")
    await published(town, network, title="Auf der Karte", places=[NEAR])
    await published(town, network, title="Noch einmal dort", places=[NEAR])
    await published(town, network, title="Am Telefon", place=None)
    page = await browser.get(f"/quartier/{network}/karte")
    spots = [each for each in browser.tree.iter("li") if each.get("data-spot")]
    assert [spot.get("data-latitude") for spot in spots] == ["51.489"]
    assert "Auf der Karte" in text_of(spots[0])
    assert "Noch einmal dort" in text_of(spots[0])
    assert "Ohne festen Ort" in browser.text
    assert "img-src 'self' data:;" in page.headers["Content-Security-Policy"]
