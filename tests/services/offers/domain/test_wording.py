"""German order, and spellings that mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.languages import canonical_tag
from services.offers.domain.wording import LONGEST_SORT_KEY, forgiving, plain_words, sort_key
from shared.web.cursor import read_cursor, write_cursor


def test_titles_sort_as_in_a_german_dictionary() -> None:
    titles = ["Zoo", "Äpfelchen", "apfel", "„Bücherwürmer“", "Straßenfest", "Strassenbahn"]
    assert sorted(titles, key=sort_key) == [
        "apfel",
        "Äpfelchen",
        "„Bücherwürmer“",
        "Strassenbahn",
        "Straßenfest",
        "Zoo",
    ]


@given(st.text(max_size=200))
def test_every_sort_key_fits_into_a_cursor(title: str) -> None:
    key = sort_key(title)
    assert len(key) <= LONGEST_SORT_KEY
    assert read_cursor(write_cursor(key), str) == (key,)


@pytest.mark.parametrize(("one", "other"), [("Hörde", "hoerde"), ("CAFÉ", "cafe"), ("Müßig", "muessig")])
def test_spellings_of_one_word_are_alike(one: str, other: str) -> None:
    assert [forgiving(word) for word in plain_words(one)] == [forgiving(word) for word in plain_words(other)]


def test_ue_after_a_vowel_is_no_umlaut() -> None:
    assert forgiving("neue") == "neue"


@pytest.mark.parametrize(
    ("tag", "customary"),
    [
        ("DE", "de"),
        ("de-at", "de-AT"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("de-x-LEICHT", "de-x-leicht"),
        ("en-x-US", "en-x-us"),
    ],
)
def test_language_tags_have_one_form(tag: str, customary: str) -> None:
    assert canonical_tag(tag) == customary
