"""How a process serves a service's app: deployed, in the failure tests and in the measurements alike."""

import gc
from typing import Any

import uvicorn

# Longer than the 5 s after which our own clients (httpx) let go of an idle connection, or both would do so at once and a request be lost.
KEEP_ALIVE_SECONDS = 30
OBJECTS_BETWEEN_COLLECTIONS = 50_000


def serve_until_told(app: Any, *, host: str, port: int, grace_seconds: int) -> None:
    """Serve until told to stop, and then for so many seconds at most what was begun; the app does the logging."""
    keep_for_good()
    uvicorn.run(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=grace_seconds,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )


def keep_for_good() -> None:
    """Let what was imported stay as long as the process: looking through it again and again held requests up by 100 ms each time.

    What is made later is looked through when fifty thousand objects have come, not seven hundred: a batch of events alone makes twenty thousand.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
