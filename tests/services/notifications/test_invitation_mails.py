"""Who is invited gets the link by mail, from those who may invite only; nothing of it is kept."""

import httpx
import pytest

from tests.services.notifications.city import City

SECRET = "abcdefghijklmnopqrstuvwxyz0123456789"
INVITED = "leitung@kita.example"


async def invite(city: City, subject: str = "office", **changes: str) -> httpx.Response:
    body = {"address": INVITED, "secret": SECRET, "role": "partner", "whom_for": "Kita <Sonne>", **changes}
    return await city.notifications.http.post("/invitation-mails", json=body, headers=city.platform.headers(subject))


async def test_the_link_goes_to_whom_it_is_meant_for(city: City) -> None:
    answer = await invite(city)
    [mail] = await city.post_box.mails_to(INVITED)
    assert (answer.status_code, answer.json()) == (202, {"result": "accepted"})
    assert mail.message["Subject"] == "Einladung zur Mitarbeit"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        assert f"/einladung#{SECRET}" in mail.text(kind)
    assert "Kita <Sonne>" in mail.text()
    assert "Kita &lt;Sonne&gt;" in mail.text("html")


@pytest.mark.parametrize(
    ("language", "subject"), [("tr", "Birlikte çalışmaya davet"), ("ar", "دعوة للمشاركة في العمل"), ("xx", "Einladung zur Mitarbeit")]
)  # fmt: skip
async def test_it_speaks_the_language_of_whoever_invites(city: City, language: str, subject: str) -> None:
    address = f"leitung-{language}@kita.example"
    await invite(city, address=address, text_language=language, role="coordinator", whom_for="Hörde")
    [mail] = await city.post_box.mails_to(address)
    assert mail.message["Subject"] == subject
    assert "Hörde" in mail.text()


@pytest.mark.parametrize(
    "changes",
    [
        {"address": "leitung@kita.example\r\nBcc: alle@kita.example"},
        {"secret": "https://anderswo.example/"},
        {"secret": "kurz"},
        {"role": "office"},
        {"whom_for": "zwei\nZeilen"},
    ],
)
async def test_what_would_lead_elsewhere_is_refused(city: City, changes: dict[str, str]) -> None:
    before = await city.post_box.mails_to(INVITED, count=0)
    answer = await invite(city, **changes)
    assert answer.status_code == 422
    assert await city.post_box.mails_to(INVITED, count=0) == before


async def test_only_those_who_may_invite_send_invitations(city: City) -> None:
    answer = await invite(city, subject="somebody")
    assert answer.status_code == 403


async def test_neither_address_nor_secret_is_kept(city: City) -> None:
    await invite(city, address="nirgends@kita.example")
    await city.post_box.mails_to("nirgends@kita.example")
    async with city.notifications.running.engine.connect() as connection:
        tables = (
            (await connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
            .scalars()
            .all()
        )
        rows = [
            str(row)
            for table in tables
            for row in await connection.exec_driver_sql(f'SELECT t::text FROM "{table}" AS t')
        ]
    assert tables
    assert not [row for row in rows if "nirgends" in row or SECRET in row]
