"""Things that were ticked in a list, each with the version that was seen: `<id> <version>`."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field


class Chosen(BaseModel):
    """What was ticked."""

    chosen: list[str] = Field(default=[], max_length=50)

    def things(self) -> list[dict[str, Any]]:
        """Return ids and versions; what no page of ours has made is left out."""
        return [thing for text in self.chosen if (thing := _thing(text)) is not None]


def _thing(text: str) -> dict[str, Any] | None:
    identifier, _, version = text.partition(" ")
    try:
        return {"id": str(UUID(identifier)), "version": int(version)}
    except ValueError:
        return None
