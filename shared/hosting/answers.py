"""The headers every changing route answers with: which version stands now, and where its event is in the log."""

from starlette.responses import Response

from shared.messaging.edge import Work
from shared.web.etag import etag_of


def answer(response: Response, work: Work, *, version: int) -> None:
    """Set `ETag` and, when something was announced, `Event-Position`."""
    response.headers["ETag"] = etag_of(version)
    if work.position:
        response.headers["Event-Position"] = str(work.position)
