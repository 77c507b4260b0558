"""What words of names mean: one word for all its spellings, and how much a word tells of which house it is.

German welfare, schools and authorities as they occur in the quarters, and the commonest words of English names.
"""

from collections.abc import Mapping
from types import MappingProxyType

from services.registry.domain.duplicates.folding import words

# One line a meaning: the word that stands for it, then its other spellings; several words may be one.
_SPELLINGS = """
kita = kindertagesstätte, kindertageseinrichtung, kindergarten, kiga, tageseinrichtung für kinder, tagesstätte für kinder, kindertagesstaette, kitas, kinderhaus
familienzentrum = fz, famz, familienzentren
grundschule = gs, ggs, kgs, primarschule
hauptschule = hs
realschule = rs
gesamtschule = ges
gymnasium = gym
schule = school, schulen, schools
volkshochschule = vhs
hochschule = fh, fachhochschule
universität = uni, university, univ
bibliothek = bücherei, library, stadtbücherei, stadtbibliothek
jugendfreizeitstätte = jfs, jugendtreff, jugendzentrum, juz, jugendclub, jugendhaus
offener ganztag = ogs, offene ganztagsschule, ganztag
mehrgenerationenhaus = mgh
beratungsstelle = beratung, beratungszentrum, counseling, counselling
awo = arbeiterwohlfahrt
drk = deutsches rotes kreuz, rotes kreuz
asb = arbeiter samariter bund
caritas = caritasverband
diakonie = diakonisches werk, diakonische werke
kinderschutzbund = dksb, deutscher kinderschutzbund
sozialdienst katholischer frauen = skf
kindertagespflege = tageseltern, tagesmutter, tagesmütter, tagesvater, großtagespflege, tagespflege für kinder
förderverein = friends of the, friends of, freundeskreis, förderkreis, freunde und förderer
cvjm = christlicher verein junger menschen
ymca = young mens christian association, young mens christian assn
quartiersmanagement = qm
jüdische kultusgemeinde = jkg
evangelisch = ev, evang, evangelische, evangelischer, evangelisches, evgl, prot, protestantisch
katholisch = kath, katholische, katholischer, katholisches, röm kath, catholic
städtisch = städtische, städtischer, städtisches, städt, kommunal, kommunales, kommunale, municipal
sankt = st, saint, ste, sainte, skt
unterbezirk = ub
kreisverband = kv
ortsverein = ov
ortsverband = ogv
gemeinde = kirchengemeinde, pfarrei, pfarrgemeinde, parish
kirche = church
haus = house
am = an der, an dem, a d
zentrum = center, centre, ctr, cntr, zentr
krankenhaus = klinikum, hospital, hosp
klinik = clinic
medizinisch = medical, med
gemeinschaft = community, comm
verein = association, assn, assoc, ver
verband = bund
stiftung = foundation, fdn, found
dienst = services, service, dienste
kinder = children, childrens, kids, kind
familie = family, familien
gesundheit = health
restaurant = rest, ristorante, restaurante, restaurants
cafe = caffe, coffee, café
delicatessen = deli
grill = grille
pizzeria = pizza, pizzas
steakhouse = steak house, steaks
international = intl, internationale, internationaler, internationales
american = amer
brothers = bros
national = natl
department = dept
mount = mt
fort = ft
north = n
east = e
west = w
south = s
boys and girls club = bgc, boys girls club
head start = headstart
greater = gtr
1st = first
2nd = second
3rd = third
4th = fourth
5th = fifth
6th = sixth
7th = seventh
8th = eighth
9th = ninth
10th = tenth
"""
_LEGAL_FORMS = """legalform eV gGmbH GmbH mbH gUG UG haftungsbeschränkt AG gAG KG KGaA OHG GbR eG eGmbH SE KdöR gemeinnützige
gemeinnütziger eingetragener Ltd Limited Inc Incorporated LLC LLP PLC Corp Corporation Co Company"""
_FILLERS = "der die das des dem den und u and the of für for im in am an auf bei zu zur zum von vom le la les el los il at on de da di a by mit with aan"
# Words that many houses share: they say of what kind a house is, or whose, and little of which one.
_COMMON = """kita familienzentrum grundschule hauptschule realschule gesamtschule gymnasium sekundarschule förderschule schule
volkshochschule hochschule universität bibliothek jugendfreizeitstätte ganztag mehrgenerationenhaus beratungsstelle awo drk asb caritas diakonie kinderschutzbund skf
cvjm ymca evangelisch katholisch jüdisch städtisch stadt sankt unterbezirk kreisverband ortsverein ortsverband gemeinde kirche haus
zentrum krankenhaus klinik medizinisch gemeinschaft verein verband wohlfahrtsverband stiftung dienst kinder familie gesundheit restaurant cafe delicatessen grill pizzeria steakhouse bar
hotel international jugend jugendamt amt fachbereich abteilung gesundheitsamt sozialamt jobcenter kultur sozial soziales soziale bildung frühförderung
bildungswerk familienbildung integration quartier quartiersmanagement treff treffpunkt nachbarschaft gruppe initiative netzwerk projekt förderverein
eltern elternverein frauen dortmund deutsch deutsche deutscher deutsches landesverband bezirk stadtteil büro praxis dr
north east west south new center care group office society trust charity national american department city county state
kitchen house room dining inn club company shop store market bistro brasserie tavern trattoria diner bakery food foods cuisine seafood original fish sushi
greater area elementary primary middle high academy college clinic dental urgent pediatrics"""
# Of two words in one line at most one is true of a house.
_EXCLUSIVE = (
    "evangelisch katholisch jüdisch muslimisch alevitisch",
    "katholisch baptist methodist presbyterian lutheran episcopal adventist pentecostal",
    "nord süd ost west north south east",
    "ober unter oberer unterer upper lower",
    "elementary primary middle high",
    "boys girls jungen mädchen",
)
# What kind of house a word makes of a name; two houses of different kinds are two, even under one roof.
_KINDS = {
    "kita": "kita familienzentrum krippe",
    "school": "grundschule elementary primary",
    "secondary": "hauptschule realschule gesamtschule gymnasium sekundarschule berufskolleg",
    "day": "ganztag",
    "hospital": "krankenhaus",
    "library": "bibliothek",
    "youth": "jugendfreizeitstätte",
    "parish": "gemeinde kirche",
    "advice": "beratungsstelle",
    "supporters": "förderverein",
    "authority": "bezirksverwaltungsstelle bürgerdienste bürgeramt rathaus jobcenter",
}
# Such a house stands beside the one whose name it carries: the friends of a school are not the school.
BESIDE = frozenset({"day", "supporters"})
# In front of what a point of the compass makes one word: Eastside is not Westside, Nordstadt not Südstadt.
_SIDES = "side end stadt seite viertel town gate point view"
_ENDINGS = """kindertagesstätte kindergarten familienzentrum hauptschule grundschule realschule gesamtschule sekundarschule förderschule
gymnasium schule bibliothek stiftung verein zentrum kirche"""

