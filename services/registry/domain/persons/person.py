"""Natural persons: what is known of them, and who may read which field. A field without consent does not exist."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import NamedTwice


class FieldName(StrEnum):
    """What can be known of a person."""

    NAME = "name"
    FUNCTION = "function"
    PHONE = "phone"
    MAIL = "mail"


class Consent(StrEnum):
    """Who may read a field: those who keep the entry, the people of the person's networks, or everybody."""

    INTERNAL = "internal"
    NETWORK = "network"
    PUBLIC = "public"


class PersonKind(StrEnum):
    """As what a person takes part."""

    VOLUNTEER = "volunteer"
    STAFF = "staff"
    PRIVATE = "private"


# Each reader also reads what the readers after it may.
VISIBLE_TO: Mapping[Consent, frozenset[Consent]] = {
    Consent.INTERNAL: frozenset(Consent),
    Consent.NETWORK: frozenset({Consent.NETWORK, Consent.PUBLIC}),
    Consent.PUBLIC: frozenset({Consent.PUBLIC}),
}


@dataclass(frozen=True, kw_only=True)
class PersonField:
    """A value and the consent to it: when it was given, and to which version of the text."""

    field: FieldName
    value: str
    consent: Consent
    given_at: datetime
    text_version: str


@dataclass(frozen=True, kw_only=True)
class Person(Aggregate):
    """A person under a random id; `account` is the person's own, `partner` whom staff belongs to."""

    id: UUID
    kind: PersonKind
    account: str | None = None
    partner: UUID | None = None
    fields: tuple[PersonField, ...] = ()
    erased: bool = False

    def __post_init__(self) -> None:
        if len({each.field for each in self.fields}) < len(self.fields):
            raise NamedTwice("fields")

    @property
    def public_fields(self) -> tuple[FieldName, ...]:
        """Return which fields everybody may read."""
        return tuple(each.field for each in self.fields if each.consent is Consent.PUBLIC)

    def seen_by(self, reader: Consent) -> "Person":
        """Return what such a reader may know; the account only those who keep the entry.

        Whom staff belongs to is told with a field that may be told: alone it would name the one person of a small house.
        """
        fields = tuple(each for each in self.fields if each.consent in VISIBLE_TO[reader])
        if reader is Consent.INTERNAL:
            return replace(self, fields=fields)
        return replace(self, fields=fields, account=None, partner=self.partner if fields else None)

    def without(self, field: FieldName) -> "Person":
        """Return the person after the consent to a field was revoked: its value is gone too."""
        return replace(self, fields=tuple(each for each in self.fields if each.field is not field))

    def emptied(self) -> "Person":
        """Return what stays of an erased person: the random id."""
        return replace(self, kind=PersonKind.PRIVATE, account=None, partner=None, fields=(), erased=True)


def consented(before: Collection[PersonField], after: Collection[PersonField]) -> tuple[PersonField, ...]:
    """Return the fields in their fixed order; a consent that stands as it was given keeps its time."""
    former = {each.field: each for each in before}
    kept = [_with_its_time(each, former.get(each.field)) for each in after]
    return tuple(sorted(kept, key=lambda each: tuple(FieldName).index(each.field)))


def _with_its_time(field: PersonField, former: PersonField | None) -> PersonField:
    if former is not None and replace(field, given_at=former.given_at) == former:
        return former
    return field
