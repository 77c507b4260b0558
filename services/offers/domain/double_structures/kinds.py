"""What kinds of offers the field knows, each by the words people use for it: `Krabbelgruppe` and `Baby-Eltern-Treff` are one.

A word here is folded (folding.py) and found at the beginning or inside of compounds; several words must all be there.
"""

from functools import lru_cache

from services.offers.domain.double_structures.folding import edits, fold, words_of

# The first kind whose words are found wins a passage, so the narrower kinds stand first.
KINDS: dict[str, str] = {
    "rueckbildung": "rückbildung | beckenboden",
    "geburtsvorbereitung": "geburtsvorbereit | vorbereitung geburt",
    "stillen": "stillgruppe | stilltreff | stillcafé | stillberat",
    "hebamme": "hebamme | wochenbett | familienhebamme",
    "schwangerenberatung": "schwanger | werdende eltern",
    "babymassage": "babymassage",
    "schwimmen": "schwimm | seepferdchen | wassergewöhnung",
    "vaeter": "väter | vater kind | papa",
    "pekip": "pekip | delfi",
    "erste_hilfe": "erste hilfe",
    "deutsch_fuer_eltern": "mama lernt deutsch | deutschkurs | deutsch eltern | deutsch mütter | sprachkurs | alphabetisierung | "
    "integrationskurs | mütter lernen deutsch | eltern lernen deutsch | deutsch frauen",
    "vorschule": "vorschul | schulvorbereit | schulstart | schulreif | fit schule | einschulung | schulanfänger | schlaufüchse | "
    "wackelzahn | maxikinder",
    "elternbegleitung": "rucksack | griffbereit | opstapje | hippy | stadtteilmütter | elternbegleit",
    "sprachfoerderung": "sprachförder | sprachbildung | sprachspiel | deutschförder | sprachgruppe | sprachentwicklung | "
    "sprachtraining | sprachschule | sprachkita | spielend deutsch | deutsch lernen",
    "bilderbuch": "bilderbuch in | plappermaul | lesestart | buchgeschenk",
    "vorlesen": "vorles | bilderbuchkino | lesestunde | lesezeit | märchen | leseförder | lesekreis | geschichtenzeit | buchstunde | "
    "lesepat | bücherstunde | lesenachmittag | vorlesepat | leseclub | leseratten",
    "hausaufgaben": "hausaufgaben | lernhilfe | nachhilfe | lernförder | essen und lernen | lernzeit | lerngruppe | schülerhilfe | "
    "lernpat | schularbeiten | lernbegleit | lernwerkstatt",
    "ganztag": "ganztag | ogs | übermittag | nachmittagsbetreuung | randstunde | schulkindbetreuung | mittagsbetreuung",
    "ferien": "ferien | stadtranderholung",
    "tagespflege": "tagespflege | tagesmutter | tagesmütter | tagesvater | kinderstube",
    "spielstube": "spiel und lernstube | brückenangebot | brückengruppe | kita einstieg | brückenprojekt",
    "kita": "kita | kindertagesstätte | kindergarten | tageseinrichtung",
    "musik": "musik | sing | lieder | klang | rhythmus | trommel",
    "tanz": "tanz | ballett",
    "turnen": "turn | kindersport | eltern kind sport | bewegung | sportgruppe | sport | psychomotor | toben | purzel | yoga",
    "kreativ": "bastel | kreativ | malen | malkurs | malgruppe | malatelier | werken | kunst | atelier | töpfer",
    "kochen": "koch | ernährung | backen | küche",
    "erziehungsberatung": "erziehungsberat | erziehungsfragen | elternberat | entwicklungsberat | schreibaby",
    "sozialberatung": "sozialberat | familienbüro | schuldnerberat | behörden | formular | antrag | anträge | beratung | sprechstunde | lotse",
    "elternkurs": "elternkurs | elternseminar | elternabend | elternbildung | elternschule | elternwerkstatt | elterntraining | "
    "triple p | starke eltern | erziehungskurs | kess | elternakademie | themenabend",
    "alleinerziehende": "alleinerzieh | einelternfamilie | ein eltern",
    "krabbelgruppe": "krabbel | baby eltern | eltern baby | babygruppe | babytreff | babycafé | windel | "
    "eltern kind gruppe | mutter kind gruppe | eltern kind treff | mutter kind treff | miniclub | mini club | babyclub | "
    "elternstart | baby | krümel | spielkreis | eltern kind spielgruppe | spielgruppe | eltern kind kurs | zwergen",
    "elterncafe": "elterncafé | elternfrühstück | müttercafé | mamacafé | familiencafé | elterntreff | müttertreff | familienfrühstück | "
    "elternkaffee | café eltern | frühstück eltern | familientreff | mütterfrühstück | café familien | frauencafé | "
    "frauenfrühstück | eltern café | elternstammtisch | begegnungscafé | frauentreff | café",
    "willkommensbesuch": "willkommensbesuch | begrüßungsbesuch | babybegrüß | neugeborenenbesuch | hausbesuch | willkommen",
    "familienpaten": "familienpat | patenschaft | wellcome | ehrenamtliche hilfe familie",
    "fruehfoerderung": "frühförder | heilpädagog | ergotherap | logopäd",
    "kleidung": "kleider | secondhand | second hand | flohmarkt | tauschbörse | babyausstattung | kindersachen",
    "mittagstisch": "mittagstisch | mittagessen | suppenküche | lebensmittel | tafel",
    "spieltreff": "spielenachmittag | spielnachmittag | spielmobil | spielcontainer | spielplatz | spieltreff | kindertreff | "
    "offene tür | kinderclub | offener treff kinder | jugendtreff | kindernachmittag | spielaktion | spiel",
    "natur": "wald | natur | garten | bauernhof | abenteuer",
    "medien": "medien | bildschirm | internet | computer | handy",
    "sprachmittlung": "sprachmittl | dolmetsch | übersetz",
    "trennung": "trennung | scheidung | trauer",
    "buecherschrank": "bücherschrank | bücherei | bibliothek | tauschregal",
}

Pattern = tuple[str, ...]
SHORTEST_INSIDE = 5
SHORTEST_MISTYPED = 6


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
    return tuple(
        (kind, tuple(tuple(fold(word) for word in phrase.split()) for phrase in said.split("|")))
        for kind, said in KINDS.items()
    )


@lru_cache(maxsize=20_000)
def kinds_of(text: str) -> tuple[str, ...]:
    """Return the kinds that a text speaks of, those that its narrower words name first."""
    words = words_of(text)
    found = tuple(kind for kind, patterns in _patterns() if any(_says(words, pattern) for pattern in patterns))
    return found or tuple(
        kind for kind, patterns in _patterns() if any(_nearly_says(words, pattern) for pattern in patterns)
    )


def _says(words: tuple[str, ...], pattern: Pattern) -> bool:
    return all(any(_has(word, part) for word in words) for part in pattern)


def _has(word: str, part: str) -> bool:
    return word.startswith(part) if len(part) < SHORTEST_INSIDE else part in word


def _nearly_says(words: tuple[str, ...], pattern: Pattern) -> bool:
    """Tell whether a word begins like a pattern of one word but for a slip of the keyboard."""
    part = pattern[0]
    if len(pattern) > 1 or len(part) < SHORTEST_MISTYPED:
        return False
    ends = (len(part) - 1, len(part), len(part) + 1)
    return any(word[0] == part[0] and edits(word[:end], part, most=1) <= 1 for word in words for end in ends)
