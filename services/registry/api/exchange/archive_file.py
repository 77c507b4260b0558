"""A network's archive as a file: a zip of one NDJSON file a part, and a manifest that says what is in it."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

import orjson

from services.registry.domain.exchange.archive import FORMAT, ArchiveBroken, ArchiveRow, NetworkArchive
from shared.spreadsheets.zip_stream import Sink, archive_into, entry, utc_text

MANIFEST = "manifest.json"
LARGEST_UNPACKED_BYTES = 100 << 20
MOST_ROWS = 200_000


def packed(archive: NetworkArchive, *, made_at: datetime, platform: str) -> Iterator[bytes]:
    """Yield the bytes of the file; but for the manifest's time, equal archives are equal files."""
    sink = Sink()
    with archive_into(sink) as file:
        described = []
        for name, rows in archive.parts.items():
            content = b"".join(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) + b"\n" for row in rows)
            described.append({"name": name, "rows": len(rows), "sha256": hashlib.sha256(content).hexdigest()})
            file.writestr(entry(f"{name}.ndjson"), content)
            yield sink.taken()
        manifest = {
            "format": FORMAT,
            "platform": platform,
            "network": archive.network,
            "made_at": utc_text(made_at),
            "parts": described,
        }
        file.writestr(entry(MANIFEST), orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    yield sink.taken()


def unpacked(content: bytes, *, network: str) -> NetworkArchive:
    """Return the archive in a file; raises ArchiveBroken."""
    try:
        with ZipFile(io.BytesIO(content)) as file:
            if sum(part.file_size for part in file.infolist()) > LARGEST_UNPACKED_BYTES:
                raise ArchiveBroken("zip")
            manifest = _object(file.read(MANIFEST))
            if manifest.get("format") != FORMAT or manifest.get("network") != network:
                raise ArchiveBroken(MANIFEST)
            return NetworkArchive(network, {name: _rows(file, name, told) for name, told in _described(manifest)})
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError, TypeError, ValueError) as broken:
        raise ArchiveBroken("zip") from broken


def _described(manifest: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for told in manifest["parts"]:
        yield str(told["name"]), told


def _rows(file: ZipFile, name: str, told: Mapping[str, Any]) -> Sequence[ArchiveRow]:
    content = file.read(f"{name}.ndjson")
    lines = content.splitlines()
    if hashlib.sha256(content).hexdigest() != told["sha256"] or len(lines) > MOST_ROWS:
        raise ArchiveBroken(name)
    return [_object(line) for line in lines]


def _object(line: bytes) -> dict[str, Any]:
    read = orjson.loads(line)
    if not isinstance(read, dict):
        raise TypeError
    return read
