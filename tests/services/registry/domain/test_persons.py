"""Who may read what of a person, whatever the consents are."""

from dataclasses import replace
from datetime import UTC, date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.persons.membership import PersonMembership
from services.registry.domain.persons.person import (
    Consent,
    FieldName,
    Person,
    PersonField,
    PersonKind,
    consented,
)

DAYS = st.none() | st.dates()
MOMENTS = st.datetimes(timezones=st.just(UTC))
FIELDS = st.lists(
    st.builds(
        PersonField,
        field=st.sampled_from(FieldName),
        value=st.sampled_from(["a", "b"]),
        consent=st.sampled_from(Consent),
        given_at=MOMENTS,
        text_version=st.just("1"),
    ),
    unique_by=lambda field: field.field,
)
NEARNESS = [Consent.PUBLIC, Consent.NETWORK, Consent.INTERNAL]


def person(fields: list[PersonField]) -> Person:
    return Person(id=UUID(int=1), kind=PersonKind.VOLUNTEER, account="a" * 32, fields=tuple(fields))


@given(FIELDS)
def test_whoever_is_nearer_reads_no_less_and_the_public_no_more_than_it_may(fields: list[PersonField]) -> None:
    shown = [set(person(fields).seen_by(reader).fields) for reader in NEARNESS]

    assert shown[0] <= shown[1] <= shown[2] == set(fields)
    assert {field.consent for field in shown[0]} <= {Consent.PUBLIC}
    assert {field.consent for field in shown[1]} <= {Consent.PUBLIC, Consent.NETWORK}


@given(FIELDS)
def test_whom_staff_belongs_to_is_told_to_others_only_with_a_field(fields: list[PersonField]) -> None:
    staff = replace(person(fields), partner=UUID(int=2))
    seen = [staff.seen_by(reader) for reader in NEARNESS]

    assert [each.partner is not None for each in seen] == [bool(seen[0].fields), bool(seen[1].fields), True]


@given(FIELDS, st.sampled_from(FieldName))
def test_a_revoked_field_is_gone_for_every_reader(fields: list[PersonField], name: FieldName) -> None:
    left = person(fields).without(name)

    assert name not in {field.field for field in left.fields}
    assert name not in left.public_fields


@given(FIELDS)
def test_of_an_erased_person_nothing_is_left_but_the_id(fields: list[PersonField]) -> None:
    assert person(fields).emptied() == Person(id=UUID(int=1), kind=PersonKind.PRIVATE, erased=True)


@given(FIELDS, FIELDS)
def test_a_consent_is_as_old_as_what_was_agreed_to(before: list[PersonField], after: list[PersonField]) -> None:
    known = {(field.field, field.value, field.consent): field.given_at for field in before}

    for field in consented(before, after):
        said = (field.field, field.value, field.consent)
        written = next(each for each in after if each.field is field.field)
        assert field.given_at == known.get(said, written.given_at)


@given(DAYS, DAYS)
def test_whoever_only_leaves_does_not_come_back(left: date | None, leaves: date | None) -> None:
    before = PersonMembership(network="eving", person=UUID(int=1), left_on=left)
    after = PersonMembership(network="eving", person=UUID(int=1), left_on=leaves)

    is_shorter = leaves is not None and (left is None or leaves <= left)
    assert after.only_ends(before) is is_shorter
    assert not PersonMembership(network="hafen", person=UUID(int=1), left_on=leaves).only_ends(before)
