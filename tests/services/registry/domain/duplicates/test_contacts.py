"""One telephone number in all its spellings, and what two numbers have in common."""

import pytest

from services.registry.domain.duplicates.contacts import Phones, compare_phones, read_phones


@pytest.mark.parametrize(
    "text",
    [
        "0231 50-12345",
        "0231/5012345",
        "+49 231 5012345",
        "0049 (0)231-5012345",
        "+49 (0) 231 50 12345",
        "(0231) 501 23 45",
    ],
)
def test_a_german_number_is_one_in_all_spellings(text: str) -> None:
    assert read_phones(text) == ("2315012345",)


@pytest.mark.parametrize(
    "text", ["310/246-1501", "(310) 246-1501", "+1 310.246.1501", "1-310-246-1501", "310-246-1501 ext. 7"]
)
def test_an_american_number_is_one_in_all_spellings(text: str) -> None:
    assert read_phones(text) == ("3102461501",)


@pytest.mark.parametrize(
    ("left", "right", "stands"),
    [
        ("0231 5012345", "5012345", Phones.SAME),
        ("213/848-6677 or 310/848-1000", "310-848-1000", Phones.SAME),
        ("213/848-6677", "310-848-6677", Phones.NEAR),
        ("0231 5012345", "0231 5021345", Phones.NEAR),
        ("0231 50-0", "0231 50-29700", Phones.EXCHANGE),
        ("0231 5012345", "0231 7654321", Phones.DIFFERENT),
        ("0231 5012345", "", Phones.UNKNOWN),
    ],
)
def test_two_numbers_stand_to_each_other(left: str, right: str, stands: Phones) -> None:
    assert compare_phones(read_phones(left), read_phones(right)) is stands
