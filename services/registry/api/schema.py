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


class Body(BaseModel):
    """A request's body: unknown fields are refused, so that a misspelt one isn't lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
