"""What two offers are to each other, said by people who know the field."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.ages import Ages
from services.offers.domain.double_structures.comparison import compare
from services.offers.domain.double_structures.described import Described
from services.offers.domain.double_structures.judgement import Proposal, Verdict
from services.offers.domain.double_structures.kinds import kinds_of
from services.offers.domain.double_structures.times import When, read_when
from services.offers.domain.double_structures.written_ages import ages_in

KRABBELGRUPPE = Described(
    title="Krabbelgruppe",
    description="Wir singen, spielen und reden miteinander.",
    organisation="AWO-Familienzentrum Hörde",
    network="hoerde",
    ages=Ages(6, 18),
    themes=frozenset({"begegnung"}),
    languages=frozenset({"de"}),
    place="AWO-Familienzentrum Hörde",
    address="Wellinghofer Straße 21",
    schedule="dienstags 9:30 bis 11:00 Uhr",
)


def verdict(**said: Any) -> Verdict:
    return compare(KRABBELGRUPPE, replace(KRABBELGRUPPE, **said)).verdict


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"title": "Baby-Eltern-Treff"},
        {"title": "Krabelgrupe"},
        {"title": "Eltern-Kind-Gruppe für die Kleinsten", "description": "Offener Treff mit Liedern."},
        {"organisation": None, "description": ""},
        {"schedule": "Di 9.30-11 Uhr", "place": "AWO FZ Hoerde", "address": None},
        {"schedule": "", "ages": Ages()},
        {"title": "Mini-Club", "address": "Wellinghofer Str. 21", "ages": Ages(6, 20)},
    ],
)
def test_the_same_offer_in_other_words_is_the_same(said: dict[str, Any]) -> None:
    assert verdict(**said) is Verdict.SAME_OFFER


ELSEWHERE = {
    "organisation": "Ev. Kirchengemeinde",
    "place": "Gemeindehaus",
    "address": "Am Markt 3",
    "schedule": "Do 10 Uhr",
}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"title": "Babytreff", "description": "Kommt vorbei!"},
        {"ages": Ages(0, 18)},
        {"schedule": "dienstags 9:30 Uhr"},
    ],
)
def test_the_same_kind_for_the_same_age_in_another_house_meets_the_same_need(said: dict[str, Any]) -> None:
    assert verdict(**{**ELSEWHERE, **said}) is Verdict.SAME_NEED


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Krabbelgruppe für Große", "ages": Ages(18, 36)},
        {**ELSEWHERE, "ages": Ages(18, 36)},
        {**ELSEWHERE, "network": "eving"},
        {**ELSEWHERE, "languages": frozenset({"tr"})},
        {**ELSEWHERE, "title": "Vater-Kind-Gruppe"},
        {"title": "Hebammensprechstunde", "description": "Fragen zum Stillen und Schlafen.", "schedule": "Mi 14 Uhr"},
        {"title": "Vorlesestunde", "ages": Ages(36, 72), "schedule": "freitags 15 Uhr"},
        {"schedule": "donnerstags 9:30 bis 11:00 Uhr"},
    ],
)
def test_offers_for_another_age_place_or_theme_complete_each_other(said: dict[str, Any]) -> None:
    assert verdict(**said) is Verdict.COMPLEMENTARY


def test_a_verdict_comes_with_reasons_and_a_proposal() -> None:
    judged = compare(KRABBELGRUPPE, replace(KRABBELGRUPPE, title="Babytreff"))
    assert judged.proposal is Proposal.MERGE
    assert "Beide finden am selben Ort statt." in [reason.text for reason in judged.reasons]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Krabbelgruppe", "Baby-Eltern-Treff"),
        ("Elterncafé", "Elternfrühstück"),
        ("Hausaufgabenhilfe", "Lernförderung am Nachmittag"),
        ("Mama lernt Deutsch", "Deutschkurs für Mütter"),
        ("Eltern-Kind-Turnen", "Bewegungsgruppe für Kleine"),
        ("Vorlesestunde", "Bilderbuchkino"),
        ("Babymassage nach Leboyer", "Baby-Massage (Babymassage)"),
    ],
)
def test_words_of_the_field_name_the_same_kind(left: str, right: str) -> None:
    assert kinds_of(left)[0] == kinds_of(right)[0]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("dienstags 9:30 bis 11:00 Uhr", When(frozenset({1}), 570)),
        ("Mo-Mi 14 Uhr", When(frozenset({0, 1, 2}), 840)),
        ("montags und donnerstags 9 bis 11 Uhr", When(frozenset({0, 3}), 540)),
        ("jeden Sonnabend", When(frozenset({5}), None)),
        ("nach Vereinbarung", When()),
    ],
)
def test_days_and_hours_are_read_from_words(text: str, when: When) -> None:
    assert read_when(text) == when


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("für Kinder von 6 bis 18 Monaten", Ages(6, 18)),
        ("3-6 Jahre", Ages(36, 72)),
        ("ab 3 Jahren", Ages(36, None)),
        ("für Kinder unter 3 Jahren", Ages(0, 36)),
        ("Eltern mit Kindern im ersten Lebensjahr", Ages(0, 12)),
        ("von 9 bis 8 Jahre", None),
        ("für alle", None),
    ],
)
def test_ages_are_read_from_words(text: str, ages: Ages | None) -> None:
    assert ages_in(text) == ages


WORDS = st.sampled_from(
    ("Krabbelgruppe", "Elterncafé", "Turnen", "am Markt", "dienstags 9:30 Uhr", "Zwerge", "3-6 Jahre", "")
)


@given(*(st.lists(WORDS, min_size=1, max_size=4).map(" ".join) for _ in range(4)))
def test_the_order_of_two_offers_makes_no_difference(title: str, text: str, other: str, schedule: str) -> None:
    left = Described(title=title, description=text, schedule=schedule)
    right = Described(title=other, description=title, place=text)
    assert compare(left, right) == compare(right, left)
