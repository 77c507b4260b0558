"""What a delivery status notification (RFC 3464) says of a mail, in the words of different servers."""

import pytest

from services.notifications.domain.delivery_report import DeliveryReport, Fate, read_report

REPORT = """From: MAILER-DAEMON@relay.example
To: bounces@infamilie.example
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you ...
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Arrival-Date: Sun, 29 Nov 2026 12:00:00 +0100

Final-Recipient: rfc822; amira@familie.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <amira@familie.example>: unknown

--b
Content-Type: text/rfc822-headers

Subject: Neu
--b--
"""


@pytest.mark.parametrize(
    ("action", "status", "fate", "known"),
    [
        ("failed", "5.1.1", Fate.GONE, "5.1.1"),
        ("Failed", "5.1.1 (bad destination mailbox address)", Fate.GONE, "5.1.1"),
        ("failed", "5.2.2", Fate.REFUSED, "5.2.2"),
        ("failed", "4.4.7", Fate.REFUSED, "4.4.7"),
        ("failed", "", Fate.REFUSED, "5.0.0"),
        ("delayed", "4.4.1", Fate.PUT_OFF, "4.4.1"),
        ("delivered", "2.0.0", Fate.DELIVERED, "2.0.0"),
    ],
)
def test_a_report_says_what_became_of_the_mail(action: str, status: str, fate: Fate, known: str) -> None:
    message = REPORT.format(action=action, status=status).replace("\n", "\r\n").encode()
    assert read_report(message) == DeliveryReport(fate, known)


@pytest.mark.parametrize(
    "message",
    [
        b"Subject: Bin im Urlaub\r\n\r\nIch lese erst am Montag wieder.\r\n",
        REPORT.format(action="expanded", status="2.0.0").encode(),
        b"Content-Type: message/delivery-status\r\n\r\n\r\n",
        b"\xff\x00",
        b"",
    ],
    ids=["holiday", "expanded", "empty report", "no mail", "nothing"],
)
def test_what_is_no_report_says_nothing(message: bytes) -> None:
    assert read_report(message) is None
