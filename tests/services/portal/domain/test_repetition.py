"""What a form lets choose and what RFC 5545 writes are the same thing said twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.repetition import CHOICES, ONCE, OTHER, Repetition, in_words, repetition_of, rule_of

TUESDAY = date(2026, 12, 1)


@given(
    choice=st.sampled_from(sorted(set(CHOICES) - {ONCE})),
    days=st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True),
    until=st.none() | st.dates(date(2000, 1, 1), date(2199, 12, 31)),
)
def test_a_choice_comes_back_from_its_rule(choice: str, days: list[int], until: date | None) -> None:
    chosen = Repetition(choice, tuple(days), until)
    assert repetition_of(rule_of(chosen, first_day=TUESDAY)) == chosen


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "jeden Dienstag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20261231", "alle zwei Wochen am Montag und Mittwoch bis 31.12.2026"),
        ("FREQ=MONTHLY;BYDAY=1MO", "jeden Monat am ersten Montag"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "jeden Monat am letzten Freitag"),
        (None, "am 01.12.2026"),
    ],
)
def test_a_rule_is_said_in_plain_words(rule: str | None, words: str) -> None:
    assert in_words(rule, first_day=TUESDAY) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;COUNT=5",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=WEEKLY;INTERVAL=3",
    ],
)
def test_a_rule_that_no_choice_says_is_another_one(rule: str) -> None:
    assert repetition_of(rule).choice == OTHER


def test_without_weekdays_that_of_the_first_day_is_meant() -> None:
    assert rule_of(Repetition("weekly"), first_day=TUESDAY) == "FREQ=WEEKLY;BYDAY=TU"
