"""Adds up what was looked for in vain, and tells the sums that reach a round number from five on."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from services.offers.domain.search.missed import Missed, coarse, steps_reached
from services.offers.storage.search import missed
from shared.calendar_day import local_day
from shared.contracts.offers import SearchWithoutHit
from shared.messaging.edge import Edge, Work

MOST_NOTED = 2_000
KEPT_DAYS = 90


class MissedSearches:
    """Sums in memory until they are written; a flood of different words is not kept."""

    def __init__(self) -> None:
        self._noted: Counter[Missed] = Counter()

    def note(self, searches: Iterable[Missed]) -> None:
        """Add one to each."""
        for each in searches:
            if each in self._noted or len(self._noted) < MOST_NOTED:
                self._noted[each] += 1

    def taken(self) -> Counter[Missed]:
        """Return the sums and begin new ones."""
        noted, self._noted = self._noted, Counter()
        return noted

    def give_back(self, noted: Counter[Missed]) -> None:
        """Take sums again that could not be written."""
        self._noted.update(noted)


async def write_missed(edge: Edge, searches: MissedSearches) -> None:
    """Write the sums so far, and delete those that nobody has added to for long."""
    noted = searches.taken()
    try:
        async with edge.transaction() as work:
            await _add_up(work, noted)
            await missed.purge(work.connection, before=local_day(work.now) - timedelta(days=KEPT_DAYS))
    except (Exception, asyncio.CancelledError):
        searches.give_back(noted)
        raise


async def _add_up(work: Work, noted: Counter[Missed]) -> None:
    if not noted:
        return
    sums = await missed.count(work.connection, noted, today=local_day(work.now), new_id=work.new_id)
    for each in sums:
        if steps_reached(each.times) > steps_reached(each.times - noted[each.missed]):
            _tell(work, each)


def _tell(work: Work, reached: missed.Sum) -> None:
    """Nobody acts, so there is nobody for the audit trail."""
    about = reached.missed
    data = SearchWithoutHit(id=reached.id, network=about.network, words=about.words, at_least=coarse(reached.times))
    version = steps_reached(reached.times)
    work.announce(f"missed-search/{reached.id}", version=version, data=data, network=about.network)
