"""The supervisor as a real process with real children: order, restarts, and ends of every kind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.program import Program, answers, start_order
from deploy.local.supervisor import STOP_GRACE_SECONDS
from deploy.local.testing import passable_folder
from shared.testing.servers import free_port, wait_until

SCRIPT = Path(__file__).with_name("supervised_stack.py")
REPOSITORY = Path(__file__).parents[3]


class Stack:
    """A running supervisor, looked at from outside."""

    def __init__(self, folder: Path, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.folder, self.process, self.port = folder, process, port

    def state(self) -> dict[str, Any]:
        path = self.folder / "state.json"
        if not path.exists():
            return {"phase": "none", "programs": {}}
        state: dict[str, Any] = json.loads(path.read_text())
        return state

    def pid(self, name: str) -> int:
        return int(self.state()["programs"][name]["pid"])

    def is_running(self) -> bool:
        state = self.state()
        return bool(state["phase"] == "running" and state["supervisor"] == self.process.pid)

    def is_ready_again(self, name: str, before: int) -> bool:
        program = self.state()["programs"][name]
        return program["pid"] not in (None, before) and str(program["phase"]) == "ready"

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def notes(self) -> list[str]:
        return (self.folder / "notes").read_text().splitlines()

    def said(self) -> str:
        return (self.folder / "said").read_text()


@contextmanager
def stack(folder: Path, kind: str = "whole") -> Iterator[Stack]:
    port = free_port()
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(folder), str(port), kind],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield Stack(folder, process, port)
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Stack]:
    with stack(tmp_path) as one:
        wait_until(one.is_running, what="all programs are ready", timeout_seconds=20)
        yield one


def test_programs_start_after_what_they_depend_on_and_commands_before_the_forks(running: Stack) -> None:
    said = running.said().splitlines()

    assert [line for line in said if not line.startswith("binary")] == [
        "forks made ready",
        "back: bereit",
        "Schritt: fertig",
        "front: bereit",
        "all ready",
    ]
    assert running.notes() == ["step done"]


def test_the_state_names_processes_and_addresses(running: Stack) -> None:
    state = running.state()

    assert state["supervisor"] == running.process.pid
    assert state["programs"]["back"]["port"] == running.port
    assert state["programs"]["step"] == {"pid": None, "phase": "done", "restarts": 0}
    assert psutil.pid_exists(running.pid("front"))


@pytest.mark.parametrize("name", ["back", "binary"])
def test_a_killed_program_is_back_within_five_seconds(running: Stack, name: str) -> None:
    before = running.pid(name)

    os.kill(before, signal.SIGKILL)

    wait_until(lambda: running.is_ready_again(name, before), what=f"{name} is back", timeout_seconds=5)
    assert running.state()["programs"][name]["restarts"] == 1


def test_a_program_that_is_killed_again_and_again_keeps_coming_back(running: Stack) -> None:
    for _ in range(3):
        before = running.pid("back")
        os.kill(before, signal.SIGKILL)
        wait_until(partial(running.is_ready_again, "back", before), what="back is back", timeout_seconds=5)

    assert running.state()["programs"]["back"]["restarts"] == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_all_in_reverse_order(running: Stack, number: signal.Signals) -> None:
    children = running.children()

    running.process.send_signal(number)

    assert running.process.wait(timeout=10) == 0
    assert running.notes() == ["step done", "front ended", "back ended"]
    assert not any(child.is_running() for child in children)
    assert not (running.folder / "state.json").exists()


def test_a_supervisor_killed_with_9_leaves_nothing_behind(running: Stack) -> None:
    children = running.children()
    assert len(children) == 3

    running.process.kill()

    wait_until(lambda: not any(_is_alive(child) for child in children), what="all children are gone", timeout_seconds=5)


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def test_a_database_whose_supervisor_was_killed_ends_and_starts_again() -> None:
    with passable_folder() as folder:
        with stack(folder, "database") as first:
            wait_until(first.is_running, what="the database is ready", timeout_seconds=30)
            children = first.children()
            first.process.kill()
            wait_until(lambda: not any(_is_alive(child) for child in children), what="it ended", timeout_seconds=10)
        with stack(folder, "database") as second:
            wait_until(second.is_running, what="the database is ready again", timeout_seconds=30)
            server = EmbeddedPostgres(folder / "postgres", second.port)
            connection = await asyncpg.connect(server.superuser_url)
            answer = await connection.fetchval("SELECT 1")
            await connection.close()

    assert answer == 1


def test_a_step_that_fails_ends_the_start_and_shows_its_last_words(tmp_path: Path) -> None:
    with stack(tmp_path, "failing") as failing:
        assert failing.process.wait(timeout=20) == 1

    assert "broken failed" in failing.said()
    assert "RuntimeError: the reason it failed" in failing.said()
    assert failing.notes() == ["back ended"]


def test_who_ignores_the_request_to_stop_is_killed_at_a_second_signal(tmp_path: Path) -> None:
    with stack(tmp_path, "stubborn") as stubborn:
        wait_until(stubborn.is_running, what="it runs", timeout_seconds=20)
        [child] = stubborn.children()
        stubborn.process.send_signal(signal.SIGINT)
        wait_until(lambda: stubborn.state()["phase"] == "stopping", what="it stops")

        stubborn.process.send_signal(signal.SIGINT)

        assert stubborn.process.wait(timeout=STOP_GRACE_SECONDS / 2) == 0
        assert not child.is_running()


def test_each_program_has_a_log_of_its_own(running: Stack) -> None:
    assert "serving" in (running.folder / "logs" / "back.log").read_text()


def test_an_idle_supervisor_costs_next_to_nothing(running: Stack) -> None:
    supervisor = psutil.Process(running.process.pid)

    assert supervisor.cpu_percent(interval=2) < 3


def nothing() -> None:
    return


def test_programs_that_wait_for_each_other_are_refused() -> None:
    ring = (Program(name="a", run=nothing, depends_on=("b",)), Program(name="b", run=nothing, depends_on=("a",)))

    with pytest.raises(ValueError, match="wait for each other"):
        start_order(ring)


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        start_order((Program(name="a", run=nothing), Program(name="a", run=nothing)))


def test_nobody_listening_is_not_ready() -> None:
    assert not answers(f"http://127.0.0.1:{free_port()}/")()
