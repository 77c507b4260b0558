"""An address is unreadable without its key, found without being read, and bound to its row."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from services.notifications.storage.vault import AddressVault, KeyMissing
from shared.identity.sealing import SealBroken

ADDRESS = "amira@familie.example"


def vault(present: str = "1", **keys: str) -> AddressVault:
    known = {name.removeprefix("k"): SecretStr(key) for name, key in (keys or {"k1": "first"}).items()}
    return AddressVault(lookup_key=SecretStr("for finding"), keys=known, present=present)


def test_an_address_comes_back_as_it_was() -> None:
    assert vault().open(vault().seal("Amira@familie.example")) == "Amira@familie.example"


def test_capitals_make_no_difference_in_finding() -> None:
    assert vault().lookup(ADDRESS) == vault().lookup(ADDRESS.upper())


def test_the_same_address_looks_different_each_time() -> None:
    one, other = vault().seal(ADDRESS), vault().seal(ADDRESS)
    assert one.lookup == other.lookup
    assert one.sealed != other.sealed
    assert ADDRESS.encode() not in one.sealed + one.lookup


def test_an_address_cannot_be_put_into_another_row() -> None:
    moved = replace(vault().seal(ADDRESS), lookup=vault().lookup("leyla@familie.example"))
    with pytest.raises(SealBroken):
        vault().open(moved)


def test_a_new_key_reads_what_an_older_one_has_sealed() -> None:
    old = vault().seal(ADDRESS)
    both = vault("2", k1="first", k2="second")
    assert both.open(old) == ADDRESS
    assert both.seal(ADDRESS).key_id == "2"


def test_without_the_older_key_its_addresses_stay_closed() -> None:
    old = vault().seal(ADDRESS)
    with pytest.raises(KeyMissing):
        vault("2", k2="second").open(old)
