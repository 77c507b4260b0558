"""The way back after sign-in can only lead to this site."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.identity.return_path import safe_return_path


@pytest.mark.parametrize("path", ["/", "/arbeitsplatz", "/angebote/7?sprache=tr", "/a/../b", "/suche?q=%C3%BC#ende"])
def test_a_path_of_this_site_is_kept(path: str) -> None:
    assert safe_return_path(path) == path


@pytest.mark.parametrize(
    "link",
    [
        None,
        "",
        "arbeitsplatz",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "/ok\r\nSet-Cookie: a=b",
        " //evil.example",
        "/" + "a" * 600,
    ],
)
def test_anything_else_leads_home(link: str | None) -> None:
    assert safe_return_path(link) == "/"


@given(st.text(alphabet=st.sampled_from("/\\:@?#.ae\t\n%[]"), max_size=20))
def test_no_text_leads_to_another_host(text: str) -> None:
    target = urljoin("https://portal.example/anmelden/zurueck", safe_return_path(text))
    assert urlsplit(target).netloc == "portal.example"
