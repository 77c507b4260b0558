"""Compares two offers, pure and without a database: the same offer, the same need elsewhere, or complementary."""

import math
from functools import lru_cache

from services.offers.domain.double_structures.closeness import Closeness, closeness
from services.offers.domain.double_structures.described import Described, Prepared, prepare
from services.offers.domain.double_structures.evidence import BEFORE, ages_in_common, apart, kinds_agree, reasons_of
from services.offers.domain.double_structures.folding import share
from services.offers.domain.double_structures.judgement import Judgement, Reason, Verdict

SAME_FROM = 0.5
NEED_AGES = 0.5
NEED_TITLE, NEED_TEXT, NEED_WORDS = 0.55, 0.45, 0.35
SAME_ORGANISATION = 0.7
MOST_REMEMBERED = 4_000
# Kinds that are made for some parents only: beside an offer for all they are no doubling.
FOR_SOME = frozenset({"vaeter", "alleinerziehende"})

prepared = lru_cache(maxsize=MOST_REMEMBERED)(prepare)


def compare(left: Described, right: Described) -> Judgement:
    """Return what the two are to each other; their order makes no difference."""
    return compare_prepared(prepared(left), prepared(right))


def compare_prepared(left: Prepared, right: Prepared) -> Judgement:
    """Return what two prepared offers are to each other."""
    nearness = closeness(left, right)
    reasons = sorted(reasons_of(left, right, nearness=nearness), key=lambda reason: (-abs(reason.weight), reason.text))
    score = 1 / (1 + math.exp(-(BEFORE + sum(reason.weight for reason in reasons))))
    if score >= SAME_FROM:
        return Judgement(Verdict.SAME_OFFER, score, tuple(reasons))
    completing = _completing(left, right, nearness)
    verdict = Verdict.COMPLEMENTARY if completing else Verdict.SAME_NEED
    told = (completing,) if completing else ()
    return Judgement(verdict, score, (*told, *(reason for reason in reasons if reason != completing)))


def _completing(left: Prepared, right: Prepared, nearness: Closeness) -> Reason | None:
    """Return why the two complete each other; None if they meet the same need."""
    if not _same_need(left, right):
        return Reason("need", 0.0, "Sie erfüllen verschiedene Bedürfnisse.")
    overlap = ages_in_common(left.ages, right.ages, of_smaller=True)
    if overlap is not None and overlap < NEED_AGES:
        return Reason("ages", 0.0, "Sie ergänzen sich im Alter.")
    if nearness is Closeness.APART:
        return Reason("place", 0.0, "Sie ergänzen sich in verschiedenen Quartieren.")
    if apart(left.said.languages, right.said.languages):
        return Reason("languages", 0.0, "Sie ergänzen sich in den Sprachen.")
    if apart(left.said.target_groups, right.said.target_groups) or _is_for_others(left, right):
        return Reason("target_groups", 0.0, "Sie ergänzen sich in den Zielgruppen.")
    if (share(left.organisation, right.organisation) or 0) >= SAME_ORGANISATION and nearness is not Closeness.NEAR:
        return Reason("organisation", 0.0, "Es sind verschiedene Gruppen derselben Einrichtung.")
    return None


def _same_need(left: Prepared, right: Prepared) -> bool:
    agreement, title = kinds_agree(left, right), share(left.title, right.title) or 0.0
    text = share(left.description, right.description) or 0.0
    common_theme = bool(left.said.themes & right.said.themes)
    if agreement == 1.0:
        return True
    if agreement == 0.0:
        return title >= NEED_TITLE and text >= NEED_TEXT
    if agreement is not None:
        return common_theme or title >= NEED_WORDS
    return title >= NEED_TITLE or (text >= NEED_TEXT and common_theme)


def _is_for_others(left: Prepared, right: Prepared) -> bool:
    return bool((set(left.kinds) ^ set(right.kinds)) & FOR_SOME)
