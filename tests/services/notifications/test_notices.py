"""What reaches a subscriber: one mail per notice-worthy version, saying why it came, and only while it is still true."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tests.services.notifications.city import PORTAL, SENDER, City, changed, published, withdrawn


async def test_a_published_offer_becomes_a_mail(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network, title="Spielgruppe für alle", schedule_text="dienstags, 10 bis 12 Uhr")
    await city.tell_offer(offer)
    [mail] = await subscriber.mails()
    assert mail.sender == SENDER
    assert mail.message["Subject"] == "Neu in Hörde: Spielgruppe für alle"
    assert f"{PORTAL}/angebot/{offer.id}" in mail.text()
    assert f"{PORTAL}/angebot/{offer.id}" in mail.text("html")
    assert "dienstags, 10 bis 12 Uhr" in mail.text()
    assert f"{PORTAL}/abo/{subscriber.leaving_token}" in mail.text("html")


async def test_a_mail_says_why_it_came(city: City) -> None:
    network = await city.network()
    by_month = await city.subscriber(network, birth_month=_born_months_ago(14))
    by_phase = await city.subscriber(network, min_months=0, max_months=24)
    await city.tell_offer(published(network, ages={"min_months": 12, "max_months": 24}))
    assert "weil: Hörde, 14 Monate" in (await by_month.mails())[0].text()
    assert "weil: Hörde, 0 bis 2 Jahre" in (await by_phase.mails())[0].text()


async def test_a_mail_carries_the_headers_of_a_list(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    await city.tell_offer(published(network))
    [mail] = await subscriber.mails()
    [delivery] = await subscriber.ledger()
    head = mail.raw.split(b"\r\n\r\n")[0].decode("ascii")
    assert f"List-Unsubscribe: <{PORTAL}/abo/{subscriber.leaving_token}>\r\n" in head
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.message["List-Id"] == f"<{network}.angebote.infamilie.example>"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Message-ID"] == f"<{delivery['id']}@infamilie.example>"
    assert abs(parsedate_to_datetime(mail.message["Date"]) - datetime.now(UTC)) < timedelta(minutes=1)
    assert "Precedence" not in mail.message
    assert mail.message.get_content_type() == "multipart/alternative"


async def test_a_page_in_the_mail_shows_a_title_as_text(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    await city.tell_offer(published(network, title="<script>alert(1)</script> & Co", place={"name": "<b>Kita</b>"}))
    [mail] = await subscriber.mails()
    assert "<script>" not in mail.text("html")
    assert "<b>Kita" not in mail.text("html")
    assert mail.message["Subject"] == "Neu in Hörde: <script>alert(1)</script> & Co"


async def test_a_long_title_of_any_letters_arrives_whole(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    title = "Müzik ve oyun – موسيقى ولعب " * 7
    await city.tell_offer(published(network, title=title))
    [mail] = await subscriber.mails()
    assert mail.message["Subject"] == f"Neu in Hörde: {title.strip()}"
    assert max(len(line) for line in mail.raw.split(b"\r\n")) < 998


async def test_an_event_that_comes_twice_is_mailed_once(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network)
    await city.tell_offer(offer)
    await city.tell_offer(offer)
    await city.tell_offer(changed(offer, cost_cents=200), version=2)
    assert await city.settled(offer.id) == ["accepted"]
    assert len(await subscriber.mails()) == 1


async def test_a_person_with_two_fitting_subscriptions_gets_one_mail(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network, birth_month=_born_months_ago(3))
    await subscriber.subscribe(network, birth_month=_born_months_ago(40))
    offer = published(network)
    await city.tell_offer(offer)
    assert await city.settled(offer.id) == ["accepted"]
    assert len(await subscriber.mails()) == 1


async def test_a_notice_worthy_change_is_mailed_as_one(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network)
    await city.tell_offer(offer)
    await subscriber.mails()
    await city.tell_offer(changed(offer, notice_version=2, schedule_text="jetzt donnerstags"), version=2)
    mails = await subscriber.mails(count=2)
    assert mails[1].message["Subject"] == "Geändert in Hörde: Krabbelgruppe"


async def test_an_offer_that_ended_meanwhile_is_not_mailed(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network)
    async with city.offers.running.edge.transaction() as work:
        for version, event in enumerate((offer, withdrawn(offer)), start=1):
            work.announce(f"offer/{offer.id}", version=version, data=event, network=network)
    await city.notifications.has_applied("/offers/city", work.position)
    assert await city.settled(offer.id) == ["outdated"]
    assert city.post_box.received[subscriber.address] == []


async def test_of_two_versions_at_once_only_the_newer_is_mailed(city: City) -> None:
    network = await city.network()
    subscriber = await city.subscriber(network)
    offer = published(network)
    newer = changed(offer, notice_version=2, title="Krabbelgruppe, neue Zeit")
    async with city.offers.running.edge.transaction() as work:
        for version, event in enumerate((offer, newer), start=1):
            work.announce(f"offer/{offer.id}", version=version, data=event, network=network)
    [mail] = await subscriber.mails()
    assert mail.message["Subject"] == "Geändert in Hörde: Krabbelgruppe, neue Zeit"
    assert await city.settled(offer.id) == ["outdated", "accepted"]


async def test_an_event_older_than_three_days_is_no_news(city: City) -> None:
    network = await city.network()
    await city.subscriber(network)
    old, recent = published(network), published(network)
    now = datetime.now(UTC)
    await city.tell_offer(old, at=now - timedelta(hours=73))
    await city.tell_offer(changed(old, title="Nachgetragen"), version=2)
    await city.tell_offer(recent, at=now - timedelta(hours=71))
    assert await city.settled(old.id) == []
    assert await city.settled(recent.id) == ["accepted"]


async def test_figures_about_families_are_told_from_five_on(city: City) -> None:
    network = await city.network()
    for _ in range(4):
        await city.subscriber(network)
    four, five = published(network), published(network)
    await city.tell_offer(four)
    assert await _announced(city, four.id) is None
    await city.subscriber(network)
    await city.tell_offer(five)
    assert await _announced(city, five.id) == 5


async def test_the_office_sees_counts_but_no_small_ones(city: City) -> None:
    small, large = await city.network(), await city.network()
    await city.subscriber(small)
    for _ in range(5):
        await city.subscriber(large)
    figures = (await city.notifications.http.get("/figures", headers=city.platform.headers())).json()
    refused = await city.notifications.http.get("/figures", headers=city.platform.headers("stranger"))
    assert figures["persons_by_network"][small] is None
    assert figures["persons_by_network"][large] == 5
    assert refused.status_code == 403


async def _announced(city: City, offer: object) -> object:
    """Wait for the event that tells how many heard of an offer, and return the number."""
    sql = "SELECT body -> 'data' ->> 'recipients' AS told FROM event_log WHERE subject = :subject"
    for _ in range(500):
        if told := await city.rows(f"{sql} AND pg_sleep(0.01) IS NOT NULL", subject=f"offer/{offer}"):
            return int(told[0]["told"]) if told[0]["told"] is not None else None
    raise AssertionError("not announced")


def _born_months_ago(months: int) -> str:
    today = datetime.now(UTC).date()
    total = today.year * 12 + today.month - 1 - months
    return f"{total // 12}-{total % 12 + 1:02}"
