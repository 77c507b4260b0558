"""What people's words are taken for."""

from uuid import UUID

import pytest

from services.offers.domain.search.compounds import parts_of
from services.offers.domain.search.question import Question, understand
from services.offers.domain.search.synonyms import SynonymGroup, Synonyms, TooFewTerms
from services.offers.domain.search.wanted import Wanted
from services.offers.domain.search.words import distance, is_nearly

QUARTERS = {
    ("horde",): ("hoerde",),
    ("westliche", "innenstadt"): ("westliche-innenstadt",),
    ("nordmarkt",): ("eins", "zwei"),
}
GROUP = SynonymGroup(id=UUID(int=1), terms=("Krabbelgruppe", "Baby-Eltern-Treff"))


def read(text: str, chosen: Wanted = Wanted()) -> Question:  # noqa: B008 - it is frozen
    return understand(text, chosen=chosen, quarters=QUARTERS, synonyms=Synonyms.of([GROUP]))


def words(question: Question) -> list[str]:
    return [" ".join(concept.words) for concept in question.concepts]


@pytest.mark.parametrize(
    ("text", "filter_name", "value"),
    [
        ("am dinstag", "weekdays", "tuesday"),
        ("donerstags", "weekdays", "thursday"),
        ("Sonnabend", "weekdays", "saturday"),
        ("hörde", "networks", "hoerde"),
        ("HOERDE", "networks", "hoerde"),
        ("Westlichen Innenstadt", "networks", "westliche-innenstadt"),
        ("nachmittags", "daytimes", "afternoon"),
        ("türkisch", "languages", "tr"),
        ("für 2 Jahre", "ages_months", 24),
        ("18 Monate", "ages_months", 18),
    ],
)
def test_words_that_mean_a_filter_become_one(text: str, filter_name: str, value: object) -> None:
    question = read(text)
    assert list(getattr(question.wanted, filter_name)) == [value]
    assert question.concepts == ()


def test_a_quarter_with_two_networks_means_both() -> None:
    assert read("Nordmarkt").wanted.networks == ("eins", "zwei")


@pytest.mark.parametrize(("text", "flag"), [("kostenlos", "free"), ("heute", "today"), ("jetzt", "open_now")])
def test_words_that_mean_a_flag_become_one(text: str, flag: str) -> None:
    assert [(each.filter, each.value) for each in read(text).understood] == [(flag, "true")]


def test_a_filter_that_was_chosen_is_not_understood_a_second_time() -> None:
    question = read("hörde", Wanted(networks=("eving",)))
    assert (question.wanted.networks, words(question)) == (("eving",), ["horde"])


def test_filling_words_are_not_looked_for() -> None:
    assert words(read("Wo gibt es einen Kochkurs für mich und das Kind")) == ["kochkurs", "kind"]


def test_a_misspelled_word_still_has_its_synonyms() -> None:
    (concept,) = read("krabelgrupe").concepts
    assert (concept.words, concept.synonyms) == (("krabelgrupe",), (("baby", "eltern", "treff"),))


def test_a_term_of_several_words_is_one_concept() -> None:
    (concept,) = read("Baby-Eltern-Treff").concepts
    assert (concept.words, concept.synonyms) == (("baby", "eltern", "treff"), (("krabbelgruppe",),))


def test_only_the_first_words_of_a_long_text_are_read() -> None:
    assert len(read("wort " * 100).concepts) == 1


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("babymassagekurs", ("baby", "massage", "kurs")),
        ("sprachkurse", ("sprach", "kurs")),
        ("schwangerschaftsberatung", ("schwangerschaft", "beratung")),
        ("krabbelgruppe", ()),
        ("massage", ()),
        ("xylophon", ()),
    ],
)
def test_a_compound_of_the_field_is_taken_apart(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word) == parts


@pytest.mark.parametrize(
    ("one", "other", "letters"), [("", "abc", 3), ("abc", "abc", 0), ("dinstag", "dienstag", 1), ("kidn", "kind", 1)]
)
def test_the_distance_is_the_number_of_typing_errors(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters


def test_short_words_forgive_nothing() -> None:
    assert not is_nearly("kind", "rind")


def test_a_group_needs_two_terms_that_differ() -> None:
    with pytest.raises(TooFewTerms):
        SynonymGroup(id=UUID(int=1), terms=("Hörde", "HOERDE"))
