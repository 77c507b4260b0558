"""When an answer may last have changed: with the catalogue and what it heard, and with the clock where the answer tells of times.

It may be too late, never too early: who comes with an older Last-Modified gets the whole answer once more.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated

from fastapi import Depends

from services.offers.api.search.equipment import Search
from shared.calendar_day import BERLIN
from shared.hosting.running import ServiceEdge
from shared.web.etag import last_modified


@dataclass(frozen=True)
class LastChange:
    """The last change of anything that answers are made from, seen `now`."""

    at: datetime
    now: datetime

    def whenever(self) -> str | None:
        """Return the Last-Modified of what changes only when somebody changes it."""
        return last_modified(self.at, now=self.now)

    def by_day(self) -> str | None:
        """Return the Last-Modified of what is another answer each day."""
        midnight = datetime.combine(self.now.astimezone(BERLIN).date(), time(), BERLIN)
        return last_modified(max(self.at, midnight), now=self.now)

    def by_minute(self) -> str | None:
        """Return the Last-Modified of what is another answer each minute."""
        return last_modified(max(self.at, self.now.replace(second=0, microsecond=0)), now=self.now)


async def _last_change(search: Search, edge: ServiceEdge) -> LastChange:
    return LastChange(await search.live.changed_at(), edge.clock())


Changed = Annotated[LastChange, Depends(_last_change)]
"""A route's parameter type: when anything has changed last, asked before the answer is made."""
