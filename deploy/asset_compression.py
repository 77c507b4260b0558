"""Compresses text files once at build time, better than a server could on each request."""

import gzip
from pathlib import Path

import brotli

COMPRESSED_SUFFIXES = frozenset({".css", ".js", ".svg", ".txt", ".md"})


def precompress(folder: Path) -> None:
    """Writes .br and .gz beside every text file under the folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COMPRESSED_SUFFIXES:
            content = path.read_bytes()
            Path(f"{path}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
            Path(f"{path}.br").write_bytes(brotli.compress(content))
