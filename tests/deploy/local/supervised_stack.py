"""A small stack under a real supervisor, run as a process of its own: `python supervised_stack.py DATA_DIR PORT KIND`."""

import http.server
import signal
import sys
import time
from functools import partial
from pathlib import Path

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.processes import Command
from deploy.local.program import Program, answers, listens
from deploy.local.supervised import StartFailed
from deploy.local.supervisor import Supervisor
from shared.testing.servers import wait_until


class Greeter(http.server.BaseHTTPRequestHandler):
    """Answers every GET with 200."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def serve(port: int) -> None:
    print("serving", flush=True)  # noqa: T201 - its log is looked at
    http.server.HTTPServer(("127.0.0.1", port), Greeter).serve_forever()


def note(path: Path, word: str) -> None:
    with path.open("a") as file:
        file.write(f"{word}\n")


def serve_and_note_the_end(path: Path, word: str, port: int) -> None:
    def end(_number: int, _frame: object) -> None:
        note(path, word)
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    serve(port)


def ignore_stopping() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)


def fail() -> None:
    raise RuntimeError("the reason it failed")


def programs(kind: str, *, folder: Path, port: int) -> tuple[Program, ...]:
    notes = folder / "notes"
    back = Program(
        name="back",
        run=partial(serve_and_note_the_end, notes, "back ended", port),
        ready=answers(f"http://127.0.0.1:{port}/"),
        facts={"port": port},
    )
    step = Program(name="step", run=partial(note, notes, "step done"), once=True, depends_on=("back",), label="Schritt")
    front = Program(
        name="front",
        run=partial(serve_and_note_the_end, notes, "front ended", port + 1),
        ready=answers(f"http://127.0.0.1:{port + 1}/"),
        depends_on=("step",),
    )
    binary = Program(
        name="binary",
        run=Command(arguments=(sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port + 2))),
        ready=listens(port + 2),
    )
    kinds: dict[str, tuple[Program, ...]] = {
        "whole": (front, step, back, binary),
        "failing": (back, Program(name="broken", run=fail, once=True, depends_on=("back",))),
        "stubborn": (Program(name="stubborn", run=ignore_stopping),),
    }
    return kinds[kind]


def database(folder: Path, port: int) -> Program:
    server = EmbeddedPostgres(folder / "postgres", port)
    server.prepare()
    return Program(name="database", run=server.command(), ready=server.is_ready)


def main() -> None:
    folder, port, kind = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    say = partial(print, flush=True)
    chosen = (database(folder, port),) if kind == "database" else programs(kind, folder=folder, port=port)
    supervisor = Supervisor(chosen, data_dir=folder, announce=say)

    def make_ready() -> None:
        if kind == "whole":
            wait_until(
                listens(port + 2), what="the command that needs nothing runs before the forks", timeout_seconds=20
            )
        say("forks made ready")

    try:
        supervisor.run(on_ready=lambda: say("all ready"), before_forks=make_ready)
    except StartFailed as failure:
        sys.exit(f"{failure.name} failed: {failure.last_lines}")


if __name__ == "__main__":
    main()
