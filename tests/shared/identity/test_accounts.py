"""Account ids: the same everywhere in one deployment, meaningless outside it."""

import hashlib
import hmac

from shared.identity.accounts import account_id


def test_an_account_is_the_first_half_of_the_keyed_hash_of_issuer_and_subject() -> None:
    expected = hmac.new(b"key", b"https://issuer.example\nanna", hashlib.sha256).hexdigest()[:32]
    assert account_id("key", issuer="https://issuer.example", subject="anna") == expected


def test_another_key_gives_another_account() -> None:
    one, other = (account_id(key, issuer="https://issuer.example", subject="anna") for key in ("one", "other"))
    assert one != other
