"""The page base: layout, components, legal pages and languages that portal and dashboard share."""

from shared.web.pages.city import City
from shared.web.pages.pages import Pages
from shared.web.pages.view import NavigationItem

__all__ = ["City", "NavigationItem", "Pages"]
