"""Which problem document each refusal of the search becomes."""

from services.offers.domain.search.synonyms import TooFewTerms
from services.offers.use_cases.search.keep_synonyms import TooManyGroups
from shared.web.problems import ProblemKind, Refusals, mark

TOO_FEW_TERMS = ProblemKind(
    "too-few-terms",
    422,
    mark("Es fehlt ein zweites Wort"),
    mark(
        "Bitte nennen Sie mindestens zwei verschiedene Wörter, die dasselbe meinen; „und“, „für“ und Ähnliches zählt nicht."
    ),
)
TOO_MANY_GROUPS = ProblemKind(
    "too-many-synonyms",
    409,
    mark("Es gibt schon sehr viele Wortgruppen"),
    mark("Bitte löschen Sie zuerst eine, die nicht mehr gebraucht wird."),
)

SEARCH_PROBLEMS: Refusals = {TooFewTerms: TOO_FEW_TERMS, TooManyGroups: TOO_MANY_GROUPS}
