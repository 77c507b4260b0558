"""Forms can only be sent from our own pages: a signed token in the form must fit a cookie (signed double submit).

The token is bound to the session, or without one to a random number in a cookie, and differs on every page, so that
compression can't leak it (BREACH). Works without JavaScript; see OWASP's cross-site request forgery cheat sheet.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from shared.web.problems import Problem, ProblemKind, mark

FIELD: Final = "form_token"
FORM_REFUSED: Final = ProblemKind(
    "form-refused",
    403,
    mark("Das Formular ist nicht mehr gültig"),
    mark("Bitte gehen Sie zurück, laden Sie die Seite neu und senden Sie das Formular noch einmal."),
)


def no_session(_: HTTPConnection) -> str | None:
    """For services without sessions."""
    return None


class FormGuard:
    """Makes and checks form tokens. `session_of` gives the session's id when there is one."""

    def __init__(self, key: bytes, *, session_of: Callable[[HTTPConnection], str | None] = no_session) -> None:
        if len(key) < 32:
            raise ValueError("the form key needs at least 32 bytes")
        self._key = key
        self._session_of = session_of

    def token(self, request: HTTPConnection) -> str:
        """A fresh token for a form on the page that answers this request; `keep_binding` must see the response."""
        nonce = secrets.token_urlsafe(12)
        return f"{nonce}.{self._signature(nonce, self._binding(request) or _new_binding(request))}"

    def keep_binding(self, request: HTTPConnection, response: Response) -> None:
        """Sets the cookie, if a token of this page needed one."""
        binding = getattr(request.state, "form_binding", None)
        if binding is not None:
            secure = request.url.scheme == "https"
            response.set_cookie(_cookie_name(request), binding, secure=secure, httponly=True, samesite="lax")

    def check(self, request: HTTPConnection, token: object) -> None:
        """Raises 403 unless the form came from a page of ours, made for this browser."""
        binding = self._binding(request)
        nonce, _, signature = str(token or "").partition(".")
        if binding is None or not _is_own_origin(request):
            raise Problem(FORM_REFUSED)
        if not hmac.compare_digest(self._signature(nonce, binding).encode(), signature.encode()):
            raise Problem(FORM_REFUSED)

    def _binding(self, request: HTTPConnection) -> str | None:
        if session := self._session_of(request):
            return f"session:{session}"
        anonymous = request.cookies.get(_cookie_name(request))
        return f"anonymous:{anonymous}" if anonymous else None

    def _signature(self, nonce: str, binding: str) -> str:
        return urlsafe_b64encode(hmac.digest(self._key, f"{nonce}\n{binding}".encode(), sha256)).rstrip(b"=").decode()


def _new_binding(request: HTTPConnection) -> str:
    if getattr(request.state, "form_binding", None) is None:
        request.state.form_binding = secrets.token_urlsafe(24)
    return f"anonymous:{request.state.form_binding}"


def _cookie_name(request: HTTPConnection) -> str:
    return "__Host-form" if request.url.scheme == "https" else "form"


def _is_own_origin(request: HTTPConnection) -> bool:
    """Browsers tell where a form comes from (Sec-Fetch-Site, Origin); what doesn't tell must still have the token."""
    site = request.headers.get("sec-fetch-site")
    if site not in {None, "same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin == "null":
        return site == "same-origin"  # So browsers call our own pages that send no referrer.
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
