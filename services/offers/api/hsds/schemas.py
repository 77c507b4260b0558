"""What HSDS answers, as the OpenAPI document tells it: the envelope in full; the records are described by the standard's own schemas."""

from typing import Any, Final

from pydantic import BaseModel, Field


class HsdsPage(BaseModel):
    """A page of a list."""

    total_items: int = Field(description="How many records pass all filters, on all pages")
    total_pages: int = Field(description="How many pages there are; none of an empty list")
    page_number: int = Field(description="Which page this is, from 1")
    size: int = Field(description="How many records are on this page")
    first_page: bool
    last_page: bool
    empty: bool = Field(description="Whether this page has no record")
    contents: list[dict[str, Any]] = Field(
        description="HSDS 3.1 records, optional keys left out where nothing is known"
    )


LISTED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "A page, or with `format=ndjson` all records, one a line",
        "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
    },
    304: {"description": "Nothing has changed"},
}
"""How lists answer beside their envelope."""
SINGLE: Final[dict[int | str, dict[str, Any]]] = {304: {"description": "Nothing has changed"}}
