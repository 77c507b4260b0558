"""How the dashboard's refusals look to those who asked."""

from services.dashboard.use_cases.live_feed import LiveFeedIsFull
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.web.problems import Problem, ProblemKind, Refusals, mark

TOO_MANY_READERS = ProblemKind(
    "too-many-live-readers",
    503,
    mark("Gerade folgen sehr viele den Ereignissen"),
    mark("Bitte laden Sie die Seite ab und zu neu, oder versuchen Sie es später noch einmal."),
)


def _too_many_readers(_: LiveFeedIsFull) -> Problem:
    return Problem(TOO_MANY_READERS, headers={"Retry-After": "30"})


REFUSALS: Refusals = {**IDENTITY_PROBLEMS, LiveFeedIsFull: _too_many_readers}
