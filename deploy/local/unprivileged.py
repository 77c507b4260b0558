"""PostgreSQL refuses to run as root: as whom it runs instead, and what that user can reach.

It is `nobody`, which every system has: no account is added to the machine, and it works where /etc is read-only.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from deploy.local.refusals import StartRefused

UNPRIVILEGED_NAME = "nobody"


@dataclass(frozen=True)
class SystemUser:
    """A user of this machine by its numbers."""

    user_id: int
    group_id: int


def unprivileged_user() -> SystemUser | None:
    """The user for programs that refuse root; None when this process is not root anyway."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(UNPRIVILEGED_NAME)
    except KeyError:
        raise StartRefused(
            "Die Datenbank darf nicht als root laufen, und auf diesem System gibt es den Benutzer „nobody“ nicht.",
            advice="Starten Sie die Plattform als gewöhnlicher Benutzer.",
        ) from None
    return SystemUser(entry.pw_uid, entry.pw_gid)


def can_reach(path: Path, user: SystemUser) -> bool:
    """Whether the user may pass through every existing folder down to the path (access lists are not looked at)."""
    return all(_may_pass(folder.stat(), user) for folder in path.resolve().parents if folder.exists())


def _may_pass(folder: os.stat_result, user: SystemUser) -> bool:
    if folder.st_uid == user.user_id:
        return bool(folder.st_mode & stat.S_IXUSR)
    if folder.st_gid == user.group_id:
        return bool(folder.st_mode & stat.S_IXGRP)
    return bool(folder.st_mode & stat.S_IXOTH)


def give_to(user: SystemUser, path: Path) -> None:
    """Makes the user the owner of a folder and all it contains; quick when it already is."""
    if path.stat().st_uid == user.user_id:
        return
    for folder, _, files in os.walk(path, topdown=False):
        for name in files:
            os.chown(Path(folder, name), user.user_id, user.group_id, follow_symlinks=False)
        os.chown(folder, user.user_id, user.group_id)
