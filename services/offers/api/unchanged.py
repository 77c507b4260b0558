"""Answers a reader who has the same document already with 304, so that pages are cheap to keep fresh (RFC 9110, section 13)."""

from collections.abc import Mapping
from hashlib import sha256

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from shared.web.etag import etag_of, is_unchanged


def document(
    request: Request,
    content: BaseModel,
    *,
    version: int | None = None,
    modified: str | None = None,
    is_fresh: bool = False,
) -> Response:
    """Return the JSON document, or 304 unless it `is_fresh`; its tag is its version, or else a digest of what it says."""
    body = content.model_dump_json().encode()
    return json_document(request, body, version=version, modified=modified, is_fresh=is_fresh)


def json_document(
    request: Request, body: bytes, *, version: int | None = None, modified: str | None = None, is_fresh: bool = False
) -> Response:
    """Return a document that is JSON already, or 304 unless it `is_fresh`."""
    tag = etag_of(version) if version is not None else None
    return file(request, body, media_type="application/json", tag=tag, modified=modified, is_fresh=is_fresh)


def file(
    request: Request,
    body: bytes,
    *,
    media_type: str,
    tag: str | None = None,
    modified: str | None = None,
    is_fresh: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return any body, or 304 unless it `is_fresh`. `modified` is the Last-Modified, where one can be told."""
    tag = tag or etag_of(sha256(body).hexdigest()[:32])
    sent = {"ETag": tag, "Vary": "Authorization", **(headers or {})}
    if modified is not None and not is_fresh:
        sent["Last-Modified"] = modified
    if not is_fresh and is_unchanged(request.headers, etag=tag, modified=modified):
        return Response(status_code=304, headers=sent)
    return Response(body, media_type=media_type, headers=sent)
