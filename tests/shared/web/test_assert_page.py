"""The page check finds what it is there for: each fault is planted in a sound page."""

import pytest
from html5lib.html5parser import ParseError

from shared.testing.pages import assert_fragment, assert_page

SOUND = """<!doctype html>
<html lang="de" dir="ltr"><head><meta charset="utf-8"><title>Angebote – Familien</title>
<link rel="stylesheet" href="/static/base/1/app.css"></head>
<body><a href="#content">Zum Inhalt</a><header><nav aria-label="Haupt"><a href="/">Start</a></nav></header>
<main id="content"><h1>Angebote</h1><h2>Heute</h2>
<form action="/suche"><label for="text">Suche</label><input id="text" name="text"><button>Los</button></form>
</main><footer><a href="https://www.dortmund.de">Stadt</a></footer></body></html>"""


def test_a_sound_page_passes() -> None:
    assert_page(SOUND)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<h2>Heute</h2>", "<h1>Heute</h1>", "2 h1"),
        ("<h2>Heute</h2>", "<h4>Heute</h4>", "h4 follows h1"),
        ('lang="de"', 'lang="xx"', "unknown page language"),
        ('lang="de" dir="ltr"', 'lang="ar" dir="ltr"', "direction"),
        ("Angebote – Familien", " ", "no title"),
        ("footer>", "div>", "exactly one footer"),
        ('<nav aria-label="Haupt">', "<nav>", "navigations named None"),
        ('<label for="text">Suche</label>', "", "has no label"),
        ('id="content"', "", "missing id 'content'"),
        ('name="text"', 'name="text" style="color:red"', "inline style"),
        ('name="text"', 'name="text" onfocus="x()"', "inline onfocus"),
        ('href="/"', 'href="javascript:x()"', "inline href"),
        ("</head>", "<script>x()</script></head>", "inline script"),
        ("</head>", '<script type="module">x()</script></head>', "inline script"),
        ("</head>", "<style>p{}</style></head>", "inline style"),
        ('href="/static/base/1/app.css"', 'href="https://cdn.example/app.css"', "from elsewhere"),
        ("</head>", '<script src="//cdn.example/x.js"></script></head>', "from elsewhere"),
        ('action="/suche"', 'action="https://evil.example/"', "from elsewhere"),
        ("<button>Los</button>", "<button></button>", "without a name"),
        ("<h2>Heute</h2>", '<img src="/a.png">', "without alt"),
        ("<h2>Heute</h2>", '<p id="text">Heute</p>', "occurs 2 times"),
    ],
)
def test_a_planted_fault_is_found(old: str, new: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        assert_page(SOUND.replace(old, new))


def test_a_data_block_is_no_script() -> None:
    assert_page(SOUND.replace("</head>", '<script type="application/ld+json">{}</script></head>'))


def test_broken_markup_is_found() -> None:
    with pytest.raises(ParseError, match="End tag"):
        assert_page(SOUND.replace("</form>", "</form></section>"))


def test_a_fragment_is_checked_without_asking_for_a_whole_page() -> None:
    assert_fragment("<p>Guten Tag</p>")

    with pytest.raises(AssertionError, match="has no label"):
        assert_fragment('<input name="text">')
