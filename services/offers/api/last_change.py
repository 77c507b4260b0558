"""When an answer may last have changed: with the catalogue and what it heard, and with the clock where the answer tells of times.

It may be too late, never too early: who comes with an older Last-Modified gets the whole answer once more.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Annotated

from fastapi import Depends, Request

from services.offers.api.search.equipment import Search
from services.offers.api.search.remembered import STANDING
from services.offers.storage.search.standing import Standing
from shared.calendar_day import BERLIN
from shared.hosting.running import ServiceEdge
from shared.web.etag import last_modified


class LastChange:
    """When this process first saw the state in which the database is; owned by the app.

    A second is a long time: until it is over, nobody is told that nothing has changed since it began.
    """

    def __init__(self) -> None:
        self._standing: Standing | None = None
        self._seen = datetime.min.replace(tzinfo=UTC)

    def until(self, standing: Standing, now: datetime) -> datetime:
        """Return the full second by which everything in this state had been there."""
        if standing != self._standing:
            self._standing = standing
            self._seen = now.replace(microsecond=0) + timedelta(seconds=1)
        return self._seen


@dataclass(frozen=True)
class Changes:
    """By when everything that answers are made from had been there, seen `now`."""

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


async def _changes(request: Request, search: Search, edge: ServiceEdge) -> Changes:
    last: LastChange = request.app.state.last_change
    now = edge.clock()
    standing = getattr(request.state, STANDING, None) or await search.live.standing()
    return Changes(last.until(standing, now), now)


Changed = Annotated[Changes, Depends(_changes)]
"""A route's parameter type: when anything has changed last, asked before the answer is made."""
