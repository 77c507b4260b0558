"""What speaks for and against one organisation: each rule by a pair that it decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.duplicates.comparison import compare
from services.registry.domain.duplicates.evidence import Verdict
from services.registry.domain.duplicates.record import Identifier, Record

SAME = {
    "legal form and abbreviation": (Record(name="Kita Regenbogen e. V."), Record(name="Kindertagesstätte Regenbogen")),
    "umlauts": (Record(name="Müller-Stiftung gGmbH"), Record(name="Mueller Stiftung")),
    "a typo": (Record(name="Familienzentrum Schmetterling"), Record(name="FZ Schmeterling")),
    "one word or two": (Record(name="Libellen-Grundschule"), Record(name="Libellengrundschule")),
    "an acronym": (Record(name="Arbeiterwohlfahrt Unterbezirk Dortmund"), Record(name="AWO UB Dortmund")),
    "a deli": (
        Record(name="art's delicatessen", street="12224 Ventura Boulevard", phone="818/762-1221"),
        Record(name="Art's Deli", street="12224 ventura blvd."),
    ),
    "words turned": (Record(name="Hotel Bel-Air", city="Bel Air"), Record(name="bel-air hotel", city="Bel Air")),
    "an ordinal": (
        Record(name="Second Avenue Deli", street="156 Second Ave. at 10th St."),
        Record(name="2nd Avenue Deli", street="156 2nd ave"),
    ),
    "moved with its number": (
        Record(name="Planerladen e. V.", street="Rückertstr. 28", city="Dortmund", phone="+49 231 8820700"),
        Record(name="Planerladen", street="Schützenstr. 42", city="Dortmund", phone="0231/8820700"),
    ),
    "an identifier": (
        Record(name="Verein für Nachbarschaft", identifiers=(Identifier("vr-dortmund", "VR 1234"),)),
        Record(name="Nachbarschaft im Norden", identifiers=(Identifier("vr-dortmund", "vr1234"),)),
    ),
}
SWITCHBOARD, MAILBOX = "0231 9934-0", "info@awo-dortmund.example"
DIFFERENT = {
    "houses of one Träger": (
        Record(name="AWO Kita Hörde", phone=SWITCHBOARD, mail=MAILBOX, parent="awo", street="Alter Weg 1"),
        Record(name="AWO Kita Nordstadt", phone=SWITCHBOARD, mail=MAILBOX, parent="awo", street="Bornstr. 5"),
    ),
    "houses of one Träger without an address": (
        Record(name="AWO Kita Hörde", phone=SWITCHBOARD, mail=MAILBOX, parent="awo"),
        Record(name="AWO Kita Nordstadt", phone=SWITCHBOARD, mail=MAILBOX, parent="awo"),
    ),
    "the Träger and its house": (
        Record(name="AWO Unterbezirk Dortmund", mail=MAILBOX, city="Dortmund"),
        Record(name="AWO Familienzentrum Hörde", mail=MAILBOX, city="Dortmund"),
    ),
    "numbers": (Record(name="Kita 1", street="Hofweg 1"), Record(name="Kita 2", street="Hofweg 1")),
    "faiths": (Record(name="Ev. Kita St. Marien"), Record(name="Kath. Kita St. Marien")),
    "kinds of houses": (Record(name="Grundschule am Park"), Record(name="Bibliothek am Park")),
    "a school and its friends": (
        Record(name="Grundschule Kleine Kielstraße", street="Kielstr. 20"),
        Record(name="Förderverein der Grundschule Kleine Kielstraße e. V.", street="Kielstraße 20"),
    ),
    "towns": (
        Record(name="Palm", street="9001 Santa Monica Blvd.", city="Los Angeles", phone="310/550-8811"),
        Record(name="Palm", street="837 Second Ave.", city="New York", phone="212/687-2953"),
    ),
    "neighbours": (
        Record(name="Sunrise Family Clinic", street="10 Main St", phone="512 555 1000"),
        Record(name="Sunset Dental", street="10 Main St", phone="512 555 2000"),
    ),
}
RECORDS = st.builds(
    Record,
    name=st.text(min_size=1, max_size=40),
    street=st.none() | st.text(max_size=30),
    postal_code=st.none() | st.text(max_size=8),
    city=st.none() | st.text(max_size=20),
    phone=st.none() | st.text(max_size=20),
    mail=st.none() | st.text(max_size=20),
    website=st.none() | st.text(max_size=20),
)


@pytest.mark.parametrize("rule", SAME)
def test_one_house_in_two_ways_of_writing_is_the_same(rule: str) -> None:
    assert compare(*SAME[rule]).verdict is Verdict.SAME


@pytest.mark.parametrize("rule", DIFFERENT)
def test_two_houses_are_different_whatever_they_share(rule: str) -> None:
    assert compare(*DIFFERENT[rule]).verdict is Verdict.DIFFERENT


def test_a_moved_house_is_shown_to_a_person_at_least() -> None:
    before = Record(name="Dietrich-Keuning-Haus", street="Leopoldstr. 50", city="Dortmund")
    after = Record(name="Dietrich Keuning Haus", street="Nordmarkt 3", city="Dortmund")
    assert compare(before, after).verdict is not Verdict.DIFFERENT


def test_what_is_missing_speaks_neither_for_nor_against() -> None:
    bare, full = Record(name="Kita Regenbogen"), Record(name="Kita Regenbogen", phone="0231 50", mail="a@b.example")
    assert compare(bare, full).score == compare(bare, bare).score


@given(RECORDS, RECORDS)
def test_any_two_records_compare_alike_in_both_orders(left: Record, right: Record) -> None:
    there, back = compare(left, right), compare(right, left)
    assert abs(there.score - back.score) < 1e-9
    assert 0 <= there.score <= 1


@given(RECORDS)
def test_any_record_is_never_different_from_itself(record: Record) -> None:
    assert compare(record, record).score >= 0.3
