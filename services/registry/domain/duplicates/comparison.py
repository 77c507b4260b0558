"""Compares two records of organisations, pure and without a database: what agrees, what contradicts, and how much it counts.

A house is told by its name and its address; whose it is, its Träger, shows in the mail domain and the switchboard, which
all houses of a Träger share and which therefore never outweigh another house's name or street.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from services.registry.domain.duplicates import weights
from services.registry.domain.duplicates.addresses import Address, read_address
from services.registry.domain.duplicates.contacts import (
    EVERYBODYS_MAILBOXES,
    SHARED_HOSTS,
    Mail,
    Phones,
    Site,
    compare_phones,
    read_mail,
    read_phones,
    read_site,
)
from services.registry.domain.duplicates.evidence import Evidence, Reason, weigh
from services.registry.domain.duplicates.folding import fold
from services.registry.domain.duplicates.names import Name, NameComparison, compare_names, read_name
from services.registry.domain.duplicates.places import place_reasons
from services.registry.domain.duplicates.record import Record
from services.registry.domain.duplicates.vocabulary import FILLER, RARE

ALIKE, NEARLY_ALIKE = 0.95, 0.75
MOST_REMEMBERED = 4000


@dataclass(frozen=True)
class Prepared:
    """A record in comparable parts; made once, however often it is compared."""

    record: Record
    spelled: str
    name: Name
    address: Address
    phones: tuple[str, ...]
    mail: Mail | None
    site: Site | None
    identifiers: dict[str, str]


@lru_cache(maxsize=MOST_REMEMBERED)
def prepare(record: Record) -> Prepared:
    """Return the record in comparable parts; those looked at last are remembered, for whoever types asks again and again."""
    address = read_address(street=record.street, postal_code=record.postal_code, city=record.city)
    return Prepared(
        record=record,
        spelled=repr(record),
        name=read_name(record.name, places=address.town),
        address=address,
        phones=read_phones(record.phone),
        mail=read_mail(record.mail),
        site=read_site(record.website),
        identifiers={fold(one.scheme): fold(one.value).replace(" ", "") for one in record.identifiers},
    )


def compare(left: Record, right: Record) -> Evidence:
    """Return the evidence that two records mean the same organisation."""
    return compare_prepared(prepare(left), prepare(right))


def compare_prepared(left: Prepared, right: Prepared) -> Evidence:
    """Return the evidence; the order of the two makes no difference, though words that answer several can be paired in two ways."""
    left, right = sorted((left, right), key=lambda one: one.spelled)
    places = tuple(place_reasons(left.address, right.address))
    by_street = [reason for reason in places if reason.about == "address"]
    is_elsewhere = any(reason.weight < 0 for reason in by_street or places)
    reasons = (
        *_name_reasons(left, right),
        *places,
        *_phone_reasons(left, right, is_elsewhere=is_elsewhere),
        *_net_reasons(left, right),
        *_identifier_reasons(left, right),
        *_parent_reasons(left.record, right.record),
    )
    return weigh(reasons, before=weights.BEFORE)


def _name_reasons(left: Prepared, right: Prepared) -> Iterator[Reason]:
    found = compare_names(left.name, right.name)
    weight = weights.on_line(weights.NAME, found.likeness)
    if weight > 0:
        weight *= min(1.0, max(0.5, found.weight + 0.25 * (found.likeness == 1.0)))
        weight += weights.RARE_NAME_ADDS * min(1.0, max(0.0, found.weight - 1.5)) * (found.likeness > ALIKE)
    if found.contradicts:
        weight = min(weight, weights.MOST_IF_CONTRADICTED)
    yield Reason("name", weight, _name_text(found, left.record.name, right.record.name))
    yield from _own_words_reason(found, weight)
    if found.other_number:
        yield Reason("name", weights.OTHER_NUMBER, "verschiedene Nummern im Namen")
    if found.is_beside:
        yield Reason("name", weights.BESIDE, "das eine ist nur bei dem anderen, etwa sein Förderverein")
    elif found.other_kind:
        yield Reason("name", weights.OTHER_KIND, "verschiedene Arten von Einrichtungen")
    if found.opposite:
        yield Reason("name", weights.OPPOSITE, "Namen widersprechen sich")


def _own_words_reason(found: NameComparison, weight: float) -> Iterator[Reason]:
    """Two houses of one Träger share its name, and each has its own."""
    if found.own_words >= RARE:
        yield Reason("name", weights.OWN_RARE_WORDS, "jeder Name hat ein eigenes unverwechselbares Wort")
    elif found.own_words >= FILLER * 2 and weight > 0:
        yield Reason("name", weights.OWN_WORDS, "jeder Name hat ein eigenes Wort")


def _name_text(found: NameComparison, left: str, right: str) -> str:
    if fold(left) == fold(right):
        return "gleicher Name"
    if found.likeness > ALIKE:
        return f"Name gleich bis auf die Schreibweise: „{left}“ und „{right}“"
    if found.likeness > NEARLY_ALIKE:
        return f"Name fast gleich: „{left}“ und „{right}“"
    return f"anderer Name: „{left}“ und „{right}“" if found.likeness < 0.5 else f"Name ähnlich: „{left}“ und „{right}“"


def _phone_reasons(left: Prepared, right: Prepared, *, is_elsewhere: bool) -> Iterator[Reason]:
    """Who moves often gets another number; who stays seldom does."""
    found = compare_phones(left.phones, right.phones)
    other = weights.OTHER_PHONE_AFTER_MOVE if is_elsewhere else weights.OTHER_PHONE
    said = {
        Phones.SAME: (weights.SAME_PHONE, "gleiche Telefonnummer"),
        Phones.NEAR: (weights.NEAR_PHONE, "Telefonnummer fast gleich"),
        Phones.EXCHANGE: (weights.SAME_EXCHANGE, "Durchwahl derselben Telefonanlage"),
        Phones.DIFFERENT: (other, "andere Telefonnummer"),
    }
    if found in said:
        yield Reason("phone", *said[found])


def _net_reasons(left: Prepared, right: Prepared) -> Iterator[Reason]:
    """Mailbox and website mostly are of one domain, so the stronger of the two speaks for both."""
    reasons = [reason for reason in (_mail_reason(left, right), _site_reason(left, right)) if reason is not None]
    if reasons:
        yield max(reasons, key=lambda reason: reason.weight)


def _mail_reason(left: Prepared, right: Prepared) -> Reason | None:
    if left.mail is None or right.mail is None:
        return None
    if left.mail.address == right.mail.address:
        is_everybodys = left.mail.name in EVERYBODYS_MAILBOXES and left.mail.domain is not None
        weight = weights.SAME_DOMAIN if is_everybodys else weights.SAME_MAILBOX
        return Reason("mail", weight, f"gleiche Mailadresse: {left.mail.address}")
    if left.mail.domain is None or right.mail.domain is None:
        return None
    if left.mail.domain == right.mail.domain:
        return Reason("mail", weights.SAME_DOMAIN, f"gleiche Mail-Domain: {left.mail.domain}")
    return Reason("mail", weights.OTHER_DOMAIN, "andere Mail-Domain")


def _site_reason(left: Prepared, right: Prepared) -> Reason | None:
    if left.site is None or right.site is None:
        return None
    if left.site.host != right.site.host:
        return Reason("website", weights.OTHER_DOMAIN, "andere Website")
    if left.site.path == right.site.path and left.site.host not in SHARED_HOSTS:
        return Reason("website", weights.SAME_PAGE, f"gleiche Website: {left.site.host}")
    if left.site.host in SHARED_HOSTS:
        return None
    return Reason("website", weights.SAME_DOMAIN, f"andere Seite derselben Website: {left.site.host}")


def _identifier_reasons(left: Prepared, right: Prepared) -> Iterator[Reason]:
    for scheme in left.identifiers.keys() & right.identifiers.keys():
        if left.identifiers[scheme] == right.identifiers[scheme]:
            yield Reason("identifier", weights.SAME_IDENTIFIER, f"gleiche Kennung ({scheme})")
        else:
            yield Reason("identifier", weights.OTHER_IDENTIFIER, f"andere Kennung ({scheme})")


def _parent_reasons(left: Record, right: Record) -> Iterator[Reason]:
    if left.parent is None or right.parent is None:
        return
    is_same = left.parent == right.parent
    weight = weights.SAME_PARENT if is_same else weights.OTHER_PARENT
    yield Reason("parent", weight, "gleicher Träger" if is_same else "anderer Träger")
