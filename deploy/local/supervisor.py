"""Starts the programs of the embedded stack in order, brings back what dies, and ends everything in reverse order.

It imports once and forks: seven Python processes that share their imports take 246 MiB instead of 634 MiB.
"""

import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.processes import Child, Command, share_memory_with_forks
from deploy.local.program import Program, start_order
from deploy.local.secret_store import write_private
from deploy.local.supervised import Phase, SupervisedProgram

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_GRACE_SECONDS = 30.0
BUSY_STEP_SECONDS = 0.02
IDLE_STEP_SECONDS = 1.0

Announce = Callable[[str], None]


def keep_quiet(_line: str) -> None:
    """Announces nothing."""


def do_nothing() -> None:
    """Makes nothing: the forks share what is there already."""


class Supervisor:
    """Runs programs until it is told to stop; one thread, one loop, woken by signals of children and terminal."""

    def __init__(self, programs: tuple[Program, ...], *, data_dir: Path, announce: Announce = keep_quiet) -> None:
        self._data_dir = data_dir
        self._announce = announce
        self._programs = {
            program.name: SupervisedProgram(program, log=data_dir / "logs" / f"{program.name}.log")
            for program in start_order(programs)
        }
        self._stop_requests = 0
        self._was_all_up = False

    @property
    def state_file(self) -> Path:
        """What runs where; a supervisor that was killed leaves it behind, so look whether its process still lives."""
        return self._data_dir / "state.json"

    def run(self, *, on_ready: Callable[[], None] | None = None, before_forks: Callable[[], None] = do_nothing) -> None:
        """Blocks until SIGINT, SIGTERM or SIGHUP; raises StartFailed, after ending the rest, if one never came up.

        `before_forks` makes what the forks share, while the commands that need nothing before them start already.
        """
        self._write_state()
        with self._signals() as wake_up:
            try:
                self._start_commands()
                before_forks()
                share_memory_with_forks()
                while not self._stop_requests:
                    self._advance_all(on_ready)
                    self._wait(wake_up)
            finally:
                self._stop_all(wake_up)

    def _start_commands(self) -> None:
        for one in self._programs.values():
            if isinstance(one.program.run, Command) and not one.program.depends_on:
                self._advance(one)

    def stop(self) -> None:
        """Lets `run` end everything and return."""
        self._stop_requests += 1

    def _advance_all(self, on_ready: Callable[[], None] | None) -> None:
        changed = [one for one in self._programs.values() if self._may_advance(one) and self._advance(one)]
        if not changed:
            return
        self._write_state()
        if not self._was_all_up and all(one.is_up for one in self._programs.values()):
            self._was_all_up = True
            if on_ready is not None:
                on_ready()

    def _may_advance(self, one: SupervisedProgram) -> bool:
        return one.phase is not Phase.WAITING or all(self._programs[name].is_up for name in one.program.depends_on)

    def _advance(self, one: SupervisedProgram) -> bool:
        was_ready = one.was_ready
        changed = one.advance(time.monotonic())
        if changed and one.is_up:
            outcome = "läuft wieder" if was_ready else "fertig" if one.phase is Phase.DONE else "bereit"
            self._announce(f"{one.program.label or one.program.name}: {outcome}")
        return changed

    def _wait(self, wake_up: socket.socket) -> None:
        is_busy = not all(one.is_up for one in self._programs.values())
        select.select([wake_up], [], [], BUSY_STEP_SECONDS if is_busy else IDLE_STEP_SECONDS)
        _drain(wake_up)

    def _stop_all(self, wake_up: socket.socket) -> None:
        requests_before = self._stop_requests
        self._write_state(is_stopping=True)
        for wave in self._stop_waves():
            for child in _children(wave):
                child.ask_to_stop()
            deadline = time.monotonic() + STOP_GRACE_SECONDS
            while _running(wave) and time.monotonic() < deadline and self._stop_requests <= requests_before:
                select.select([wake_up], [], [], BUSY_STEP_SECONDS)
                _drain(wake_up)
            for child in _running(wave):
                child.kill()
        self.state_file.unlink(missing_ok=True)

    def _stop_waves(self) -> Iterator[list[SupervisedProgram]]:
        left = dict(self._programs)
        while left:
            needed = {name for one in left.values() for name in one.program.depends_on}
            wave = [left.pop(name) for name in list(left) if name not in needed]
            yield wave

    def _write_state(self, *, is_stopping: bool = False) -> None:
        up = all(one.is_up for one in self._programs.values())
        state = {
            "supervisor": os.getpid(),
            "phase": "stopping" if is_stopping else "running" if up else "starting",
            "programs": {
                name: {"pid": one.pid, "phase": one.phase.value, "restarts": one.restarts, **one.program.facts}
                for name, one in self._programs.items()
            },
        }
        write_private(self.state_file, json.dumps(state, indent=2))

    @contextmanager
    def _signals(self) -> Iterator[socket.socket]:
        """Turns signals into bytes on a socket, so that one select waits for time, children and the terminal."""
        receiver, sender = socket.socketpair()
        receiver.setblocking(False)
        sender.setblocking(False)
        old_wake_up = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
        old_handlers = {number: signal.signal(number, self._on_stop_signal) for number in STOP_SIGNALS}
        old_handlers[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, _only_wake_up)
        try:
            yield receiver
        finally:
            for number, handler in old_handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(old_wake_up)
            receiver.close()
            sender.close()

    def _on_stop_signal(self, _number: int, _frame: object) -> None:
        self._stop_requests += 1


def _only_wake_up(_number: int, _frame: object) -> None:
    """A handler must exist for the wake-up byte to be written."""


def _children(wave: list[SupervisedProgram]) -> list[Child]:
    return [one.child for one in wave if one.child is not None]


def _running(wave: list[SupervisedProgram]) -> list[Child]:
    return [child for child in _children(wave) if child.poll() is None]


def _drain(wake_up: socket.socket) -> None:
    try:
        while wake_up.recv(4096):
            pass
    except BlockingIOError:
        return
