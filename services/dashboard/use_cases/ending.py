"""Learns of the server's end when it begins: uvicorn waits for open answers before it ends the app's lifespan.

An answer without end would hold the server up until its patience is over and then break in the middle.
"""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
Handler = Callable[[int, FrameType | None], object]


@contextmanager
def when_asked_to_end(call: Callable[[], None]) -> Iterator[None]:
    """Call in the event loop when the process is asked to end, before whoever listened for that already."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    listening = {number: handler for number in SIGNALS if callable(handler := signal.getsignal(number))}
    for number, handler in listening.items():
        signal.signal(number, _first(loop, call, handler))
    try:
        yield
    finally:
        for number, handler in listening.items():
            signal.signal(number, handler)


def _first(loop: asyncio.AbstractEventLoop, call: Callable[[], None], then: Handler) -> Handler:
    def handle(number: int, frame: FrameType | None) -> object:
        loop.call_soon_threadsafe(call)
        return then(number, frame)

    return handle
