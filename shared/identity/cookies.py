"""Cookies for this host only, never readable by scripts, never sent along by other sites' forms."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response


@dataclass(frozen=True)
class Cookie:
    """One cookie; with https its name carries the `__Host-` prefix that browsers enforce (RFC 6265bis § 4.1.3.2)."""

    name: str
    secure: bool

    @property
    def full_name(self) -> str:
        """Return the name as the browser sees it."""
        return f"__Host-{self.name}" if self.secure else self.name

    def of(self, connection: HTTPConnection) -> str | None:
        """Return the value a request brought."""
        return connection.cookies.get(self.full_name)

    def put(self, response: Response, value: str, *, seconds: int) -> None:
        """Set the cookie, or clear it with `seconds=0`."""
        response.set_cookie(
            self.full_name, value, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
