"""The address to which a mail comes back names the mail, survives capitals and can't be made by others."""

from uuid import uuid4

import pytest

from services.notifications.domain.return_path import ReturnPath

PATH = ReturnPath("a secret of the deployment", "bounces@infamilie.example")


def test_a_return_address_names_its_mail() -> None:
    mail = uuid4()
    address = PATH.of(mail)
    assert PATH.mail_of(address) == PATH.mail_of(address.upper()) == mail
    assert address.startswith("bounces+")
    assert len(address.partition("@")[0]) <= 64


@pytest.mark.parametrize(
    "change",
    [
        lambda address: address.replace("bounces+", "bounces+a", 1),
        lambda address: address.replace("@", "a@", 1),
        lambda address: ReturnPath("another secret", "bounces@infamilie.example").of(uuid4()),
        lambda _: "bounces@infamilie.example",
        lambda _: "bounces+" + "1" * 39 + "@infamilie.example",
    ],
    ids=["another id", "another code", "another key", "no id", "no base32"],
)
def test_an_address_we_never_gave_out_names_nothing(change) -> None:  # type: ignore[no-untyped-def]  # any function of a text
    assert PATH.mail_of(change(PATH.of(uuid4()))) is None
