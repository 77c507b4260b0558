"""How a mail is written: in the reader's language, and with nothing in its headers that we did not put there."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from uuid import UUID

import pytest

from services.notifications.delivery.letters import Letters, Unwritable
from services.notifications.delivery.messages import Sender
from services.notifications.domain.interest import Ages, Described
from services.notifications.domain.mail import Mail, MailKind, Reason
from services.notifications.domain.offer import Offer
from shared.web.languages import LANGUAGES, Language

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LETTERS = Letters(Sender("INFamilie Dortmund", "angebote@infamilie.example", "https://infamilie.example"))
OFFER = Offer(
    id=UUID(int=1),
    title="Krabbelgruppe",
    network_label="Hörde",
    described=Described(network="hoerde", ages=Ages(), themes=frozenset(), languages=frozenset()),
    status="published",
    notice_version=1,
    place_name=None,
    schedule_text=None,
)
MAIL = Mail(
    id=UUID(int=2),
    kind=MailKind.NEW_OFFER,
    attempt=1,
    created_at=NOW,
    address="amira@familie.example",
    token="t" * 43,
    text_language="de",
    networks=("hoerde",),
    offer=OFFER,
    reason=Reason(network_label="Hörde", age_months=14),
)


def written(mail: Mail) -> tuple[str, str, str]:
    """Return subject, text and page of a mail."""
    message = message_from_bytes(LETTERS.write(mail, now=NOW), policy=policy.default)
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert page is not None
    return str(message["Subject"]), str(text.get_content()), str(page.get_content())


def test_the_same_delivery_is_the_same_message() -> None:
    first, second = (message_from_bytes(LETTERS.write(MAIL, now=NOW)) for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize(
    ("language", "months", "told"),
    [
        ("de", 1, "Hörde, 1 Monat"),
        ("de", 35, "Hörde, 35 Monate"),
        ("de", 36, "Hörde, 3 Jahre"),
        ("tr", 14, "Hörde, 14 ay"),
        ("ar", 2, "Hörde, شهران"),
        ("ar", 3, "Hörde, 3 أشهر"),
        ("uk", 14, "Hörde, 14 місяців"),
        ("pl", 3, "Hörde, 3 miesiące"),
        ("ro", 21, "Hörde, 21 de luni"),
        ("en", 1, "Hörde, 1 month"),
    ],
)
def test_the_reason_is_told_in_the_readers_language(language: str, months: int, told: str) -> None:
    reason = Reason(network_label="Hörde", age_months=months)
    _, text, _ = written(replace(MAIL, text_language=language, reason=reason))
    assert told in text


def test_an_arabic_mail_runs_from_right_to_left_and_says_who_translated_it() -> None:
    subject, _, page = written(replace(MAIL, text_language="ar"))
    assert 'lang="ar" dir="rtl"' in page
    assert "لم يراجع" in page
    assert subject == "جديد في Hörde: Krabbelgruppe"


@pytest.mark.parametrize(
    "mail",
    [
        replace(MAIL, offer=replace(OFFER, title="Krabbelgruppe\r\nBcc: x@familie.example")),
        replace(MAIL, address="a@familie.example\r\nBcc: x@familie.example"),
        replace(MAIL, token="t\r\nBcc: x@familie.example"),
        replace(MAIL, networks=("hoerde\nBcc: x@familie.example",)),
    ],
    ids=["title", "address", "link", "quarter"],
)
def test_a_line_break_never_reaches_a_header(mail: Mail) -> None:
    with pytest.raises(Unwritable):
        LETTERS.write(mail, now=NOW)


def test_an_address_is_not_shown_where_a_mail_is_logged() -> None:
    assert MAIL.address not in repr(MAIL)
    assert MAIL.token not in repr(MAIL)


OF_OFFERS = [
    MailKind.NEW_OFFER,
    MailKind.CHANGED_OFFER,
    MailKind.FEW_PLACES,
    MailKind.PAUSED_OFFER,
    MailKind.RESUMED_OFFER,
    MailKind.CANCELLED_OFFER,
]
TRANSLATED = [language for language in LANGUAGES if language.tag not in {"de", "de-x-leicht"}]


@pytest.mark.parametrize("language", TRANSLATED, ids=[language.tag for language in TRANSLATED])
@pytest.mark.parametrize("kind", OF_OFFERS)
def test_every_kind_is_written_in_every_language_and_says_that_a_machine_did(
    kind: MailKind, language: Language
) -> None:
    german, _, _ = written(replace(MAIL, kind=kind))
    subject, text, page = written(replace(MAIL, kind=kind, text_language=language.tag))
    note = LETTERS._texts.of(language).gettext(
        "Diese Übersetzung hat noch niemand geprüft. Im Zweifel gilt der deutsche Text."
    )
    assert subject != german
    assert (note in text, note in page) == (True, True)
    assert f'lang="{language.tag}" dir="{language.direction}"' in page
    assert [word for word in GERMAN_WORDS if word in page] == []


GERMAN_WORDS = ("Abonnement", "Diese Übersetzung", "Angebot ansehen", "weil:")
