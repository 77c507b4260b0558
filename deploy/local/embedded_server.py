"""What the embedded servers have in common: a command for the supervisor, and a direct start and stop for tests."""

import time
from abc import ABC, abstractmethod
from pathlib import Path

from deploy.local.log_files import last_lines
from deploy.local.processes import Child, Command, spawn
from deploy.local.refusals import StartRefused

# A busy disk takes its time over the last checkpoint; killed before it, PostgreSQL leaves shared memory that refuses the next start.
STOP_SECONDS = 30.0
POLL_SECONDS = 0.01


class EmbeddedServer(ABC):
    """One server on 127.0.0.1 with its files below one folder."""

    label: str
    """What a German reader calls it."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.data_dir = data_dir.absolute()
        self.port = port
        self.log = self.data_dir / "server.log"
        self._child: Child | None = None

    @abstractmethod
    def prepare(self) -> None:
        """Makes the files it needs; doing it again changes nothing that is in use."""

    @abstractmethod
    def command(self) -> Command:
        """How it is run."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether it takes connections."""

    @property
    def pid(self) -> int | None:
        """The server's process when it was started directly."""
        return self._child.pid if self._child is not None else None

    def start(self) -> None:
        """Prepares and runs it as a child of this process; it ends when the calling *thread* ends."""
        self.prepare()
        self._child = spawn(self.command(), log=self.log)

    def wait_ready(self, *, timeout_seconds: float = 30) -> None:
        """Blocks until it takes connections; raises StartRefused with the end of its log when it does not."""
        deadline = time.monotonic() + timeout_seconds
        while not self.is_ready():
            has_ended = self._child is not None and self._child.poll() is not None
            if has_ended or time.monotonic() > deadline:
                raise StartRefused(
                    f"{self.label} startet nicht:\n{last_lines(self.log)}",
                    advice=f"Das ganze Protokoll steht in {self.log}.",
                )
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Ends it in its orderly way, after half a minute by force."""
        if self._child is None:
            return
        self._child.ask_to_stop()
        self._child.has_ended_within(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """SIGKILL, as a power cut would end it."""
        if self._child is None:
            return
        self._child.kill()
        self._child = None
