"""The keys under which a record is found again: two records that mean the same share at least one of them.

A key that many share finds little; how many do is known to the database only, which weighs them by it.
"""

from collections.abc import Iterator
from itertools import pairwise

from services.registry.domain.duplicates.comparison import Prepared
from services.registry.domain.duplicates.vocabulary import RARE

LONGEST_KEY = 80
MOST_KEYS = 40
PHONE_END = 7
# A slip of the keyboard leaves the beginning or the end of a longer word as it was.
SHORTEST_MISTYPED, KEPT = 6, 4


def keys_of(prepared: Prepared) -> dict[str, float]:
    """Return the keys and what each counts."""
    found: dict[str, float] = {}
    for key, counts in _keys(prepared):
        found.setdefault(key[:LONGEST_KEY], counts)
    return dict(list(found.items())[:MOST_KEYS])


def _keys(prepared: Prepared) -> Iterator[tuple[str, float]]:
    for scheme, value in prepared.identifiers.items():
        yield f"i:{scheme}:{value}", 6.0
    for phone in prepared.phones:
        yield f"p:{phone[-PHONE_END:]}", 4.0
    yield f"n:{' '.join(sorted({word.text for word in prepared.name.words}))}", 4.0
    yield from _address_keys(prepared)
    if prepared.mail is not None:
        yield f"m:{prepared.mail.address}", 3.0
    for host in _domains(prepared):
        yield f"d:{host}", 1.0
    yield from _word_keys(prepared)


def _address_keys(prepared: Prepared) -> Iterator[tuple[str, float]]:
    address = prepared.address
    street = max((word.text for word in address.street if word.weight >= RARE), key=len, default=None)
    if street is None:
        return
    for number in address.numbers[:2]:
        yield f"a:{street}:{number}", 3.0
    if address.postal_code is not None:
        yield f"z:{address.postal_code}:{street[:KEPT]}", 1.0


def _domains(prepared: Prepared) -> set[str]:
    domains = {prepared.mail.domain} if prepared.mail is not None and prepared.mail.domain is not None else set()
    return domains | ({prepared.site.host} if prepared.site is not None else set())


def _word_keys(prepared: Prepared) -> Iterator[tuple[str, float]]:
    words = [word.text for word in prepared.name.words]
    telling = [word.text for word in prepared.name.words if word.weight >= RARE]
    for word in telling:
        yield f"w:{word}", 2.0
    if len(telling) < 2:
        yield from ((f"b:{one} {other}", 1.5) for one, other in pairwise(words))
    for word in telling:
        if len(word) >= SHORTEST_MISTYPED:
            yield f"<:{word[:KEPT]}", 0.7
            yield f">:{word[-KEPT:]}", 0.7
