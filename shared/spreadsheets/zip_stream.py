"""An archive that leaves while it is written: what was packed can be taken at any time, nothing waits in memory or on disk."""

import io
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest moment that the format knows; the same content shall make the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)


class Sink(io.RawIOBase):
    """A file that can't be read back; `taken` hands out what was written since the last time."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        """It can be written to and nothing else."""
        return True

    def write(self, data: object, /) -> int:
        """Keep the bytes until they are taken."""
        written = bytes(memoryview(data))  # type: ignore[arg-type]  # zipfile writes bytes-like objects only
        self._waiting += written
        return len(written)

    def taken(self) -> bytes:
        """Return what was written and forget it."""
        content = bytes(self._waiting)
        self._waiting.clear()
        return content


def archive_into(sink: Sink) -> ZipFile:
    """Return an archive that writes into the sink."""
    return ZipFile(sink, "w", ZIP_DEFLATED)


def entry(name: str) -> ZipInfo:
    """Return a part's head without a time, so that equal parts are equal bytes."""
    head = ZipInfo(name, NO_TIME)
    head.compress_type = ZIP_DEFLATED
    return head


def utc_text(moment: datetime) -> str:
    """Return a moment as manifests write it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
