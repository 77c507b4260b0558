"""Which instance keeps a network's offers."""

from datetime import UTC, datetime, timedelta

import pytest

from services.offers.domain.refusals import NetworkSpeaksElsewhere
from services.offers.domain.speaking import OwnVoice, Speaker

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CITY = Speaker("/offers/city", (), speaks_for_the_rest=True, since=NOW - timedelta(days=9))
HOERDE = Speaker("/offers/hoerde", ("hoerde",), speaks_for_the_rest=False, since=NOW)


def test_an_instance_without_list_keeps_what_nobody_else_claims() -> None:
    OwnVoice("/offers/city").insist("eving", [CITY, HOERDE], now=NOW)


def test_an_instance_without_list_names_who_claims_the_network() -> None:
    with pytest.raises(NetworkSpeaksElsewhere) as refused:
        OwnVoice("/offers/city").insist("hoerde", [CITY, HOERDE], now=NOW)
    assert refused.value.source == "/offers/hoerde"


def test_a_claim_counts_from_its_moment_on() -> None:
    OwnVoice("/offers/city").insist("hoerde", [CITY, HOERDE], now=NOW - timedelta(seconds=1))


def test_an_instance_keeps_the_network_it_claims() -> None:
    OwnVoice("/offers/hoerde", ("hoerde",)).insist("hoerde", [CITY, HOERDE], now=NOW)


def test_an_instance_with_a_list_sends_others_to_the_one_for_the_rest() -> None:
    with pytest.raises(NetworkSpeaksElsewhere) as refused:
        OwnVoice("/offers/hoerde", ("hoerde",)).insist("eving", [CITY, HOERDE], now=NOW)
    assert refused.value.source == "/offers/city"


def test_before_anything_is_announced_the_own_list_decides() -> None:
    OwnVoice("/offers/hoerde", ("hoerde",)).insist("hoerde", [], now=NOW)
    with pytest.raises(NetworkSpeaksElsewhere):
        OwnVoice("/offers/hoerde", ("hoerde",)).insist("eving", [], now=NOW)
