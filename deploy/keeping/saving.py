"""Makes a backup: every database as a dump, the journals beside them.

Listeners are dumped before those whom they hear. A log only grows, so a listener's checkpoint is never ahead of the log in the same
backup, and all of them together are one consistent past without stopping anybody.
"""

import shutil
from datetime import datetime
from pathlib import Path

from deploy.keeping.manifest import describe
from deploy.keeping.programs import dump
from deploy.keeping.stores import Deployment


class FolderTaken(Exception):
    """There is something already where the backup should be."""


def save(deployment: Deployment, folder: Path, *, now: datetime) -> None:
    """Write the backup; the folder has its name only once all of it is there. Raises FolderTaken or ProgramFailed."""
    if folder.exists():
        raise FolderTaken
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    dumps = {store.instance: f"{store.instance}.dump" for store in deployment.stores}
    for store in deployment.stores:
        dump(store.owner_url, unfinished / dumps[store.instance])
    for name, journal in deployment.journals.by_name().items():
        copy_if_there(journal, unfinished / f"{name}.journal")
    for note in deployment.notes:
        copy_if_there(note, unfinished / note.name)
    for path in unfinished.iterdir():
        path.chmod(0o600)
    describe(unfinished, dumps=dumps, keys=deployment.keys, made_at=now).write(unfinished)
    unfinished.rename(folder)


def copy_if_there(source: Path, target: Path) -> None:
    """Copy a file; a journal without a line yet has none."""
    if source.exists():
        shutil.copyfile(source, target)
