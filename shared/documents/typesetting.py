"""Sets documents in a process of their own, which takes its memory along when it ends."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 60.0
AT_ONCE = 1


@dataclass(frozen=True, kw_only=True)
class Document:
    """A template below the project's root, and what it reads by `data()` of paper.typ: JSON's own types."""

    template: Path
    data: Mapping[str, Any]


class DocumentBroken(Exception):
    """The template can't be set with this data: ours to mend."""


class Typesetter:
    """Sets one document after the other; who comes meanwhile waits."""

    def __init__(self, *, at_once: int = AT_ONCE, most_seconds: float = MOST_SECONDS) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._most_seconds = most_seconds

    async def pdf(self, document: Document) -> bytes:
        """Return the PDF; raises DocumentBroken, and TimeoutError when it takes too long."""
        order = {"template": str(document.template.relative_to(ROOT)), "data": document.data}
        async with self._turn:
            return await self._set(orjson.dumps(order))

    async def _set(self, order: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "shared.documents.press"),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(self._most_seconds):
                pdf, complaint = await process.communicate(order)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise DocumentBroken(complaint.decode(errors="replace").strip())
        return pdf
