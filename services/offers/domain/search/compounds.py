"""Takes German compound words apart where all parts are words of the field: Babymassagekurs is baby, massage, kurs."""

from functools import lru_cache

from services.offers.domain.search.words import compared_words

# Words that compounds of the field are made of; what is missing here is still found as a part of a longer word.
FIELD = compared_words(
    """
    abend alltag alter alphabet angebot arabisch arzt ausflug ausbildung baby basteln bau bauch begegnung begleitung
    behinderung beratung betreuung bewegung bibliothek bild bilder bilderbuch bildung brücke brücken brunch buch bücher
    bücherei café caritas chor computer deutsch eltern elternzeit entwicklung ernährung erziehung essen fahrrad familie
    familien ferien fest film finanz flucht flüchtling förder förderung frau frauen frei freizeit frucht früh früher
    frühstück fußball garten geburt geld geschwister gespräch gesund gesundheit grund gruppe hand haus hausaufgaben
    hebamme hilfe hort impf impfung jugend jungen kaffee kinder kind kita klasse kleider kleidung klein kleinkind kleinkinder
    koch kochen konflikt kontakt kranken krabbel krabbelgruppe kreativ krippe küche kultur kunst kurs laden lehr lern
    lernen lese lesen literatur logopädie mädchen mal malen markt massage mathe medien mehr mentor migration mini
    mittag morgen musik mutter mütter mütterkreis nachbarschaft nachhilfe nach natur näh nähen nord not offen oma opa paar
    park paten pflege platz projekt psycho rat recht reise rückbildung ruhe säugling schlaf schreib schuld schulden
    schule schul schüler schwanger schwangere schwangerschaft schwimm schwimmen sing singen senioren sozial spiel spielen
    spiel spielgruppe spielplatz sport sprach sprache sprachen sprech sprechstunde stadt stadtteil stelle stille still
    stillen straße stube stunde tag tages tanz tanzen tausch tee theater therapie tisch trauer treff treffpunkt trennung
    turn turnen umgang unterricht vater väter verein vor vorlese vorlesen vorschule vorsorge wald werkstatt wickeln woche
    wochenbett wohn wohnung yoga zahn zeit zentrum zirkus zwilling zwillinge
    """
)
LINKS = ("", "s", "n", "en", "es", "er")
SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
_KNOWN = frozenset(word for word in FIELD if len(word) >= SHORTEST_PART)


@lru_cache(maxsize=50_000)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the parts of a compared word, the longest first part preferred; empty when it is none or not to be taken apart."""
    if len(word) < SHORTEST_COMPOUND:
        return ()
    parts = _split(word)
    return parts if len(parts) > 1 else ()


def _split(word: str) -> tuple[str, ...]:
    if word in _KNOWN:
        return (word,)
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        if word[:end] not in _KNOWN:
            continue
        for link in LINKS:
            rest = word[end + len(link) :]
            if word.startswith(link, end) and len(rest) >= SHORTEST_PART and (found := _tail(rest)):
                return (word[:end], *found)
    return ()


def _tail(rest: str) -> tuple[str, ...]:
    """The last part may stand in another form: kurse, gruppen."""
    whole = _split(rest)
    if whole:
        return whole
    for ending in ("en", "er", "n", "e", "s"):
        stem = rest.removesuffix(ending)
        if stem != rest and stem in _KNOWN:
            return (stem,)
    return ()
