"""Files for browsers under addresses that change with their content, so that they may be kept for a year."""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

STATIC: Final = Path(__file__).parent / "static"
SHARED_TREES: Final = {"vendor": STATIC / "vendor", "base": STATIC / "base"}
ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
MEDIA_TYPES: Final = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}
KEPT: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _Tree:
    """One folder of files. Its address holds the hash of all of them, so that relative links inside CSS just work."""

    digest: str
    files: Mapping[str, Path]


class StaticFiles:
    """Knows every file of its trees from the start; nothing else can be asked for."""

    def __init__(self, trees: Mapping[str, Path] | None = None) -> None:
        self._trees = {name: _read_tree(folder) for name, folder in {**SHARED_TREES, **(trees or {})}.items()}

    def url(self, name: str) -> str:
        """The address of a file named like "vendor/htmx.min.js"; KeyError for a file that isn't there."""
        tree_name, _, path = name.partition("/")
        tree = self._trees[tree_name]
        if path not in tree.files:
            raise KeyError(name)
        return f"/static/{tree_name}/{tree.digest}/{path}"

    def route(self) -> Route:
        """The route that serves them."""
        return Route("/static/{tree}/{digest}/{path:path}", self._serve, methods=["GET", "HEAD"], name="static")

    async def _serve(self, request: Request) -> Response:
        tree = self._trees.get(request.path_params["tree"])
        path = tree.files.get(request.path_params["path"]) if tree else None
        if tree is None or path is None:
            raise HTTPException(404)
        # During a rolling update a page of the other version may ask: it gets today's file, but not for keeps.
        current = request.path_params["digest"] == tree.digest
        headers = {"Cache-Control": KEPT if current else "no-cache", "Vary": "Accept-Encoding"}
        encoding, file = _best_variant(path, request.headers.get("accept-encoding", ""))
        if encoding:
            headers["Content-Encoding"] = encoding
        return FileResponse(file, media_type=_media_type(path), headers=headers)


def _read_tree(folder: Path) -> _Tree:
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} fehlt. Bitte einmal `make assets` ausführen.")
    suffixes = tuple(suffix for _, suffix in ENCODINGS)
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(suffixes)]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return _Tree(digest.hexdigest()[:12], {path.relative_to(folder).as_posix(): path for path in paths})


def _best_variant(path: Path, accept_encoding: str) -> tuple[str, Path]:
    accepted = {part.partition(";")[0].strip() for part in accept_encoding.split(",")}
    for encoding, suffix in ENCODINGS:
        variant = Path(f"{path}{suffix}")
        if encoding in accepted and variant.exists():
            return encoding, variant
    return "", path


def _media_type(path: Path) -> str:
    return MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
