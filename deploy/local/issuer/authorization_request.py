"""Authorization requests (RFC 6749 §4.1.1, PKCE by RFC 7636): what is wrong with one, and where the answer goes."""

import re
from dataclasses import asdict, dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, kw_only=True)
class AuthorizationRequest:
    """A request as it came; its client and address are checked before anything else."""

    client_id: str = ""
    redirect_uri: str = ""
    response_type: str = ""
    scope: str = ""
    state: str = ""
    nonce: str = ""
    code_challenge: str = ""
    code_challenge_method: str = ""
    prompt: str = ""

    def refusal(self) -> str | None:
        """The error code the client is sent back with, None for a request in order."""
        if self.response_type != "code":
            return "unsupported_response_type"
        if "openid" not in self.scope.split():
            return "invalid_scope"
        if self.code_challenge_method != "S256" or not CHALLENGE.fullmatch(self.code_challenge):
            return "invalid_request"
        if self.prompt == "none":  # there is no sign-in to fall back on: nobody stays signed in here
            return "login_required"
        return None

    def answer_address(self, *, issuer_url: str, **answer: str) -> str:
        """The client's address with the answer, its own state and our name (RFC 9207)."""
        values = answer | ({"state": self.state} if self.state else {}) | {"iss": issuer_url}
        parts = urlsplit(self.redirect_uri)
        query = "&".join(part for part in (parts.query, urlencode(values)) if part)
        return urlunsplit(parts._replace(query=query))

    @property
    def origin(self) -> str:
        """Scheme, host and port of the client's address, for the page's form-action."""
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}"

    def as_claims(self) -> dict[str, str]:
        return asdict(self)
