"""Answers a reader who has the same document already with 304, so that pages are cheap to keep fresh (RFC 9110, section 13)."""

from hashlib import sha256

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from shared.web.etag import etag_of, is_unchanged


def document(request: Request, content: BaseModel, *, version: int | None = None, is_fresh: bool = False) -> Response:
    """Return the JSON document, or 304 unless it `is_fresh`; its tag is its version, or else a digest of what it says."""
    return json_document(request, content.model_dump_json().encode(), version=version, is_fresh=is_fresh)


def json_document(request: Request, body: bytes, *, version: int | None = None, is_fresh: bool = False) -> Response:
    """Return a document that is JSON already, or 304 unless it `is_fresh`."""
    tag = etag_of(version if version is not None else sha256(body).hexdigest()[:32])
    headers = {"ETag": tag, "Vary": "Authorization"}
    if not is_fresh and is_unchanged(request.headers, etag=tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
