"""Nothing in the log leads to a person or opens a door; ids, times and figures stay readable."""

import pytest

from shared.telemetry.redaction import redacted

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("mail to anna.oezdemir+kita@example.org failed", "mail to [mail] failed"),
        ("Key (email)=(anna@example.org) already exists", "Key (email)=([mail]) already exists"),
        ("call +49 231 50-10000 now", "call [telefon] now"),
        ("call 0231 / 5010000 now", "call [telefon] now"),
        ("call 0049 231 5010000", "call [telefon]"),
        ("mobile 0171-2345678.", "mobile [telefon]."),
        (f"Authorization: Bearer {TOKEN}", "Authorization: [token]"),
        (f"token={TOKEN}", "token=[token]"),
        ("Authorization: Basic cG9ydGFsOnNlY3JldA==", "Authorization: [token]"),
        ("from 203.0.113.7:443", "from [ip]:443"),
        ("from 2001:db8::7 again", "from [ip] again"),
        ("GET https://portal.example/abmelden?token=abc&x=1 failed", "GET https://portal.example/abmelden?[…] failed"),
        ("GET /suche?q=Anna HTTP/1.1", "GET /suche?[…] HTTP/1.1"),
        ("redis://offers:geheim@127.0.0.1:8433/0", "redis://127.0.0.1:8433/0"),
    ],
)
def test_persons_and_secrets_are_removed(said: str, written: str) -> None:
    assert redacted(said) == written


@pytest.mark.parametrize(
    "text",
    [
        "0198d3a0-0123-7456-8000-001234567890",
        "01234567-0123-7456-8000-001234567890",
        "account 01234567890123456789012345678901",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "2026-11-22T09:00:00.123456+00:00",
        "at 2026-11-22 09:00:12 and 12:34:56",
        "position 00000000000000012345",
        "http://127.0.0.1:8400/offers",
        "took 1234567890 ns, 0.0123456789 s",
        "events:/offers/city:0198d3a0012374568000001234567890",
        "What is this? Nothing.",
        "shared/identity/tokens.py:42",
    ],
)
def test_what_operators_need_is_kept(text: str) -> None:
    assert redacted(text) == text


def test_values_deep_inside_are_cleaned_by_value_and_by_name() -> None:
    said = {"to": ["anna@example.org", {"client_secret": "geheim", "attempts": 3}], "ok": True}
    assert redacted(said) == {"to": ["[mail]", {"client_secret": "[entfernt]", "attempts": 3}], "ok": True}
