"""Sealed bytes can't be read, changed or moved."""

import pytest
from pydantic import SecretStr

from shared.identity.sealing import SealBroken, Sealer

SEALER = Sealer(SecretStr("k" * 32), purpose="test")


def test_what_was_sealed_can_be_opened_in_its_place() -> None:
    assert SEALER.open(SEALER.seal(b"token", bound_to=b"row 1"), bound_to=b"row 1") == b"token"


def test_sealed_bytes_do_not_show_what_they_hold_and_never_repeat() -> None:
    one, other = (SEALER.seal(b"token", bound_to=b"row 1") for _ in range(2))
    assert b"token" not in one
    assert one != other


@pytest.mark.parametrize(
    ("sealer", "place", "change"),
    [
        (SEALER, b"row 2", 0),
        (SEALER, b"row 1", 1),
        (Sealer(SecretStr("x" * 32), purpose="test"), b"row 1", 0),
        (Sealer(SecretStr("k" * 32), purpose="another"), b"row 1", 0),
    ],
    ids=["moved", "changed", "other key", "other purpose"],
)
def test_anything_else_breaks_the_seal(sealer: Sealer, place: bytes, change: int) -> None:
    sealed = bytearray(SEALER.seal(b"token", bound_to=b"row 1"))
    sealed[-1] ^= change
    with pytest.raises(SealBroken):
        sealer.open(bytes(sealed), bound_to=place)


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 28])
def test_garbage_breaks_the_seal(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        SEALER.open(sealed, bound_to=b"row 1")
