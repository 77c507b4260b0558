"""Keeps personal data and secrets out of the log, whatever a message, a library or an exception brings along."""

import re
from collections.abc import Mapping, MutableMapping
from ipaddress import ip_address
from typing import Any

SECRET_KEYS = re.compile(
    r"(?i)^(.*[_-])?(password|passwort|secret|token|authorization|cookie|session|email|e_mail|mail|phone|telefon|address|ip)$"
)
REDACTED = "[entfernt]"

# Order matters: what must survive (ids, times) is recognised before what resembles it (telephone numbers, addresses).
_KEPT = r"""
    (?P<kept>
        \b\d{2}-[0-9a-f]{32}-[0-9a-f]{16}-\d{2}\b                                    # traceparent
      | \b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b             # UUID
      | \b[0-9a-f]{32}\b                                                             # account, trace, epoch
      | \b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?
    )
"""
_LOST = r"""
    (?P<token>\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*|(?i:\b(?:bearer|basic)\s+)[\w.~+/=-]{8,})
  | (?P<userinfo>(?<=://)[^\s/@]+@)
  | (?P<query>(?<=[^\s?])\?[^\s"'<>]*=[^\s"'<>]*)
  | (?P<mail>[\w.!\#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)
  | (?P<ip>(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?!\w)|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\w:])))
  | (?P<phone>(?<![\w.,:/-])(?:\+|00?)[1-9](?:[ ]?[-/()]?[ ]?\d){5,14}(?![\w]))
"""
_PATTERN = re.compile(_KEPT + "|" + _LOST, re.VERBOSE)
_WORDS = {"token": "[token]", "userinfo": "", "query": "?[…]", "mail": "[mail]", "ip": "[ip]", "phone": "[telefon]"}


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Clean every value of a log line; a structlog processor."""
    return {key: REDACTED if SECRET_KEYS.match(key) else redacted(value) for key, value in event.items()}


def redacted(value: Any) -> Any:
    """Return the value without personal data and secrets; numbers, booleans and None pass as they are."""
    if isinstance(value, str):
        return _PATTERN.sub(_replacement, value)
    if isinstance(value, Mapping):
        return {key: REDACTED if SECRET_KEYS.match(str(key)) else redacted(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redacted(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return redacted(str(value))


def _replacement(found: re.Match[str]) -> str:
    kind = found.lastgroup or "kept"
    if kind == "kept" or (kind == "ip" and not _is_a_persons_address(found.group())):
        return found.group()
    return _WORDS[kind]


def _is_a_persons_address(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified)
