"""Processes that can be killed, frozen and measured; forked from one parent that has imported everything once."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from multiprocessing.context import ForkServerProcess as Process
from pathlib import Path
from typing import Any

import httpx
import psutil

from deploy.local.log_files import last_lines

READY_SECONDS = 30.0
LOOK_SECONDS = 0.02


def nursery(*modules: str) -> ForkServerContext:
    """Return the context whose fork server imports these modules once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


class DidNotHappen(AssertionError):
    """Something the scenario waited for stayed away."""


class Servant:
    """One process and how it is started again; `run` gets the arguments and the log."""

    def __init__(
        self, context: ForkServerContext, name: str, *, url: str, run: Callable[..., None], log: Path, arguments: Any
    ) -> None:
        self.name = name
        self.url = url
        self.log = log
        self._context = context
        self._run = run
        self._arguments = arguments
        self._process: Process | None = None

    @property
    def is_running(self) -> bool:
        """Return whether the process lives."""
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int:
        """The living process."""
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def start(self, **environment: str) -> None:
        """Start the process; `environment` is added to a service's."""
        service, own = self._arguments if environment else (None, {})
        arguments = (service, {**own, **environment}) if environment else self._arguments
        self._process = self._context.Process(target=self._run, args=(*arguments, self.log), daemon=True)
        self._process.start()

    async def answers(self) -> None:
        """Wait until it answers."""
        async with httpx.AsyncClient(timeout=1) as http:
            for _ in range(int(READY_SECONDS / LOOK_SECONDS)):
                try:
                    if (await http.get(self.url)).status_code == httpx.codes.OK:
                        return
                except httpx.HTTPError:
                    pass
                if not self.is_running:
                    break
                await asyncio.sleep(LOOK_SECONDS)
        raise DidNotHappen(f"{self.name} does not answer. The end of its log:\n{last_lines(self.log)}")

    async def comes_back(self, **environment: str) -> None:
        """Start it and wait until it answers."""
        self.start(**environment)
        await self.answers()

    async def dies(self, *, seconds: float) -> None:
        """Wait until it has killed itself."""
        for _ in range(int(seconds / LOOK_SECONDS)):
            if not self.is_running:
                return
            await asyncio.sleep(LOOK_SECONDS)
        raise DidNotHappen(f"{self.name} did not come by the step at which it was to die")

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def freeze(self) -> None:
        """SIGSTOP."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT."""
        os.kill(self.pid, signal.SIGCONT)

    def cpu_seconds(self) -> float:
        """The processor time it has used."""
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def log_lines(self) -> int:
        """How many lines its log has."""
        with self.log.open("rb") as file:
            return sum(1 for _ in file)

    def has_connection_from(self, port: int) -> bool:
        """Return whether one of its connections begins at this local port."""
        return any(c.laddr.port == port for c in psutil.Process(self.pid).net_connections("tcp"))
