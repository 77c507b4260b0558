"""The embedded stack as a user runs it, `infamilie up`: how soon it is ready, what memory it takes, and the main job on it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from time import monotonic

import psutil

from deploy.local.installation import Installation
from deploy.local.ports import Ports
from deploy.local.processes import Child, Command, spawn
from deploy.local.testing import REPOSITORY
from shared.testing.servers import free_port
from tests.bench.figure import Figure, median_of
from tests.bench.mail import mail_figures
from tests.bench.onboarding import onboarding_figures
from tests.bench.rebuild import rebuild_figure

READY = "Bereit nach"
MOST_SECONDS = 120
SETTLING_SECONDS = 30
STOP_SECONDS = 30


class Stack:
    """One `infamilie up` in a process of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.installation = Installation(data_dir, Ports(free_port()))
        self._log = data_dir.with_name(f"{data_dir.name}.log")
        self._child: Child | None = None

    async def start(self) -> float:
        """Start everything; return the seconds until it says that it is ready."""
        self._log.unlink(missing_ok=True)
        began = monotonic()
        self._child = spawn(self._command(), log=self._log)
        while READY not in self._log.read_text(encoding="utf-8"):
            if self._child.poll() is not None or monotonic() - began > MOST_SECONDS:
                raise RuntimeError(self._log.read_text(encoding="utf-8"))
            await asyncio.sleep(0.02)
        return monotonic() - began

    def stop(self) -> None:
        """End everything."""
        assert self._child is not None
        self._child.ask_to_stop()
        if not self._child.has_ended_within(STOP_SECONDS):
            self._child.kill()

    def memory_mib(self) -> float:
        """Return the proportional set size of the supervisor and all below it."""
        assert self._child is not None
        supervisor = psutil.Process(self._child.pid)
        return sum(_pss_bytes(process) for process in (supervisor, *supervisor.children(recursive=True))) / 2**20

    def _command(self) -> Command:
        installation = self.installation
        return Command(
            arguments=(
                str(Path(sys.executable).with_name("infamilie")),
                "up",
                "--data-dir",
                str(installation.data_dir),
                "--port-base",
                str(installation.ports.base),
            ),
            working_directory=REPOSITORY,
        )


def _pss_bytes(process: psutil.Process) -> int:
    """A process that ended meanwhile, as the database's cleaners do, takes none."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0


async def stack_figures(folder: Path, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield the figures of the stack, of a mail's way, of a new quarter and of a rebuild, all on the same installation."""
    empty: list[float] = []
    filled: list[float] = []
    for run in range(runs):
        tell(f"Start von leer und mit Daten, {run + 1} von {runs}")
        stack = Stack(folder / f"data-{run}")
        empty.append(await stack.start())
        stack.stop()
        filled.append(await stack.start())
        if run + 1 < runs:
            stack.stop()
    try:
        yield Figure(name="„infamilie up“ bis alles bereit, leer", unit="s", value=median_of(empty), target=15)
        yield Figure(name="„infamilie up“ bis alles bereit, mit Daten", unit="s", value=median_of(filled), target=5)
        tell("Speicher im Leerlauf")
        yield Figure(name="Alles eingebettet im Leerlauf", unit="MiB PSS", value=await _idle(stack, runs), target=450)
        tell("Veröffentlichung bis Mail")
        async for figure in mail_figures(stack.installation, runs=runs):
            yield figure
        tell("Ein neues Quartier")
        async for figure in onboarding_figures(stack.installation, runs=runs):
            yield figure
        tell("Neuaufbau der Übersicht")
        yield await rebuild_figure(stack.installation, runs=runs)
    finally:
        stack.stop()


async def _idle(stack: Stack, runs: int) -> float:
    await asyncio.sleep(SETTLING_SECONDS)
    samples: list[float] = []
    for _ in range(runs):
        samples.append(stack.memory_mib())
        await asyncio.sleep(1)
    return median_of(samples)
