"""The life of one supervised program: waiting, starting, ready, and back again after it died."""

from enum import StrEnum
from pathlib import Path

from deploy.local.log_files import last_lines
from deploy.local.processes import Child, Command, fork, spawn
from deploy.local.program import Program

START_TIMEOUT_SECONDS = 45.0
STEP_TIMEOUT_SECONDS = 600.0
ATTEMPTS_TO_START = 8
STEADY_AFTER_SECONDS = 10.0
PAUSES_SECONDS = (0.0, 0.25, 0.5, 1.0, 2.0)


class Phase(StrEnum):
    """Where a program is in its life."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    DONE = "done"


class StartFailed(Exception):
    """A program never became ready; carries its name and the end of its log."""

    def __init__(self, name: str, *, log: Path) -> None:
        super().__init__(name)
        self.name = name
        self.log = log
        self.last_lines = last_lines(log)


class SupervisedProgram:
    """One program with its child; `advance` moves it one step and never waits."""

    def __init__(self, program: Program, *, log: Path) -> None:
        self.program = program
        self.log = log
        self.phase = Phase.WAITING
        self.child: Child | None = None
        self.restarts = 0
        self.was_ready = False
        self._deaths_in_a_row = 0
        self._started_at = 0.0
        self._start_not_before = 0.0

    @property
    def is_up(self) -> bool:
        return self.phase in (Phase.READY, Phase.DONE)

    @property
    def pid(self) -> int | None:
        return self.child.pid if self.child is not None else None

    def advance(self, now: float) -> bool:
        """Notices a death, starts when it is time, asks for readiness; True when the phase or the child changed."""
        before = (self.phase, self.pid)
        if self.child is not None:
            self._notice_end(now)
        if self.phase is Phase.WAITING and now >= self._start_not_before:
            self._start(now)
        elif self.phase is Phase.STARTING:
            self._ask_whether_ready(now)
        return before != (self.phase, self.pid)

    def _start(self, now: float) -> None:
        run = self.program.run
        if isinstance(run, Command):
            self.child = spawn(run, log=self.log)
        else:
            self.child = fork(run, name=self.program.name, log=self.log)
        self._started_at = now
        self.phase = Phase.STARTING

    def _ask_whether_ready(self, now: float) -> None:
        if not self.program.once and self.program.ready():
            self.phase = Phase.READY
            self.was_ready = True
        elif not self.was_ready and now - self._started_at > self._patience_seconds:
            raise StartFailed(self.program.name, log=self.log)

    @property
    def _patience_seconds(self) -> float:
        return STEP_TIMEOUT_SECONDS if self.program.once else START_TIMEOUT_SECONDS

    def _notice_end(self, now: float) -> None:
        code = self.child.poll() if self.child is not None else None
        if code is None:
            return
        self.child = None
        if self.program.once and code == 0:
            self.phase = Phase.DONE
            return
        self._plan_restart(now)

    def _plan_restart(self, now: float) -> None:
        self._deaths_in_a_row = 1 if now - self._started_at > STEADY_AFTER_SECONDS else self._deaths_in_a_row + 1
        if not self.was_ready and (self.program.once or self._deaths_in_a_row >= ATTEMPTS_TO_START):
            raise StartFailed(self.program.name, log=self.log)
        self.restarts += 1
        self.phase = Phase.WAITING
        self._start_not_before = now + PAUSES_SECONDS[min(self._deaths_in_a_row, len(PAUSES_SECONDS)) - 1]
