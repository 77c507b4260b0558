"""The secrets of an installation: made once, whoever asks first, and seen by nobody else."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path

from deploy.local.secret_store import SecretStore

NAMES = [f"secret-{number}" for number in range(25)]


def ask_for_all(path: Path, begin: Barrier) -> None:
    begin.wait()
    answers = {name: SecretStore(path).secret(name) for name in NAMES}
    path.with_name(f"{multiprocessing.current_process().name}.heard").write_text("\n".join(answers.values()))


def test_processes_that_ask_at_once_hear_the_same(tmp_path: Path) -> None:
    path, context = tmp_path / "secrets.json", multiprocessing.get_context("fork")
    begin = context.Barrier(4)
    asking = [context.Process(target=ask_for_all, args=(path, begin)) for _ in range(4)]
    for process in asking:
        process.start()
    for process in asking:
        process.join()

    heard = {file.read_text() for file in tmp_path.glob("*.heard")}
    kept = "\n".join(SecretStore(path).secret(name) for name in NAMES)
    assert (heard, [process.exitcode for process in asking]) == ({kept}, [0, 0, 0, 0])


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    SecretStore(tmp_path / "new" / "secrets.json").secret("registry-owner")

    assert (tmp_path / "new" / "secrets.json").stat().st_mode & 0o077 == 0
