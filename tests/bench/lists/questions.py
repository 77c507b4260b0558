"""What the measured lists are asked for: each question over HTTP and as the SQL that a person would write for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

from services.registry.domain.sort_key import sort_key
from shared.hosting.running import utc_now
from tests.bench.duplicates.register import SYLLABLES, identifier
from tests.bench.lists.register import AGREEMENTS, NETWORKS

SEED = 20_260_304
# As many entries as a person looks through before turning the page.
PAGE = 50
# One more than a page tells that others follow.
_ROWS = f"LIMIT {PAGE + 1}"
_HOLDS = "(joined_on IS NULL OR joined_on <= $2) AND (left_on IS NULL OR left_on > $2)"
_PARTNERS = "SELECT * FROM partners WHERE merged_into IS NULL"
_MEMBERS_OF = f"id IN (SELECT partner FROM memberships WHERE network = $1 AND {_HOLDS})"
_AGREEMENTS = """
SELECT agreements.*,
    (SELECT array_agg(partner ORDER BY place) FROM agreement_parties WHERE agreement = agreements.id) AS parties,
    (SELECT jsonb_agg(to_jsonb(owed) ORDER BY place) FROM agreement_obligations AS owed WHERE agreement = agreements.id) AS owed
FROM agreements
"""
_NETWORKS = (
    "SELECT *, ARRAY(SELECT area FROM network_areas WHERE network = networks.id ORDER BY place) AS areas FROM networks"
)
_PARTY = "id IN (SELECT agreement FROM agreement_parties WHERE partner = $1)"
_IN_ORDER = f"ORDER BY sort_key, id {_ROWS}"


@dataclass(frozen=True)
class Question:
    """One request and the same by hand; `kind` names it for people."""

    kind: str
    path: str
    sql: str
    arguments: tuple[Any, ...] = ()


def questions(number: int) -> Sequence[Question]:
    """Return so many questions, all kinds in turns, each about another network, partner or word."""
    random = Random(SEED)
    return [KINDS[place % len(KINDS)](random) for place in range(number)]


def _members(random: Random) -> Question:
    network = _network(random)
    sql = f"{_PARTNERS} AND {_MEMBERS_OF} {_IN_ORDER}"
    return Question("Partner eines Netzwerks", _path("/partners", network=network), sql, (network, utc_now().date()))


def _partners_by_words(random: Random) -> Question:
    words = _word(random)
    sql = f"{_PARTNERS} AND sort_key LIKE $1 {_IN_ORDER}"
    return Question("Partner nach Wörtern", _path("/partners", q=words), sql, (f"%{sort_key(words)}%",))


def _memberships(random: Random) -> Question:
    network = _network(random)
    sql = f"""SELECT memberships.*, sort_key FROM memberships JOIN partners ON id = partner
        WHERE network = $1 AND {_HOLDS} ORDER BY sort_key, partner {_ROWS}"""
    return Question(
        "Mitgliedschaften eines Netzwerks", _path(f"/networks/{network}/members"), sql, (network, utc_now().date())
    )


def _agreements_of_network(random: Random) -> Question:
    network = _network(random)
    sql = f"{_AGREEMENTS} WHERE network = $1 {_IN_ORDER}"
    return Question("Vereinbarungen eines Netzwerks", _path("/agreements", network=network), sql, (network,))


def _agreements_of_partner(random: Random) -> Question:
    # Each of the first partners has the agreement of its own number at least.
    partner = identifier(random.randrange(AGREEMENTS))
    sql = f"{_AGREEMENTS} WHERE {_PARTY} {_IN_ORDER}"
    return Question("Vereinbarungen eines Partners", _path("/agreements", party=str(partner)), sql, (partner,))


def _agreements_by_words(random: Random) -> Question:
    words = f"haus {random.randrange(100, 2000)}"
    sql = f"{_AGREEMENTS} WHERE sort_key LIKE $1 {_IN_ORDER}"
    return Question("Vereinbarungen nach Wörtern", _path("/agreements", q=words), sql, (f"%{words}%",))


def _agreements_in_a_state(_: Random) -> Question:
    sql = f"{_AGREEMENTS} WHERE state = $1 {_IN_ORDER}"
    return Question("Vereinbarungen nach Stand", _path("/agreements", state="proposed"), sql, ("proposed",))


def _networks(_: Random) -> Question:
    return Question("Netzwerke", _path("/networks"), f"{_NETWORKS} {_IN_ORDER}")


KINDS: tuple[Callable[[Random], Question], ...] = (
    _members,
    _partners_by_words,
    _memberships,
    _agreements_of_network,
    _agreements_of_partner,
    _agreements_by_words,
    _agreements_in_a_state,
    _networks,
)


def _network(random: Random) -> str:
    return f"netz-{random.randrange(NETWORKS)}"


def _word(random: Random) -> str:
    return random.choice(SYLLABLES) + random.choice(("hof", "nest", "weg"))


def _path(path: str, **asked: str) -> str:
    return f"{path}?{urlencode({**asked, 'limit': PAGE})}"
