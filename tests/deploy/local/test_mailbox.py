"""The mailbox on the real thing: mails come by SMTP, are kept, shown and read; and it fails as it is told."""

import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import html5lib
import pytest

from deploy.local.testing import passable_folder, start_mailbox
from shared.testing.servers import MailboxAddresses

SENDER = "netz@infamilie.example"


def letter(*, subject: str = "Neues Angebot", text: str = "Hallo", html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"INFamilie <{SENDER}>", "familie@example.org", subject
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def deliver(mailbox: MailboxAddresses, to: str, message: EmailMessage | None = None) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=5) as smtp:
        smtp.send_message(message or letter(), from_addr=SENDER, to_addrs=[to])


def ask(mailbox: MailboxAddresses, path: str, *, method: str = "GET", body: object = None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{mailbox.web_url}{path}", data, headers, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        content = answer.read()
    return json.loads(content) if content else None


def page(mailbox: MailboxAddresses, path: str) -> tuple[str, str]:
    with urllib.request.urlopen(f"{mailbox.web_url}{path}", timeout=10) as answer:
        return answer.read().decode(), answer.headers["Content-Security-Policy"]


@pytest.fixture
def mailbox(mailbox_server: MailboxAddresses) -> Iterator[MailboxAddresses]:
    """The session's mailbox, empty; it behaves again afterwards, for it serves the other tests too."""
    ask(mailbox_server, "/api/mails", method="DELETE")
    yield mailbox_server
    ask(mailbox_server, "/api/behaviour", method="PUT", body={})


def test_a_delivered_mail_is_found_by_its_recipient(mailbox: MailboxAddresses) -> None:
    deliver(mailbox, "a@example.org", letter(subject="Spiel & Spaß für Väter", text="Kommt um 10 Uhr.\n"))
    deliver(mailbox, "b@example.org")

    [mail] = ask(mailbox, "/api/mails?to=A@example.org")

    assert (mail["from"], mail["to"]) == (SENDER, ["a@example.org"])
    assert (mail["subject"], mail["text"].strip()) == ("Spiel & Spaß für Väter", "Kommt um 10 Uhr.")
    assert mail["headers"]["from"] == [f"INFamilie <{SENDER}>"]
    assert "delivered-to" not in mail["headers"]


def test_mails_come_in_the_order_of_receipt_and_after_the_one_named(mailbox: MailboxAddresses) -> None:
    for subject in ("eins", "zwei", "drei"):
        deliver(mailbox, "a@example.org", letter(subject=subject))

    first, *_ = everything = ask(mailbox, "/api/mails")

    assert [mail["subject"] for mail in everything] == ["eins", "zwei", "drei"]
    assert [mail["subject"] for mail in ask(mailbox, f"/api/mails?after={first['id']}")] == ["zwei", "drei"]
    assert ask(mailbox, "/api/count") == {"count": 3}


def test_asking_for_a_mail_that_never_comes_ends_empty(mailbox: MailboxAddresses) -> None:
    assert ask(mailbox, "/api/mails?to=nobody@example.org&wait_seconds=0.05") == []


def test_the_list_shows_the_newest_first_and_is_plain_html(mailbox: MailboxAddresses) -> None:
    deliver(mailbox, "a@example.org", letter(subject="ältere"))
    deliver(mailbox, "a@example.org", letter(subject="<b>jüngere</b>"))

    content, policy = page(mailbox, "/")

    html5lib.HTMLParser(strict=True).parse(content)
    assert content.index("&lt;b&gt;jüngere&lt;/b&gt;") < content.index("ältere")
    assert "http" not in content.replace(mailbox.web_url, "")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_of_the_list_leads_to_the_older_mails(mailbox: MailboxAddresses) -> None:
    for number in range(51):
        deliver(mailbox, "a@example.org", letter(subject=f"Nummer-{number}-"))

    content, _ = page(mailbox, "/?an=a@example.org")
    older = content.split('<p><a href="')[1].split('"')[0].replace("&amp;", "&")

    assert "Nummer-0-" not in content
    assert "Nummer-0-" in page(mailbox, older)[0]


def test_links_in_the_text_can_be_clicked_and_nothing_else_comes_alive(mailbox: MailboxAddresses) -> None:
    text = 'Bitte http://127.0.0.1:8400/bestaetigen?a=1&b=2. <script>alert("x")</script>'
    deliver(mailbox, "a@example.org", letter(text=text))
    [mail] = ask(mailbox, "/api/mails")

    content, _ = page(mailbox, f"/mails/{mail['id']}")

    html5lib.HTMLParser(strict=True).parse(content)
    assert '<a href="http://127.0.0.1:8400/bestaetigen?a=1&amp;b=2"' in content
    assert "<script>" not in content


def test_the_html_part_is_locked_up(mailbox: MailboxAddresses) -> None:
    deliver(mailbox, "a@example.org", letter(html="<h1>Hallo</h1><script>parent.x = 1</script>"))
    [mail] = ask(mailbox, "/api/mails")

    content, _ = page(mailbox, f"/mails/{mail['id']}")
    part, policy = page(mailbox, f"/mails/{mail['id']}/html")

    assert f'<iframe src="/mails/{mail["id"]}/html" sandbox ' in content
    assert part.strip().startswith("<h1>Hallo</h1>")
    assert policy.startswith("sandbox; default-src 'none';")


@pytest.mark.parametrize("path", ["/mails/20260101T000000000000Z", "/mails/..%2f..%2fusers", "/mails/x/html"])
def test_an_unknown_mail_is_not_found(mailbox: MailboxAddresses, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        page(mailbox, path)


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: =?nonsense?q?x?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
        b'To: "<@,;:\r\nFrom: =?utf-8?b?###?=\r\n\r\n',
        b"\r\n",
        b"no header at all",
        b"Delivered-To: fake@example.org\r\nReceived: by mailbox.infamilie.local; fake\r\n\r\nx",
    ],
)
def test_a_malformed_mail_is_kept_and_shown_all_the_same(mailbox: MailboxAddresses, content: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=5) as smtp:
        smtp.sendmail(SENDER, ["real@example.org"], content)

    [mail] = ask(mailbox, "/api/mails")

    assert mail["to"] == ["real@example.org"]
    assert "<h1>" in page(mailbox, f"/mails/{mail['id']}")[0]


