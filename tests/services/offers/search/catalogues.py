"""Small catalogues and questions for hypothesis."""

from hypothesis import strategies as st

from services.offers.domain.ages import Ages
from services.offers.domain.search.document import VALUED, SearchDocument
from services.offers.domain.search.facets import Now
from services.offers.domain.search.matching import Hits
from services.offers.domain.search.question import Concept, Question
from services.offers.domain.search.wanted import Flag, Near, Point, Wanted
from services.offers.domain.search.when import Daytime, Weekday, code_of

NETWORKS = ("eins", "zwei", "stadt")
CITY_WIDE = "stadt"
WORDS = ("krabbel", "krabbelgruppe", "gruppe", "sprache", "sprachen", "kochen")
LOOKED = {
    "krabbel": Hits(("krabbel",), ("krabbelgruppe",)),
    "krabbelgruppe": Hits(("krabbelgruppe",), (), ("krabbel", "gruppe")),
    "gruppe": Hits(("gruppe",), ("krabbelgruppe",)),
    "sprache": Hits(("sprache", "sprachen"), (), ("krabbel",)),
    "unbekannt": Hits(),
}
PHASES = {"klein": Ages(0, 24), "mittel": Ages(24, 48), "gross": Ages(48, None)}
VALUES = ("a", "b", "c")
DAY = 738_000
DAY_MINUTES = (1_000, 2_440)
NOW = Now(minute=1_500, day=DAY, day_minutes=DAY_MINUTES)
KEPT_FLAGS = (Flag.FREE, Flag.FREE_PLACES, Flag.BRIDGE)


def some(values: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


months = st.one_of(st.none(), st.integers(-9, 60))
places = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(lambda at: (51.5 + at[0] * 0.01, 7.45 + at[1] * 0.01))
spans = st.tuples(st.integers(900, 2_500), st.integers(1, 300)).map(lambda span: (span[0], span[0] + span[1]))


@st.composite
def documents(draw: st.DrawFn) -> SearchDocument:
    title = draw(some(WORDS, 2))
    other = tuple(word for word in draw(some(WORDS)) if word not in title)
    low, high = draw(months), draw(months)
    reversed_ages = low is not None and high is not None and low >= high
    return SearchDocument(
        offer=draw(st.uuids()),
        network=draw(st.sampled_from(NETWORKS)),
        version=1,
        title=" ".join(title),
        title_words=title,
        other_words=other,
        min_months=low,
        max_months=None if reversed_ages else high,
        values=tuple((name, value) for name in VALUED for value in draw(some(VALUES, 2))),
        flags=draw(some(tuple(flag.value for flag in KEPT_FLAGS))),
        points=tuple(draw(st.lists(places, max_size=2))),
        slots=draw(st.dictionaries(codes, st.integers(DAY - 2, DAY + 2), max_size=3)),
        times=tuple(minute for span in draw(st.lists(spans, max_size=2)) for minute in span),
        fresh_day=draw(st.integers(700, 790)),
    )


codes = st.builds(code_of, st.integers(0, 6), st.integers(0, 3))
nears = st.one_of(
    st.none(), st.builds(lambda at, radius: Near(Point(*at), radius), places, st.sampled_from((800, 2_000, 5_000)))
)
wanteds = st.builds(
    Wanted,
    networks=some(NETWORKS, 2),
    near=nears,
    ages_months=st.lists(st.integers(-9, 70), max_size=2),
    phases=some((*PHASES, "keine"), 2),
    themes=some(VALUES, 2),
    target_groups=some(VALUES, 1),
    languages=some(VALUES, 2),
    accessibility=some(VALUES, 1),
    weekdays=st.lists(st.sampled_from(Weekday), max_size=2, unique=True),
    daytimes=st.lists(st.sampled_from(Daytime), max_size=1),
    flags=st.frozensets(st.sampled_from(Flag), max_size=1),
)
concepts = st.one_of(
    st.builds(lambda word: Concept((word,)), st.sampled_from(sorted(LOOKED))),
    st.just(Concept(("krabbelgruppe",), ("krabbel", "gruppe"), (("sprache", "gruppe"),))),
    st.just(Concept(("krabbel", "gruppe"), (), (("sprache",),))),
)


def questions(filters: st.SearchStrategy[Wanted] = wanteds) -> st.SearchStrategy[Question]:
    return st.builds(
        lambda wanted, said: Question(wanted=wanted, concepts=tuple(dict.fromkeys(said))),
        filters,
        st.lists(concepts, max_size=2),
    )


catalogues = st.lists(documents(), max_size=25, unique_by=lambda document: document.offer)
