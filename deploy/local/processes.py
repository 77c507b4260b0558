"""Child processes that end with their parent: programs of the operating system, and forks of this Python."""

import ctypes
import gc
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.log_files import open_log
from deploy.local.unprivileged import SystemUser

# <linux/prctl.h>
PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
POLL_SECONDS = 0.01


@dataclass(frozen=True, kw_only=True)
class Command:
    """A program of the operating system and how it wants to be started and stopped."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str] | None = None
    """Added to the inherited environment."""
    user: SystemUser | None = None
    working_directory: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGKILL
    """What the kernel sends it when its parent dies (Linux only)."""


class Child:
    """A running child in a process group of its own, so that a Ctrl-C at the terminal is the parent's to answer."""

    def __init__(self, pid: int, poll: Callable[[], int | None], stop_signal: signal.Signals = signal.SIGTERM) -> None:
        self.pid = pid
        self.poll = poll
        """The exit code, negative for a signal; None while it runs."""
        self._stop_signal = stop_signal

    def ask_to_stop(self) -> None:
        self.send(self._stop_signal)

    def has_ended_within(self, seconds: float) -> bool:
        """Waits for the end, at most so long."""
        deadline = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        return self.poll() is not None

    def kill(self) -> None:
        """Ends it by force and waits until it is gone."""
        self.send(signal.SIGKILL)
        while self.poll() is None:
            time.sleep(POLL_SECONDS)

    def send(self, signal_number: signal.Signals) -> None:
        """Signals the whole group unless the child has been reaped; a dead group is no error."""
        if self.poll() is not None:
            return
        try:
            os.killpg(self.pid, signal_number)
        except ProcessLookupError:
            return


def spawn(command: Command, *, log: Path) -> Child:
    """Runs a program. It dies with the *thread* that started it, as the kernel counts parents: use the main one."""
    bind_to_parent = _orphan_signal_setter(command.orphan_signal)
    output = open_log(log)
    try:
        process = subprocess.Popen(  # noqa: S603 - the arguments are ours, no shell is involved
            command.arguments,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **(command.environment or {})},
            cwd=command.working_directory,
            process_group=0,
            preexec_fn=bind_to_parent,  # noqa: PLW1509 - one prctl call, nothing that could lock
            user=command.user.user_id if command.user else None,
            group=command.user.group_id if command.user else None,
            extra_groups=() if command.user else None,
        )
    finally:
        os.close(output)
    return Child(process.pid, process.poll, command.stop_signal)


def fork(run: Callable[[], None], *, name: str, log: Path) -> Child:
    """Runs a function in a copy of this process that shares its memory; the caller must have one thread only."""
    bind_to_parent = _orphan_signal_setter(signal.SIGKILL)
    set_name = _name_setter(name)
    sys.stdout.flush()
    sys.stderr.flush()
    output = open_log(log)
    pid = os.fork()
    if pid == 0:
        os._exit(_run_as_child(run, before=(bind_to_parent, set_name), output=output))
    os.close(output)
    _give_own_group(pid)
    return Child(pid, _Waiter(pid).poll)


def share_memory_with_forks() -> None:
    """Moves all objects out of the collector's sight: a collection in a child would copy every page it looks at."""
    gc.collect()
    gc.freeze()


def _run_as_child(run: Callable[[], None], *, before: tuple[Callable[[], None], ...], output: int) -> int:
    try:
        os.setpgid(0, 0)
        _reset_signals()
        _redirect(output)
        for step in before:
            step()
        run()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:  # noqa: BLE001 - the child's last words; nothing above this frame is its own
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _give_own_group(pid: int) -> None:
    # Parent and child both do it, so that neither can act before it is done; the slower one may find it refused.
    try:
        os.setpgid(pid, pid)
    except (PermissionError, ProcessLookupError):
        return


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)


def _redirect(output: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)


class _Waiter:
    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        if self._code is None:
            reaped, status = os.waitpid(self._pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if reaped else None
        return self._code


def _orphan_signal_setter(signal_number: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None).prctl

    def bind_to_parent() -> None:
        prctl(PR_SET_PDEATHSIG, int(signal_number))
        if os.getppid() != parent:  # it died before the kernel was told
            os._exit(1)

    return bind_to_parent


def _name_setter(name: str) -> Callable[[], None]:
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None).prctl
    shown = name.encode()[:15]
    return lambda: prctl(PR_SET_NAME, shown)
