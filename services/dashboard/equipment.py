"""What the dashboard has besides the common parts, found by routes through `app.state`."""

from typing import Annotated

from fastapi import Depends, Request

from services.dashboard.use_cases.live_feed import LiveFeed
from services.dashboard.use_cases.read_picture import PictureReader
from shared.documents import Typesetter


async def _live_feed(request: Request) -> LiveFeed:
    live: LiveFeed = request.app.state.live_feed
    return live


async def _picture_reader(request: Request) -> PictureReader:
    reader: PictureReader = request.app.state.picture_reader
    return reader


async def _typesetter(request: Request) -> Typesetter:
    typesetter: Typesetter = request.app.state.typesetter
    return typesetter


Papers = Annotated[Typesetter, Depends(_typesetter)]
"""A route's parameter type: what sets papers."""
Live = Annotated[LiveFeed, Depends(_live_feed)]
"""A route's parameter type: what happens, for many readers."""
Pictures = Annotated[PictureReader, Depends(_picture_reader)]
"""A route's parameter type: the overview and its age."""
