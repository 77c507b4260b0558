"""Answers a question to the catalogue, and notes it when nothing was found."""

from dataclasses import dataclass
from datetime import datetime

from services.offers.domain.search.catalogue import Answer, Catalogue, Place
from services.offers.domain.search.facets import Now
from services.offers.domain.search.matching import Looked
from services.offers.domain.search.missed import missed_by
from services.offers.domain.search.question import Question, understand
from services.offers.domain.search.wanted import Wanted
from services.offers.domain.search.when import minute_of, minutes_of_day
from services.offers.storage.search.live import Knowledge, LiveCatalogue
from services.offers.storage.search.standing import Standing
from services.offers.use_cases.search.count_missed import MissedSearches
from shared.calendar_day import local_day

MOST_SUGGESTIONS = 10


@dataclass(frozen=True)
class Page:
    """Where in the ranking, how much, and whether with counts."""

    limit: int
    after: Place | None = None
    with_facets: bool = True


@dataclass(frozen=True)
class Asked:
    """A question that was understood, with what is known and what its words have to do with the catalogue's."""

    known: Knowledge
    question: Question
    looked: Looked

    @classmethod
    async def of(cls, live: LiveCatalogue, text: str, chosen: Wanted, *, standing: Standing | None = None) -> "Asked":
        """Return what the words and filters were understood as."""
        known = await live.current(standing)
        question = understand(text, chosen=chosen, quarters=known.quarters, synonyms=known.synonyms)
        words = [word for concept in question.concepts for word in concept.all_words()]
        return cls(known, question, await live.hits(known, words))

    def answer(self, page: Page, *, now: datetime, catalogue: Catalogue | None = None) -> Answer:
        """Return what the catalogue answers, or another one with the same words."""
        return (catalogue or self.known.catalogue).ask(
            self.question,
            looked=self.looked,
            phases=self.known.phases,
            now=_moment(now),
            limit=page.limit,
            after=page.after,
            with_facets=page.with_facets,
        )


async def find_offers(
    live: LiveCatalogue,
    missed: MissedSearches,
    *,
    text: str,
    chosen: Wanted,
    page: Page,
    now: datetime,
    standing: Standing | None = None,
) -> tuple[Question, Answer]:
    """Return what the question was understood as, and the answer."""
    asked = await Asked.of(live, text, chosen, standing=standing)
    answer = asked.answer(page, now=now)
    if answer.total == 0 and page.after is None:
        missed.note(missed_by(asked.question))
    return asked.question, answer


async def suggest_words(live: LiveCatalogue, beginning: str) -> list[str]:
    """Return words of titles that begin so."""
    return (await live.current()).titles.completing(beginning, limit=MOST_SUGGESTIONS)


def _moment(now: datetime) -> Now:
    return Now(minute=minute_of(now), day=local_day(now).toordinal(), day_minutes=minutes_of_day(now))
