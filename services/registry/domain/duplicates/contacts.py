"""Compares how an organisation is reached: telephone numbers, mailboxes and web addresses."""

import re
from dataclasses import dataclass
from enum import Enum

_ALTERNATIVES = re.compile(r"\s+(?:or|oder|und|and)\s+|[;,]|\s/\s")
_TRUNK_IN_BRACKETS = re.compile(r"\(0\)")
_EXTENSION = re.compile(r"\s*(?:ext\.?|x|durchwahl|dw\.?)\s*\d*$", re.IGNORECASE)
SHORTEST_NUMBER = 5
# A subscriber's number in North America; its area code is sometimes left out, and was changed in many towns.
SUBSCRIBER = 7
_FREE_MAIL = """gmx.de gmx.net web.de t-online.de gmail.com googlemail.com yahoo.com yahoo.de hotmail.com hotmail.de outlook.com
outlook.de freenet.de aol.com arcor.de icloud.com live.de posteo.de mail.de mailbox.org"""
FREE_MAIL = frozenset(_FREE_MAIL.split())
# All houses of a Träger answer by one of these.
EVERYBODYS_MAILBOXES = frozenset(
    ("info", "kontakt", "mail", "office", "post", "verwaltung", "zentrale", "contact", "hello")
)
SHARED_HOSTS = frozenset(
    ("facebook.com", "instagram.com", "google.com", "sites.google.com", "jimdo.com", "wordpress.com")
)


class Phones(Enum):
    """How two telephone numbers stand to each other."""

    SAME = "same"
    NEAR = "near"
    EXCHANGE = "exchange"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Mail:
    """A mailbox; `domain` is None where everybody may have one."""

    address: str
    domain: str | None

    @property
    def name(self) -> str:
        """What stands before the @."""
        return self.address.partition("@")[0]


@dataclass(frozen=True)
class Site:
    """A web address without its way of transport."""

    host: str
    path: str


def read_phones(text: str | None) -> tuple[str, ...]:
    """Return the national digits of all numbers in the text, as of `+49 (0)231 50-123`, `0231/50123`, `(310) 246-1501`."""
    found = (_national(part) for part in _ALTERNATIVES.split(text or ""))
    return tuple(number for number in found if len(number) >= SHORTEST_NUMBER)


def _national(text: str) -> str:
    plain = _EXTENSION.sub("", _TRUNK_IN_BRACKETS.sub("", text)).strip()
    digits = "".join(letter for letter in plain if letter.isdecimal() and letter.isascii())
    is_international = plain.startswith("+") or digits.startswith("00")
    digits = digits.lstrip("0")
    if is_international and digits.startswith("49"):
        return digits[2:].lstrip("0")
    if digits.startswith("1") and len(digits) == 11:
        return digits[1:]
    return digits


def compare_phones(left: tuple[str, ...], right: tuple[str, ...]) -> Phones:
    """Return the best that any two of the numbers have in common."""
    if not left or not right:
        return Phones.UNKNOWN
    order = list(Phones)
    return min((_compare_numbers(a, b) for a in left for b in right), key=order.index)


def _compare_numbers(left: str, right: str) -> Phones:
    if left == right:
        return Phones.SAME
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) >= SUBSCRIBER and longer.endswith(shorter):
        return Phones.SAME
    if len(left) == len(right) == 10 and left[-SUBSCRIBER:] == right[-SUBSCRIBER:]:
        return Phones.NEAR
    if len(left) == len(right) and _is_one_slip(left, right):
        return Phones.NEAR
    return Phones.EXCHANGE if _is_extension(shorter, longer) else Phones.DIFFERENT


def _is_one_slip(left: str, right: str) -> bool:
    """A wrong digit, or two that changed places, but not the last two: those are extensions of one switchboard."""
    different = [place for place in range(len(left)) if left[place] != right[place]]
    if not different or different[-1] >= len(left) - 2:
        return False
    return len(different) == 1 or (
        len(different) == 2 and different[1] - different[0] == 1 and sorted(left) == sorted(right)
    )


def _is_extension(shorter: str, longer: str) -> bool:
    """The switchboard ends in 0, the desks behind it begin alike: 0231 50-0 and 0231 50-12345."""
    return len(shorter) >= 6 and longer[: len(shorter) - 1] == shorter[:-1]


def read_mail(text: str | None) -> Mail | None:
    """Return the mailbox, None without one."""
    address = (text or "").strip().casefold().removeprefix("mailto:")
    _, at, domain = address.rpartition("@")
    if not at or "." not in domain:
        return None
    return Mail(address, None if domain in FREE_MAIL else domain.removeprefix("www."))


def read_site(text: str | None) -> Site | None:
    """Return the web address, None without one."""
    plain = re.sub(r"^[a-z]+://", "", (text or "").strip().casefold())
    host, _, path = plain.partition("/")
    host = host.partition("?")[0].removeprefix("www.")
    return Site(host, path.strip("/")) if "." in host else None
