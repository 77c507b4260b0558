"""One measured program as a process of its own, as in production: `python -m tests.bench.program publishing PORT`."""

import sys

import uvicorn

from tests.bench import by_hand, measured_services

PROGRAMS = {**measured_services.PROGRAMS, **by_hand.PROGRAMS}

if __name__ == "__main__":
    uvicorn.run(
        PROGRAMS[sys.argv[1]](),
        port=int(sys.argv[2]),
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=30,
    )
