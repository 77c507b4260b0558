"""What can go wrong between a credential and a decision, as facts, and the problems (RFC 9457) that tell them."""

from typing import Any

from shared.web.problems import Problem, ProblemKind, Refusal, Refusals, mark

REALM = 'Bearer realm="infamilie"'


class IdentityRefusal(Refusal):
    """The root of all refusals of this package."""


class NotSignedIn(IdentityRefusal):
    """No credentials came with the request."""


class TokenRefused(IdentityRefusal):
    """The token came and can't be trusted; `reason` is a key for the log, never a part of the token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class IssuerUnavailable(IdentityRefusal):
    """The identity provider can't be asked and nothing it said earlier helps."""


class NotPermitted(IdentityRefusal):
    """The account is known and holds no grant for this."""


class NotVisible(IdentityRefusal):
    """The thing exists, but this account must not learn that it does."""


class SignInFailed(IdentityRefusal):
    """The way back from the identity provider doesn't fit the way there; `reason` is a key for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


NOT_SIGNED_IN = ProblemKind(
    "not-signed-in",
    401,
    mark("Sie sind nicht angemeldet"),
    mark("Bitte melden Sie sich an und versuchen Sie es noch einmal."),
)
TOKEN_REFUSED = ProblemKind(
    "token-refused",
    401,
    mark("Ihre Anmeldung gilt nicht"),
    mark("Die Anmeldung ist abgelaufen oder gilt hier nicht. Bitte melden Sie sich neu an."),
)
ISSUER_UNAVAILABLE = ProblemKind(
    "issuer-unavailable",
    503,
    mark("Der Anmeldedienst antwortet nicht"),
    mark("Bitte versuchen Sie es in einer Minute noch einmal."),
)
NOT_PERMITTED = ProblemKind(
    "not-permitted",
    403,
    mark("Das dürfen Sie nicht"),
    mark("Ihr Konto hat dafür keine Berechtigung. Fragen Sie die Koordination Ihres Quartiers."),
)
NOT_FOUND = ProblemKind(
    "not-found",
    404,
    mark("Das gibt es hier nicht"),
    mark("Vielleicht wurde es entfernt oder der Link ist unvollständig."),
)
SIGN_IN_FAILED = ProblemKind(
    "sign-in-failed",
    400,
    mark("Die Anmeldung wurde nicht abgeschlossen"),
    mark("Sie wurde abgebrochen oder hat zu lange gedauert. Bitte beginnen Sie noch einmal."),
)


def _not_signed_in(_refusal: Any) -> Problem:
    return Problem(NOT_SIGNED_IN, headers={"WWW-Authenticate": REALM})


def _token_refused(_refusal: Any) -> Problem:
    # RFC 6750 § 3.1; why exactly stays in the log, it would help an attacker more than a reader.
    return Problem(TOKEN_REFUSED, headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})


def _issuer_unavailable(_refusal: Any) -> Problem:
    return Problem(ISSUER_UNAVAILABLE, headers={"Retry-After": "10"})


IDENTITY_PROBLEMS: Refusals = {
    NotSignedIn: _not_signed_in,
    TokenRefused: _token_refused,
    IssuerUnavailable: _issuer_unavailable,
    NotPermitted: NOT_PERMITTED,
    NotVisible: NOT_FOUND,
    SignInFailed: SIGN_IN_FAILED,
}
