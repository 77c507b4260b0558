"""Draws the templates of mails in a reader's language; what has no translation is German."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from shared.web.languages import Language
from shared.web.translation import Texts

HERE = Path(__file__).parent


class Rendering:
    """The templates of this folder, for each language once."""

    def __init__(self) -> None:
        self.texts = Texts((HERE.parent,))
        self._environments: dict[str, Environment] = {}

    def rendered(self, language: Language, name: str, facts: dict[str, Any]) -> str:
        """Return a template filled with facts."""
        return self._environment(language).get_template(name).render(facts)

    def _environment(self, language: Language) -> Environment:
        if language.tag not in self._environments:
            environment = Environment(
                loader=FileSystemLoader(HERE / "templates"),
                autoescape=select_autoescape(),
                undefined=StrictUndefined,
                extensions=["jinja2.ext.i18n"],
                trim_blocks=True,
                lstrip_blocks=True,
            )
            environment.install_gettext_translations(  # type: ignore[attr-defined]  # the extension adds it
                self.texts.of(language), newstyle=True
            )
            self._environments[language.tag] = environment
        return self._environments[language.tag]
