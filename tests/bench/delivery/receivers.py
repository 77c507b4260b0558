"""Partners' programs on one port, as a process of its own: the address says whether one takes, fails, or never answers.

`python -m tests.bench.delivery.receivers PORT`
"""

import asyncio
import sys
from typing import cast

import uvloop

TAKES, FAILS, HANGS = "/takes", "/fails", "/hangs"
ANSWERS = {
    b"/takes": b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
    b"/fails": b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
    b"/livez": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
}
BACKLOG = 4096


class Receiver(asyncio.Protocol):
    """Answers as soon as the first line is here."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast(asyncio.Transport, transport)
        self._unread = b""

    def data_received(self, data: bytes) -> None:
        """Answer when the whole head is here."""
        self._unread += data
        if b"\r\n\r\n" not in self._unread:
            return
        path = self._unread.split(b" ", 2)[1].split(b"?", 1)[0]
        if path in ANSWERS:
            self._transport.write(ANSWERS[path])
            self._unread = b""


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Receiver, "127.0.0.1", port, backlog=BACKLOG)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
