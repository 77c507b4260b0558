"""What a template knows about the page it draws. Macros see it too, through a context variable set while rendering."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import NullTranslations
from urllib.parse import quote, urlencode

from starlette.requests import Request

from shared.web.languages import COMPLETE_LANGUAGES, DESK_LANGUAGES, Language
from shared.web.pages.city import City

Query = str | int | None | Sequence[str | int]


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation; `title` is a German message id."""

    title: str
    path: str


@dataclass(frozen=True)
class View:
    """The page being drawn: `page` in templates."""

    request: Request
    language: Language
    texts: NullTranslations
    site_name: str
    city: City
    navigation: Sequence[NavigationItem]
    languages: Sequence[Language] = COMPLETE_LANGUAGES
    barrier_path: str = ""
    """Where barriers are told of, if this site has a form for it."""

    @property
    def is_language_chosen(self) -> bool:
        """Whether the address names the language; then every link keeps it."""
        return self.request.query_params.get("lang") == self.language.tag

    def link(self, path: str, **query: Query) -> str:
        """An address inside the site that keeps the chosen language; None and empty parameters fall out."""
        kept = {"lang": self.language.tag} if self.is_language_chosen else {}
        return _address(path, {**query, **kept})

    def with_language(self, language: Language) -> str:
        """This same page in another language."""
        query = {name: self.request.query_params.getlist(name) for name in self.request.query_params}
        return _address(quote(self.request.url.path), {**query, "lang": language.tag})

    def is_current(self, path: str) -> bool:
        """Whether a navigation entry leads to the page being drawn or to a page above it."""
        here = self.request.url.path
        return here == path or (path != "/" and here.startswith(path.rstrip("/") + "/"))

    @property
    def is_for_desks(self) -> bool:
        """Whether pages for people at work are written in this language."""
        return self.language in DESK_LANGUAGES

    def translate(self, text: str) -> str:
        """A text known only at run time, such as a title from the code; never formatted."""
        return self.texts.gettext(text)


def _address(path: str, query: Mapping[str, Query]) -> str:
    path, _, fragment = path.partition("#")
    given = {name: value for name, value in query.items() if value not in (None, "", [])}
    encoded = urlencode(given, doseq=True)
    return path + (f"?{encoded}" if encoded else "") + (f"#{fragment}" if fragment else "")


drawn: ContextVar[View] = ContextVar("drawn_page")
"""The page being drawn in this task."""


def translated(text: str, /, **values: object) -> str:
    """Return a text in the reader's language, for code that makes the page; `{name}` in it stands for a value."""
    told = drawn.get().texts.gettext(text) if text else ""  # The empty text is the catalogue's own header.
    return told.format(**values) if values else told


def translated_choices(choices: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what may be chosen in the reader's language; names out of the data stay as they are."""
    return [(value, translated(text)) for value, text in choices]


def counted(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the text for a number of things, which stands in it as `{number}`."""
    return drawn.get().texts.ngettext(one, many, number).format(number=number, **values)
