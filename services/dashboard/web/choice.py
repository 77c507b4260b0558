"""What a form of choices sends by GET: an empty field means that nothing is chosen."""

from typing import Annotated

from pydantic import BeforeValidator

from shared.contracts.vocabulary import Key, Slug


def _none_if_empty(value: object) -> object:
    return value or None


KeyChoice = Annotated[Key | None, BeforeValidator(_none_if_empty)]
"""A key of a theme, life phase or indicator."""
SlugChoice = Annotated[Slug | None, BeforeValidator(_none_if_empty)]
"""The key of a quarter."""
