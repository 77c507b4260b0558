"""What each kind of thing that names partners can do: name the survivor, tell whether that still stands, and go back."""

from typing import Any, Protocol

from sqlalchemy import Column

from services.registry.domain.duplicates.merge import Merge, MovedThing
from shared.identity.actor import Actor
from shared.messaging.edge import Work


class Pointer(Protocol):
    """One kind of thing; `columns` are those of its tables that name partners."""

    @property
    def kind(self) -> str: ...

    @property
    def columns(self) -> tuple[Column[Any], ...]: ...

    async def move(self, work: Work, actor: Actor, merge: Merge) -> list[MovedThing]:
        """Let all that name the partner name the survivor, each told and recorded by its own event."""
        ...

    async def has_changed(self, work: Work, merge: Merge, moved: MovedThing) -> bool:
        """Tell whether somebody has changed since what would go back."""
        ...

    async def move_back(self, work: Work, actor: Actor, merge: Merge, moved: MovedThing) -> None:
        """Let it name the partner again; what is over by now stays as it is."""
        ...
