"""Words as the search compares them: without case, accents and umlaut spelling, and without those that say nothing."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from services.offers.domain.wording import forgiving, plain_words

LONGEST_WORD = 40
_SHORT_TYPO_LENGTH = 5
_LONG_TYPO_LENGTH = 9


def compared_words(text: str) -> tuple[str, ...]:
    """Return all words of a text in the spelling in which they are compared."""
    return tuple(forgiving(word)[:LONGEST_WORD] for word in plain_words(text))


# German function words in their compared spelling, as far as they occur in questions and in titles.
FILLERS = frozenset(
    compared_words(
        """
        ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit dann das dass
        dein deine dem den denn der des die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem
        einen einer eines er es etwas euch euer eure fur gibt haben hat hier hin ich ihr ihre ihrem ihren im in ins ist
        ja jede jedem jeden jeder jedes kann konnen man mein meine meinem meinen mich mir mit nach nicht noch nur oder
        ob ohne sehr sein seine sich sie sind so sowie suche suchen uber um und uns unser unsere unter vom von vor was
        wenn wer werden wie wir wird wo zu zum zur the and of for
        """
    )
)


def telling_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each word of the texts that says something, once."""
    words = (word for text in texts for word in compared_words(text))
    return tuple(dict.fromkeys(word for word in words if word not in FILLERS))


def typing_errors_forgiven(word: str) -> int:
    """Return how many letters of a known word somebody may get wrong: none in short ones, two in long ones."""
    return (len(word) >= _SHORT_TYPO_LENGTH) + (len(word) >= _LONG_TYPO_LENGTH)


def is_nearly(word: str, known: str) -> bool:
    """Tell whether a word is a known one, typing errors forgiven."""
    most = typing_errors_forgiven(known)
    if word == known or most == 0 or abs(len(word) - len(known)) > most:
        return word == known
    # An error changes two letters of the set at most; nearly all words are told apart by that.
    return (_letters(word) ^ _letters(known)).bit_count() <= 2 * most and distance(word, known) <= most


@lru_cache(maxsize=5_000)
def _letters(word: str) -> int:
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 63)
    return letters


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, left out, replaced or swapped with their neighbour (Damerau 1964)."""
    before: Sequence[int] = ()
    last: Sequence[int] = range(len(other) + 1)
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != wanted))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted
            here.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, here
    return last[-1]
