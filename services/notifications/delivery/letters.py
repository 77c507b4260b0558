"""Writes the mails in the reader's language: each kind of mail about each thing is made once and filled for each reader."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from email.errors import MessageError
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from markupsafe import escape

from services.notifications.delivery.gathered import GATHERED, LINKS, Gatherer
from services.notifications.delivery.messages import Content, Sender, stencil_of
from services.notifications.delivery.reasons import told_reason
from services.notifications.delivery.rendering import Rendering
from services.notifications.delivery.stencils import Hole, Stencil, in_page, mark, quoted_printable
from services.notifications.delivery.subjects import opening_of, subject_of
from services.notifications.domain.mail import Mail, MailKind
from services.notifications.domain.wording import Address, Wording
from shared.web.languages import Language, choose_language

PERSONAL = LINKS | {MailKind.CONFIRMATION}
MOST_STENCILS = 200
# What stands in holes is not encoded and not looked at by a policy.
PLAIN_ADDRESS = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
PLAIN_TOKEN = re.compile(r"[A-Za-z0-9_-]+")


class Unwritable(Exception):
    """A mail can't be put into the form of RFC 5322; sending it again would not help."""


class Letters:
    """Renders mails in the reader's language; what has no translation is German."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.rendering = Rendering()
        self._texts = self.rendering.texts
        self._stencils: dict[object, Stencil] = {}
        self._words: Mapping[Address, Wording] = {}
        self._moment: datetime | None = None
        self._date = b""

    def use(self, words: Mapping[Address, Wording]) -> None:
        """Write with these words of the office and of quarters from now on."""
        if words != self._words:
            self._words = dict(words)
            self._stencils.clear()

    def with_words(self, words: Mapping[Address, Wording]) -> "Letters":
        """Return letters that share everything with these but the words."""
        other = copy(self)
        other._words, other._stencils = dict(words), {}
        return other

    def standard(self, kind: MailKind, language: Language) -> Wording:
        """Return the words of a notice that nobody has changed."""
        texts = self._texts.of(language)
        return Wording(subject=subject_of(kind, texts), opening=opening_of(kind, texts))

    def content(self, mail: Mail) -> Content:
        """Return a mail as its reader sees it, with nothing left open."""
        language = choose_language(mail.text_language)
        content = self._content(mail, language)
        told = self._texts.of(language)
        reason = told_reason(mail.reason, told, locale=language.locale) if mail.reason is not None else ""
        token, why = str(mark(Hole.TOKEN)), str(mark(Hole.REASON))
        return replace(
            content,
            text=_filled(content.text, {token: mail.token, why: reason}),
            page=_filled(content.page, {token: mail.token, why: str(escape(reason))}),
        )

    def write(self, mail: Mail, *, now: datetime) -> bytes:
        """Return the whole message as it goes over the wire; raises Unwritable."""
        language = choose_language(mail.text_language)
        if PLAIN_TOKEN.fullmatch(mail.token) is None:
            raise Unwritable from ValueError("token")
        told = self._texts.of(language)
        reason = told_reason(mail.reason, told, locale=language.locale) if mail.reason is not None else ""
        return self._stencil(mail, language).fill(
            address_line(mail.address),
            str(mail.id).encode("ascii"),
            self._date_line(now),
            mail.token.encode("ascii"),
            _as_text(reason),
            _as_page(reason),
        )

    def _date_line(self, now: datetime) -> bytes:
        """Mails that are written together have the same moment."""
        if now is not self._moment:
            self._moment, self._date = now, date_line(now)
        return self._date

    def _stencil(self, mail: Mail, language: Language) -> Stencil:
        if mail.kind in GATHERED:
            return self._cut(mail, language)
        key = (mail.kind, language.tag, mail.networks, mail.offer, mail.reason and mail.reason.network_label)
        stencil = self._stencils.get(key)
        if stencil is None:
            if len(self._stencils) >= MOST_STENCILS:
                self._stencils.clear()
            stencil = self._stencils[key] = self._cut(mail, language)
        return stencil

    def _cut(self, mail: Mail, language: Language) -> Stencil:
        try:
            return stencil_of(self._content(mail, language), self._sender)
        except (ValueError, MessageError) as broken:
            raise Unwritable from broken

    def _content(self, mail: Mail, language: Language) -> Content:
        facts = self._facts(mail, language)
        is_notice = mail.kind not in PERSONAL
        return Content(
            subject=self._subject(mail, language),
            text=self.rendering.rendered(language, f"{_template(mail)}.txt", facts),
            page=self.rendering.rendered(language, f"{_template(mail)}.html", facts),
            list_id=".".join((*mail.networks[:1], "angebote", self._sender.domain)) if is_notice else None,
            leaving_url=f"{self._sender.portal_url}/abo/" if is_notice else None,
        )

    def _subject(self, mail: Mail, language: Language) -> str:
        gettext = self._texts.of(language).gettext
        if mail.kind in GATHERED:
            return self._gatherer(language).gather(mail).heading
        if mail.offer is None or mail.reason is None:
            return gettext("Bitte bestätigen Sie Ihr Abonnement")
        subject = self._wording(mail, language).subject or ""
        return subject.format(network=mail.reason.network_label, title=mail.offer.title)

    def _wording(self, mail: Mail, language: Language) -> Wording:
        """Return the quarter's words over the office's over the standard ones."""
        words = self.standard(mail.kind, language)
        for network in (None, *mail.networks[:1]):
            words = self._words.get((network, mail.kind.value, language.tag), Wording()).over(words)
        return words

    def _gatherer(self, language: Language) -> Gatherer:
        return Gatherer(self._texts.of(language), language.locale, self._sender.portal_url)

    def _facts(self, mail: Mail, language: Language) -> dict[str, Any]:
        portal = self._sender.portal_url
        words = self._wording(mail, language) if mail.offer is not None else Wording()
        return {
            "mail": mail,
            "offer": mail.offer,
            "language": language,
            "opening": words.opening,
            "closing": words.closing,
            **(self._gatherer(language).gather(mail).facts() if mail.kind in GATHERED else {}),
            "reason": mark(Hole.REASON),
            "networks": ", ".join(mail.networks),
            "confirm_url": portal + "/abo/bestaetigen/" + mark(Hole.TOKEN),
            "manage_url": portal + "/abo/" + mark(Hole.TOKEN),
            "offer_url": f"{portal}/angebot/{mail.offer.id}" if mail.offer is not None else "",
            "sender": self._sender.name,
        }


def _template(mail: Mail) -> str:
    if mail.kind in GATHERED:
        return "gathered"
    return "confirmation" if mail.kind is MailKind.CONFIRMATION else "notice"


def _filled(rendered: str, values: Mapping[str, str]) -> str:
    for hole, value in values.items():
        rendered = rendered.replace(hole, value)
    return rendered


def address_line(address: str) -> bytes:
    """Return an address as it stands in a header; raises Unwritable."""
    if PLAIN_ADDRESS.fullmatch(address) is None:
        raise Unwritable from ValueError("address")
    return address.encode("ascii")


def date_line(now: datetime) -> bytes:
    """Return a time as it stands in a header, to the second."""
    return format_datetime(now).encode("ascii")


_as_text = lru_cache(maxsize=500)(quoted_printable)
_as_page = lru_cache(maxsize=500)(in_page)