FILLER, COMMON, RARE, SHORT = 0.05, 0.3, 1.0, 0.5


def _folded(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _phrases() -> Mapping[tuple[str, ...], str]:
    phrases = {}
    for line in _SPELLINGS.strip().splitlines():
        meaning, _, others = line.partition("=")
        target = words(meaning)[-1] if " " in meaning.strip() else words(meaning)[0]
        for spelling in (meaning, *others.split(",")):
            phrases[tuple(words(spelling))] = target
    return MappingProxyType(phrases)


PHRASES = _phrases()
LONGEST_PHRASE = max(len(phrase) for phrase in PHRASES)
LONG_WORDS = MappingProxyType(
    {
        letter: tuple(
            sorted(
                phrase[0] for phrase in PHRASES if len(phrase) == 1 and len(phrase[0]) >= 9 and phrase[0][0] == letter
            )
        )
        for letter in {phrase[0][0] for phrase in PHRASES}
    }
)
LEGAL_FORMS = _folded(_LEGAL_FORMS)
FILLERS = _folded(_FILLERS)
COMMON_WORDS = frozenset(PHRASES.get((word,), word) for word in _folded(_COMMON))
EXCLUSIVE = tuple(frozenset(PHRASES.get((word,), word) for word in words(line)) for line in _EXCLUSIVE)
KINDS = MappingProxyType({PHRASES.get((word,), word): kind for kind, line in _KINDS.items() for word in words(line)})
SIDES = _folded(_SIDES)
POINTS = _folded("nord süd ost west north south east")
ENDINGS = tuple(sorted(_folded(_ENDINGS), key=len, reverse=True))


def weight_of(word: str) -> float:
    """Return how much a word tells of which house is meant, 0 to 1."""
    if word in FILLERS:
        return FILLER
    if word in COMMON_WORDS:
        return COMMON
    return RARE if len(word) > 2 or word.isdigit() else SHORT
