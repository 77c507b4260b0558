"""What programs ask for again and again: read from anywhere, and told shortly when nothing has changed."""

from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.unchanged import file


def subscribable(request: Request, body: bytes, *, media_type: str, modified: str | None, name: str) -> Response:
    """Return a file under a name, or 304; pages of other sites may read it too."""
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "no-cache",
        "Access-Control-Allow-Origin": "*",
    }
    return file(request, body, media_type=media_type, modified=modified, headers=headers)
