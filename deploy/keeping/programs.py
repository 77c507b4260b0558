"""PostgreSQL's own programs for dumps, run as a database's owner; the password goes by the environment, not the command line."""

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.local.postgres_files import installed_programs


class ProgramFailed(Exception):
    """pg_dump or pg_restore has refused; its words are the message."""


def dump(owner_url: str, target: Path) -> None:
    """Write a database as one compressed file; extensions and rights come with provisioning and migration, not with it."""
    _run(
        "pg_dump",
        owner_url,
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        "--exclude-extension=*",
        f"--file={target}",
    )


def put_back(owner_url: str, source: Path) -> None:
    """Fill an empty database from a dump, wholly or not at all."""
    _run(
        "pg_restore",
        owner_url,
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        str(source),
    )


def _run(program: str, owner_url: str, *arguments: str) -> None:
    address = urlsplit(owner_url)
    found = {
        "PGHOST": address.hostname,
        "PGPORT": str(address.port or 5432),
        "PGUSER": unquote(address.username or ""),
        "PGPASSWORD": unquote(address.password or ""),
    }
    outcome = subprocess.run(  # noqa: S603 - the wheel's own program with our arguments
        [str(installed_programs() / program), f"--dbname={address.path.lstrip('/')}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **{name: value for name, value in found.items() if value}},
    )
    if outcome.returncode != 0:
        raise ProgramFailed(outcome.stderr.strip())
