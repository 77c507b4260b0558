"""What is known of an organisation when it is compared: only what a register, a list or a form can say of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Identifier:
    """A number that some register gave: `scheme` names the register, e.g. `vereinsregister-dortmund`."""

    scheme: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """One organisation as somebody wrote it down; what is missing speaks neither for nor against."""

    name: str
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    phone: str | None = None
    mail: str | None = None
    website: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    parent: str | None = None
