"""Brings a calendar into an offer: each event once, newer ones in the place of older ones, and what left the calendar goes.

What people entered themselves stays. An event is newer if its SEQUENCE is greater, or equal and it says something else: many
programs never count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from services.offers.domain.calendars.entry import Entry, NotTaken, Reason
from services.offers.domain.calendars.taking import Taken, taken
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.schedule.schedule import MOST_RULES

MOST_DATES = 400
MOST_RECURRENCES = 10


class Outcome(StrEnum):
    """What becomes of an event."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Imported:
    """What an event said when it was brought in."""

    sequence: int
    taken: Taken


@dataclass(frozen=True, kw_only=True)
class Row:
    """One event of the calendar and what became of it."""

    summary: str
    outcome: Outcome
    reason: Reason | None = None
    dates: int = 0
    by_rule: bool = False


@dataclass
class Plan:
    """What the offer says afterwards, and what is remembered of the calendar."""

    before: OfferContent
    known: dict[str, Imported]
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._dates = set(self.before.dates)
        self._rules = list(self.before.schedule.recurrences)

    @property
    def content(self) -> OfferContent:
        """Return what the offer says with all that was brought in."""
        schedule = replace(self.before.schedule, recurrences=tuple(self._rules))
        return replace(self.before, dates=tuple(self._dates), schedule=schedule)

    def take(self, entry: Entry, *, now: datetime) -> None:
        """Bring in an event."""
        key = key_of(entry.uid)
        before = self.known.get(key)
        try:
            row = self._taken(entry, key, before, now=now)
        except NotTaken as refused:
            row = self._not_taken(entry, key, before, refused.reason)
        self.rows.append(row)

    def remove_all_but(self, uids: Sequence[str]) -> None:
        """Take out what the calendar has no longer."""
        kept = {key_of(uid) for uid in uids}
        for key in [key for key in self.known if key not in kept]:
            self._remove(key)
            self.rows.append(Row(summary="", outcome=Outcome.REMOVED))

    def refuse(self, summary: str, reason: Reason) -> None:
        """Note an event that can't be read."""
        self.rows.append(Row(summary=summary, outcome=Outcome.REFUSED, reason=reason))

    def _taken(self, entry: Entry, key: str, before: Imported | None, *, now: datetime) -> Row:
        if before is not None and entry.sequence < before.sequence:
            return _row(entry, Outcome.UNCHANGED, before.taken)
        if entry.is_cancelled:
            return self._cancelled(entry, key, before)
        said = self._fitting(entry, now=now, without=before)
        if before is not None and before.taken.coming(now) == said:
            return _row(entry, Outcome.UNCHANGED, said)
        if before is not None:
            self._remove(key)
        self._dates.update(said.dates)
        self._rules.extend(said.recurrences)
        self.known[key] = Imported(entry.sequence, said)
        return _row(entry, Outcome.NEW if before is None else Outcome.CHANGED, said)

    def _fitting(self, entry: Entry, *, now: datetime, without: Imported | None) -> Taken:
        """Return the event as far as there is room; rules that no longer fit become dates. Raises NotTaken."""
        own = without.taken if without is not None else Taken()
        courses = len(self.before.schedule.all_recurrences()) - len(self.before.schedule.recurrences)
        rules = len(self._rules) - len(own.recurrences)
        has_room = rules < MOST_RECURRENCES and rules + courses < MOST_RULES
        dates_left = MOST_DATES - len(self._dates - set(own.dates))
        said = taken(entry, now=now, as_dates=not has_room, most=dates_left)
        if len(said.dates) > dates_left:
            raise NotTaken(Reason.OFFER_IS_FULL)
        return said

    def _cancelled(self, entry: Entry, key: str, before: Imported | None) -> Row:
        if before is None:
            return Row(summary=entry.summary, outcome=Outcome.UNCHANGED)
        self._remove(key)
        return Row(summary=entry.summary, outcome=Outcome.REMOVED)

    def _not_taken(self, entry: Entry, key: str, before: Imported | None, reason: Reason) -> Row:
        """What can't be taken any more is not told any longer as it was before."""
        if before is not None:
            self._remove(key)
        return Row(summary=entry.summary, outcome=Outcome.REFUSED, reason=reason)

    def _remove(self, key: str) -> None:
        own = self.known.pop(key).taken
        others = [each.taken for each in self.known.values()]
        dates = set(own.dates) - {date for other in others for date in other.dates}
        rules = set(own.recurrences) - {rule for other in others for rule in other.recurrences}
        self._dates -= dates
        self._rules = [rule for rule in self._rules if rule not in rules]


def plan_of(content: OfferContent, known: Mapping[str, Imported]) -> Plan:
    """Return the beginning of a plan: nothing brought in yet."""
    return Plan(content, dict(known))


def key_of(uid: str) -> str:
    """Return how an event is remembered: its UID may be a mail address."""
    return sha256(uid.encode()).hexdigest()


def _row(entry: Entry, outcome: Outcome, said: Taken) -> Row:
    return Row(summary=entry.summary, outcome=outcome, dates=len(said.dates), by_rule=bool(said.recurrences))
