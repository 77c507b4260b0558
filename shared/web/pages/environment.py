"""The Jinja environment of all pages: escapes everything, refuses undefined names, translates while drawing."""

from pathlib import Path
from typing import Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from shared.web.csrf import FIELD, FormGuard
from shared.web.pages.formats import FILTERS
from shared.web.pages.view import Query, drawn
from shared.web.static_files import StaticFiles

TEMPLATES: Final = Path(__file__).parent / "templates"


def make_environment(templates: Path, *, static: StaticFiles, guard: FormGuard) -> Environment:
    """The environment for a service's own templates; the shared ones are named "shared/…".

    Names every template and macro may use: `_`, `gettext`, `ngettext`, `{% trans %}`, `link(path, **query)`,
    `asset(name)`, `view()`, `form_token()`, and the filters of shared/web/pages/formats.py.
    """
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(templates), FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    environment.filters.update(FILTERS)
    environment.globals.update(
        link=_link,
        asset=static.url,
        view=drawn.get,
        form_token=lambda: guard.token(drawn.get().request),
        form_token_field=FIELD,
    )
    return environment


def _gettext(message: str) -> str:
    return drawn.get().texts.gettext(message)


def _ngettext(singular: str, plural: str, number: int) -> str:
    return drawn.get().texts.ngettext(singular, plural, number)


def _link(path: str, **query: Query) -> str:
    return drawn.get().link(path, **query)
