"""What all bodies have in common, and words that only the HTTP border needs."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

# Pages turn it into a link, so nothing but the web is let in: no javascript:, no user name in front of the host.
WebAddress = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=200,
        pattern=r"^https?://[^\s/?#@\x00-\x1f\x7f<>\"]+([/?#][^\s\x00-\x1f\x7f<>\"]*)?$",
    ),
]

PostalCode = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=10, pattern=r"^[0-9A-Za-z]([0-9A-Za-z -]*[0-9A-Za-z])?$")
]
PhoneNumber = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=5, max_length=40, pattern=r"^\+?[0-9(][0-9 ()/.-]*[0-9]$")
]
FunctionalMail = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=200, pattern=r"^[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$"
    ),
]


class Body(BaseModel):
    """A request's body: unknown fields are refused, so that a misspelt one isn't lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
