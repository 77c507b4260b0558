"""How fast mails leave: domains that put mails off get a pause, a server's rate is kept, nights are quiet."""

from datetime import UTC, datetime, time
from time import monotonic

import pytest

from services.notifications.delivery.pacing import DomainPauses, QuietHours, Rate


def test_a_domain_that_puts_off_three_mails_is_left_alone() -> None:
    pauses = DomainPauses()
    for _ in range(2):
        pauses.put_off("familie.example")
    assert pauses.seconds_left("familie.example") == 0
    pauses.put_off("familie.example")
    assert 0 < pauses.seconds_left("familie.example") <= 5
    assert pauses.seconds_left("verein.example") == 0


def test_a_longer_refusal_makes_a_longer_pause_and_an_acceptance_ends_it() -> None:
    pauses = DomainPauses()
    for _ in range(5):
        pauses.put_off("familie.example")
    assert 15 < pauses.seconds_left("familie.example") <= 20
    pauses.accepted("familie.example")
    assert pauses.seconds_left("familie.example") == 0


async def test_a_rate_is_kept() -> None:
    rate, began = Rate(200), monotonic()
    for _ in range(25):
        await rate.take(10)
    assert monotonic() - began > 0.2


@pytest.mark.parametrize(("hour", "is_quiet"), [(19, False), (20, True), (23, True), (5, True), (6, False)])
def test_the_quiet_hours_are_dortmunds_and_may_pass_midnight(hour: int, is_quiet: bool) -> None:
    quiet = QuietHours(time(21), time(7))
    assert quiet.contains(datetime(2026, 11, 29, hour, 30, tzinfo=UTC)) is is_quiet


def test_without_hours_it_is_never_quiet() -> None:
    assert not QuietHours(None, None).contains(datetime(2026, 11, 29, 2, tzinfo=UTC))
