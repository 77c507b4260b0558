"""What leads to a person is found in free texts, and quickly in whatever somebody sends."""

from time import process_time

import pytest

from services.offers.domain.personal_data import names_a_reachable_person


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bitte an post@example.org schreiben", True),
        ("Kontakt:post@example.org", True),
        ("a@b@post@example.org", True),
        ("Tel. 0231 / 12 34 56", True),
        ("+49 231 123456", True),
        ("um 10.30 Uhr, 12,50 Euro, 44263 Dortmund", False),
        ("@ ist kein Postfach", False),
    ],
)
def test_mailboxes_and_numbers_are_found(text: str, names: bool) -> None:
    assert names_a_reachable_person(text) is names


@pytest.mark.parametrize("text", ["x" * 1_000_000, "@" * 1_000_000, "0" * 1_000_000, "a@" * 500_000, "a@b." * 250_000])
def test_a_million_letters_take_no_longer_than_reading_them(text: str) -> None:
    began = process_time()
    names_a_reachable_person(text)
    assert process_time() - began < 2
