"""An offer's content as JSON values and back: its details in a row, its versions, what comes in and what is told."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from services.offers.domain.offer_content import OfferContent

_CONTENT: TypeAdapter[OfferContent] = TypeAdapter(OfferContent)


def json_of(content: OfferContent) -> dict[str, Any]:
    """Return the content as JSON values."""
    said: dict[str, Any] = _CONTENT.dump_python(content, mode="json")
    return said


def content_of(said: Mapping[str, Any]) -> OfferContent:
    """Return the content that JSON values of the right form say; raises the domain's refusals."""
    return _CONTENT.validate_python(said)
