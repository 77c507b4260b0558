"""How the registry answers writes: 201 for the first version, the version as ETag, and where its event is in the log."""

from fastapi import Response

from shared.hosting.answers import answer
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


def settled(response: Response, work: Work, *, condition: WriteCondition, version: int) -> None:
    """Set status and headers of a PUT; call it after the transaction."""
    response.status_code = 201 if condition.expected is None else 200
    answer(response, work, version=version)
