"""What the pages with forms say when a neighbour does not take what was sent."""

from typing import Final

from shared.web.problems import mark

TOO_OFTEN: Final = mark("Das war zu oft in kurzer Zeit. Bitte versuchen Sie es in einer Stunde noch einmal.")
NOT_ACCEPTED: Final = mark("Diese Angabe wurde nicht angenommen. Bitte prüfen Sie sie.")
NOT_HEARD: Final = mark("Das geht gerade nicht. Das liegt an uns. Bitte versuchen Sie es später noch einmal.")
