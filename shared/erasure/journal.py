"""The journal of erasures: a file outside the database, so that a restored backup does not bring anybody back."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Erasure:
    """A line: by what a restored database finds the person (a keyed hash, or a random id), and the time; nothing else."""

    lookup: bytes
    at: datetime


class ErasureJournal:
    """Appends one line an erasure, on disk before the erasure itself happens."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = asyncio.Lock()

    async def append(self, erasure: Erasure) -> None:
        """Write a line and wait until the disk has it."""
        async with self._writing:
            await asyncio.to_thread(self._write, f"{erasure.lookup.hex()} {erasure.at.isoformat()}\n")

    def read(self) -> Sequence[Erasure]:
        """Return all lines; a line that a crash has cut off is left out, for its erasure was not answered either."""
        if not self._path.exists():
            return []
        lines = [line.split(" ") for line in self._path.read_text().split("\n")[:-1]]
        return [Erasure(bytes.fromhex(lookup), datetime.fromisoformat(at)) for lookup, at in lines]

    async def take_in(self, erasures: Sequence[Erasure]) -> None:
        """Append the lines of another copy of the journal that this one lacks."""
        known = set(await asyncio.to_thread(self.read))
        for erasure in erasures:
            if erasure not in known:
                await self.append(erasure)

    def _write(self, line: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
