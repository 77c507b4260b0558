"""Links can be made again but not guessed, and each opens only what it was made for."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.links import TOKEN_LENGTH, LinkNotValid, Links, fingerprint

LINKS = Links("the key of one deployment")


@given(st.uuids())
def test_a_management_link_leads_to_its_person(person: UUID) -> None:
    token = LINKS.management(person)
    assert LINKS.person_of(token) == person
    assert len(token) == TOKEN_LENGTH


@given(st.uuids(), st.integers(0, TOKEN_LENGTH - 2), st.sampled_from("AZaz09-_"))
def test_a_changed_link_leads_nowhere(person: UUID, place: int, letter: str) -> None:
    token = LINKS.management(person)
    changed = token[:place] + letter + token[place + 1 :]
    assert changed == token or _leads_nowhere(changed)


def test_a_confirmation_link_manages_nothing() -> None:
    identifier = uuid4()
    assert LINKS.confirmation(identifier) != LINKS.management(identifier)
    assert _leads_nowhere(LINKS.confirmation(identifier))


def test_a_link_of_another_deployment_leads_nowhere() -> None:
    assert _leads_nowhere(Links("the key of another deployment").management(uuid4()))


@given(st.text(max_size=60))
def test_any_text_is_refused(text: str) -> None:
    assert _leads_nowhere(text)


def test_a_fingerprint_tells_nothing_of_its_link() -> None:
    token = LINKS.confirmation(uuid4())
    assert fingerprint(token) == fingerprint(token)
    assert token.encode() not in fingerprint(token)


def _leads_nowhere(token: str) -> bool:
    with pytest.raises(LinkNotValid):
        LINKS.person_of(token)
    return True