def test_a_mail_survives_kill_9_right_after_its_250() -> None:
    with passable_folder() as folder:
        killed, child = start_mailbox(folder)
        deliver(killed, "a@example.org", letter(subject="bleibt"))
        child.kill()
        revived, second = start_mailbox(folder)
        [mail] = ask(revived, "/api/mails")
        second.kill()

    assert mail["subject"] == "bleibt"


def test_an_unfinished_file_is_cleared_away_at_the_start() -> None:
    with passable_folder() as folder:
        leftover = Path(folder, "mailbox", "mails", "1234.unfinished")
        leftover.parent.mkdir(parents=True)
        leftover.write_bytes(b"half a ma")
        mailbox, child = start_mailbox(folder)
        mails = ask(mailbox, "/api/mails")
        child.kill()

    assert (mails, leftover.exists()) == ([], False)


def test_the_next_mails_can_be_turned_away_with_421(mailbox: MailboxAddresses) -> None:
    ask(mailbox, "/api/behaviour", method="PUT", body={"unavailable_for_next": 1})

    with pytest.raises(smtplib.SMTPSenderRefused) as refusal:
        deliver(mailbox, "a@example.org")
    deliver(mailbox, "a@example.org")

    assert refusal.value.smtp_code == 421
    assert ask(mailbox, "/api/count") == {"count": 1}


@pytest.mark.parametrize("code", [450, 550])
def test_a_given_recipient_can_be_refused(mailbox: MailboxAddresses, code: int) -> None:
    ask(mailbox, "/api/behaviour", method="PUT", body={"refused_recipients": {"bad@example.org": code}})

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        deliver(mailbox, "Bad@example.org")
    deliver(mailbox, "good@example.org")

    assert refusal.value.recipients["Bad@example.org"][0] == code
    assert ask(mailbox, "/api/count") == {"count": 1}


@pytest.mark.parametrize(("when", "kept"), [("before_storing", 0), ("after_storing", 1)])
def test_data_can_stay_without_an_answer(mailbox: MailboxAddresses, when: str, kept: int) -> None:
    ask(mailbox, "/api/behaviour", method="PUT", body={"hang_after_data": when})

    with (
        smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=0.3) as smtp,
        pytest.raises(smtplib.SMTPServerDisconnected),
    ):
        smtp.send_message(letter(), from_addr=SENDER, to_addrs=["a@example.org"])

    assert ask(mailbox, "/api/count") == {"count": kept}


def test_an_unknown_misbehaviour_is_refused(mailbox: MailboxAddresses) -> None:
    with pytest.raises(urllib.error.HTTPError, match="422"):
        ask(mailbox, "/api/behaviour", method="PUT", body={"explode": True})


def test_a_mail_above_10_mb_is_refused(mailbox: MailboxAddresses) -> None:
    with pytest.raises(smtplib.SMTPException):
        deliver(mailbox, "a@example.org", letter(text="x" * 60 + "\n" + ("y" * 70 + "\n") * 160_000))
