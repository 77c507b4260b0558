"""Kills this process at an exact point of its work: the n-th time it comes by a named step.

Relay and consumer name their steps themselves; the edge's two are seen through SQLAlchemy's events.
"""

import os
import signal
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, event

VARIABLE = "CHAOS_KILL"
ANNOUNCES = "announces"


class Reaper:
    """Counts the passages of one step; without a step it never kills."""

    def __init__(self, step: str = "", *, passage: int = 1) -> None:
        self._step = step
        self._left = passage

    async def __call__(self, step: str) -> None:
        """Come by a step of relay or consumer."""
        self.pass_by(step)

    def pass_by(self, step: str) -> None:
        """Die if this is the step and the passage."""
        if step == self._step:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def reaper_of(environment: Mapping[str, str]) -> Reaper:
    """Return the reaper that `CHAOS_KILL=step:passage` asks for."""
    step, _, passage = environment.get(VARIABLE, "").partition(":")
    return Reaper(step, passage=int(passage or 1))


def watch_commits(engine: Engine, reaper: Reaper) -> None:
    """Let the reaper come by `before-commit` and `after-commit` of each transaction that has written to the log."""

    @event.listens_for(engine, "before_cursor_execute")
    def note_the_event(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith("INSERT INTO event_log"):
            connection.info[ANNOUNCES] = True

    @event.listens_for(engine, "commit")
    def before_commit(connection: Connection) -> None:
        if connection.info.get(ANNOUNCES):
            reaper.pass_by("before-commit")

    @event.listens_for(engine, "checkin")
    def after_commit(_connection: Any, record: Any) -> None:
        if record.info.pop(ANNOUNCES, False):
            reaper.pass_by("after-commit")
