"""The mailbox for people: a list of mails and each mail, plain HTML without script."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from deploy.local.mailbox.store import MailStore

HERE = Path(__file__).parent
BERLIN = ZoneInfo("Europe/Berlin")
PAGE_LENGTH = 50
LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")

PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
# A mail's own HTML may look as it likes, but neither load nor run nor send anything.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


def with_links(text: str) -> Markup:
    """The text, escaped, with its web addresses made into links."""
    parts: list[str] = []
    position = 0
    for found in LINK.finditer(text):
        address = escape(found.group())
        parts += [escape(text[position : found.start()]), f'<a href="{address}" rel="noreferrer">{address}</a>']
        position = found.end()
    parts.append(escape(text[position:]))
    return Markup("".join(parts))  # noqa: S704 - every piece was escaped above


def in_berlin(moment: datetime) -> str:
    """A time as people here read it."""
    return f"{moment.astimezone(BERLIN):%d.%m.%Y, %H:%M:%S} Uhr"


def pages_router(store: MailStore) -> APIRouter:
    router = APIRouter(default_response_class=HTMLResponse)
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.filters |= {"with_links": with_links, "in_berlin": in_berlin}

    def page(name: str, *, status: int = 200, **values: object) -> HTMLResponse:
        return _guarded(templates.get_template(name).render(**values), policy=PAGE_POLICY, status=status)

    def not_found() -> HTMLResponse:
        return page("missing.html", status=404)

    @router.get("/")
    async def show_list(
        request: Request,
        to: Annotated[str, Query(alias="an")] = "",
        before: Annotated[str | None, Query(alias="vor")] = None,
    ) -> HTMLResponse:
        wanted = to.strip() or None
        mails = store.newest(limit=PAGE_LENGTH + 1, before=before, to=wanted)
        older = mails[PAGE_LENGTH - 1].id if len(mails) > PAGE_LENGTH else None
        return page("list.html", mails=mails[:PAGE_LENGTH], to=to.strip(), older=older)

    @router.get("/mails/{mail_id}")
    async def show_mail(mail_id: str) -> HTMLResponse:
        mail = store.read(mail_id)
        return page("mail.html", mail=mail) if mail is not None else not_found()

    @router.get("/mails/{mail_id}/html")
    async def show_html_part(mail_id: str) -> HTMLResponse:
        mail = store.read(mail_id)
        if mail is None or mail.html is None:
            return not_found()
        return _guarded(mail.html, policy=MAIL_POLICY, status=200)

    @router.get("/style.css")
    async def show_style() -> Response:
        return Response((HERE / "static" / "style.css").read_text(encoding="utf-8"), media_type="text/css")

    return router


def _guarded(content: str, *, policy: str, status: int) -> HTMLResponse:
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(content, status_code=status, headers=headers)
