"""What may be kept as a document: told by its content, never by its name; nothing that runs."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from services.registry.domain.refusals import RegistryRefusal

LARGEST_BYTES: Final = 5 * 1024 * 1024
LONGEST_NAME: Final = 100
ENDINGS: Final = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
"""The media types that are kept, each with the ending of its files."""
_BEGINNINGS: Final = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_INSIDE: Final = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument.text"
_ACTIVE_IN_PDF: Final = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
_MOST_ENTRIES: Final = 2_000
_UNWANTED: Final = re.compile(r"[^\w .,()\-]+")


class DocumentTooLarge(RegistryRefusal):
    """More bytes than are kept."""


class DocumentNotAccepted(RegistryRefusal):
    """The content is of no kind that is kept, or would run something."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of a network; its content never changes, another one is another document."""

    id: UUID
    network: str
    name: str
    media_type: str
    content: bytes
    kept_at: datetime

    @property
    def file_name(self) -> str:
        """The name with the ending of what the content is, whatever was sent."""
        return self.name + ENDINGS[self.media_type]


def document_name(sent: str) -> str:
    """Return what of a file's name can be kept: no path, no ending, no control characters."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return " ".join(_UNWANTED.sub(" ", stem).split()).strip(" .")[:LONGEST_NAME] or "Dokument"


def media_type_of(content: bytes) -> str:
    """Return what a content is; raises DocumentTooLarge, DocumentNotAccepted."""
    if len(content) > LARGEST_BYTES:
        raise DocumentTooLarge
    found = next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), None)
    if found is None and content.startswith(b"PK\x03\x04"):
        found = _packed(content)
    if found is None or (found == "application/pdf" and _ACTIVE_IN_PDF.search(content)):
        raise DocumentNotAccepted
    return found


def _packed(content: bytes) -> str | None:
    """Return the kind of an office document; one with macros is none. Only the list of contents is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename for entry in archive.infolist()[: _MOST_ENTRIES + 1]}
            is_open = "mimetype" in names and archive.read("mimetype")[:100] == _OPEN_DOCUMENT.encode()
    except (zipfile.BadZipFile, ValueError, KeyError, RuntimeError, NotImplementedError):
        return None
    if len(names) > _MOST_ENTRIES or any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
        return None
    if is_open:
        return _OPEN_DOCUMENT
    return next((kind for inside, kind in _INSIDE.items() if inside in names), None)
