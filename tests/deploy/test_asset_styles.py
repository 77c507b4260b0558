"""Of KERN's styles pages get what they use, and nothing that they use is missing."""

import re
from pathlib import Path

import pytest

from deploy.asset_styles import styled_words
from deploy.build_assets import STYLES, VENDOR
from tests.house.tree import ROOT

STYLE_SHEET = ".kern-icon--home{a:b} .kern-icon--moon{a:b} .kern-table--small{a:b} .kern-dialog{a:b} iframe{a:b}"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    templates = tmp_path / "services" / "portal" / "web" / "templates"
    templates.mkdir(parents=True)
    (templates / "page.html").write_text('<i class="kern-icon--{{ name }}"></i> <table class="kern-table--small">')
    (templates.parent / "icons.py").write_text('HOME = "home"')
    vendor = tmp_path / "shared" / "web" / "static" / "vendor"
    vendor.mkdir(parents=True)
    (vendor / "library.js").write_text('"kern-dialog"')
    return tmp_path


def test_words_are_those_that_pages_name_or_put_together(pages: Path) -> None:
    assert styled_words(pages, STYLE_SHEET) == ["kern-icon--home", "kern-table--small"]


def classes(styles: str) -> set[str]:
    return set(re.findall(r"\.(kern-[a-z0-9_-]+)", styles))


def rules(styles: str) -> set[frozenset[str]]:
    """The classes that each selector asks for together."""
    preludes = re.findall(r"([^{}]+)\{", styles)
    return {frozenset(classes(selector)) for prelude in preludes for selector in prelude.split(",")}


@pytest.mark.parametrize("built", ["kern.min.css", "kern.rtl.css"])
def test_each_rule_whose_classes_the_templates_name_is_still_there(built: str) -> None:
    templates = [*ROOT.glob("services/*/web/templates/**/*.html"), *ROOT.glob("shared/web/**/templates/**/*.html")]
    named = {name for path in templates for name in re.findall(r"kern-[a-z0-9_-]+", path.read_text())}
    needed = {rule for rule in rules(STYLES.read_text()) if rule and rule <= named}
    assert len(needed) > 50
    assert needed <= rules((VENDOR / built).read_text())


@pytest.mark.parametrize("kind", ["info", "success", "warning", "danger"])
def test_alerts_and_badges_of_each_kind_have_their_colours(kind: str) -> None:
    kept = classes((VENDOR / "kern.min.css").read_text())
    assert {f"kern-alert--{kind}", f"kern-badge--{kind}", f"kern-icon--{kind}"} <= kept


def test_most_of_what_kern_offers_is_left_out() -> None:
    kept = (VENDOR / "kern.min.css").stat().st_size
    assert kept < STYLES.stat().st_size / 2


@pytest.mark.parametrize("built", ["kern.min.css", "kern.rtl.css"])
def test_the_rule_that_gives_every_page_its_colours_is_there(built: str) -> None:
    assert (
        ":is(body):not([class*=kern-level-]){--kern-color-layout-text-default-contextual"
        in (VENDOR / built).read_text()
    )
