"""The certificate authorities that calls to other servers trust, read once a process: they take 3 MB and 65 ms each time.

The embedded stack reads them before it forks, so that its services share them.
"""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """Return what `httpx.AsyncClient(verify=...)` takes."""
    return httpx.create_ssl_context()
