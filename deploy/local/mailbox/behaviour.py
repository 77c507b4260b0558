"""How the mailbox misbehaves on request, so that tests see the failures of real mail providers."""

import asyncio
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

RefusalCode = Annotated[int, Field(ge=400, le=599)]


class Hang(StrEnum):
    """Whether DATA is answered, and if not, whether the mail was kept before the silence."""

    NO = "no"
    BEFORE_STORING = "before_storing"
    AFTER_STORING = "after_storing"


class Behaviour(BaseModel):
    """What to do wrong; the default does nothing wrong."""

    model_config = ConfigDict(extra="forbid")

    unavailable_for_next: Annotated[int, Field(ge=0)] = 0
    """So many of the next mails are answered 421 at MAIL FROM, and the connection is closed."""
    refused_recipients: dict[str, RefusalCode] = {}
    """Address → answer to its RCPT TO, 4xx or 5xx."""
    hang_after_data: Hang = Hang.NO
    delay_seconds: Annotated[float, Field(ge=0, le=600)] = 0
    """Waited before DATA is answered."""

    def takes_one_unavailability(self) -> bool:
        """Whether this mail is one of those to be turned away; counts it."""
        if self.unavailable_for_next == 0:
            return False
        self.unavailable_for_next -= 1
        return True

    def refusal_of(self, recipient: str) -> int | None:
        """The code to answer for this recipient, None for a welcome."""
        wanted = recipient.casefold()
        return next((code for address, code in self.refused_recipients.items() if address.casefold() == wanted), None)

    async def before_storing(self) -> None:
        """Waits as told, perhaps for ever (until the client leaves)."""
        await asyncio.sleep(self.delay_seconds)
        if self.hang_after_data is Hang.BEFORE_STORING:
            await asyncio.Event().wait()

    async def after_storing(self) -> None:
        """Waits for ever if told so: the mail is kept, and the client never learns it."""
        if self.hang_after_data is Hang.AFTER_STORING:
            await asyncio.Event().wait()
