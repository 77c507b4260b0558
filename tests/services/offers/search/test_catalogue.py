"""The catalogue in memory against the oracle: what is found, in which order, how it is counted, and while it changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.offers.domain.search.catalogue import Answer, Catalogue, Place
from services.offers.domain.search.document import SearchDocument
from services.offers.domain.search.question import Question
from tests.services.offers.search import oracle
from tests.services.offers.search.catalogues import CITY_WIDE, LOOKED, NOW, PHASES, catalogues, documents, questions

EVERYTHING = 1_000


def catalogue_of(several: Sequence[SearchDocument]) -> Catalogue:
    catalogue = Catalogue(city_wide=CITY_WIDE)
    for document in several:
        catalogue.put(document)
    return catalogue


def asked(catalogue: Catalogue, question: Question, *, limit: int = EVERYTHING, after: Place | None = None) -> Answer:
    return catalogue.ask(question, looked=LOOKED, phases=PHASES, now=NOW, limit=limit, after=after)


def ids(answer: Answer) -> list[UUID]:
    return [found.document.offer for found in answer.found]


@given(catalogues, questions())
def test_what_is_found_and_its_order_are_the_oracles(several: list[SearchDocument], question: Question) -> None:
    answer = asked(catalogue_of(several), question)
    assert ids(answer) == oracle.ranking(several, question)
    assert answer.total == len(answer.found)


@given(catalogues, questions())
def test_the_counts_of_all_filters_are_the_oracles(several: list[SearchDocument], question: Question) -> None:
    counted = asked(catalogue_of(several), question).counts
    assert {name: Counter(counter) for name, counter in counted.items()} == oracle.counts(several, question)


@given(catalogues, questions(), st.integers(1, 4))
def test_pages_of_any_size_make_up_the_whole_list(
    several: list[SearchDocument], question: Question, limit: int
) -> None:
    catalogue = catalogue_of(several)
    assert pages(catalogue, question, limit) == oracle.ranking(several, question)


def pages(catalogue: Catalogue, question: Question, limit: int) -> list[UUID]:
    collected: list[UUID] = []
    after: Place | None = None
    while True:
        answer = asked(catalogue, question, limit=limit, after=after)
        collected += ids(answer)[:limit]
        if len(answer.found) <= limit:
            return collected
        after = answer.found[limit - 1].place


@given(catalogues, st.lists(documents(), max_size=8), questions(), st.data())
def test_a_catalogue_that_has_changed_answers_like_a_new_one(
    several: list[SearchDocument], coming: list[SearchDocument], question: Question, data: st.DataObject
) -> None:
    catalogue = catalogue_of(several)
    asked(catalogue, question)
    going = data.draw(st.sets(st.sampled_from([each.offer for each in several]))) if several else set()
    changed = [replace(new, offer=old.offer, network=old.network) for old, new in zip(several, coming, strict=False)]
    for offer in going:
        catalogue.remove(offer)
    for document in changed:
        catalogue.put(document)
    left = {each.offer: each for each in several if each.offer not in going} | {each.offer: each for each in changed}
    answer = asked(catalogue, question)
    assert ids(answer) == oracle.ranking(list(left.values()), question)
    assert {name: Counter(counter) for name, counter in answer.counts.items()} == oracle.counts(
        list(left.values()), question
    )


@given(catalogues, documents(), questions(), st.integers(1, 3))
def test_what_comes_and_goes_between_two_pages_doubles_and_loses_nothing_else(
    several: list[SearchDocument], newcomer: SearchDocument, question: Question, limit: int
) -> None:
    catalogue = catalogue_of(several)
    before = oracle.ranking(several, question)
    first = asked(catalogue, question, limit=limit)
    shown = ids(first)[:limit]
    if len(first.found) > limit:
        catalogue.put(newcomer)
        catalogue.remove(shown[0])
        rest = ids(asked(catalogue, question, after=first.found[limit - 1].place))
        assert [offer for offer in rest if offer != newcomer.offer] == before[limit:]


@given(documents(), questions())
@settings(max_examples=10)
def test_quarters_that_have_outgrown_their_stretch_are_counted_like_before(
    document: SearchDocument, question: Question
) -> None:
    several = [
        replace(document, offer=UUID(int=number), network=("eins", "zwei")[number % 3 > 0]) for number in range(400)
    ]
    catalogue = catalogue_of(several[:3])
    asked(catalogue, question)
    for each in several[3:]:
        catalogue.put(each)
    answer = asked(catalogue, question)
    assert ids(answer) == oracle.ranking(several, question)
    assert {name: Counter(counter) for name, counter in answer.counts.items()} == oracle.counts(several, question)


@given(documents())
@settings(max_examples=3)
def test_a_quarter_that_changes_a_thousand_times_stays_small(document: SearchDocument) -> None:
    catalogue = catalogue_of([document])
    for version in range(1_000):
        catalogue.put(replace(document, version=version))
    assert len(catalogue.city.segments[document.network].documents) < 200
