"""Markup of other directories becomes plain text, or stays for the gate to refuse, in no time."""

from time import process_time

import pytest

from services.offers.domain.hsds.incoming.plain_text import LONGEST, plain_text
from services.offers.domain.markup import holds_markup


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Wir <3 Kinder, 2 < 5 Jahre", "Wir <3 Kinder, 2 < 5 Jahre"),
        ("<p>Eins</p><p>Zwei</p>", "Eins\n\nZwei"),
        ("vorher<script>if (a < b) { steal('</p>') }</script>nachher", "vorhernachher"),
        ("<STYLE>p {color: red}</STYLE>Text", "Text"),
        ("<!-- geheim -->Text", "Text"),
        ("Kinder &amp; Eltern", "Kinder & Eltern"),
        ("<script>ohne Ende", ""),
        ('<a href="javascript:alert(1)">hier</a>', "hier"),
    ],
)
def test_tags_go_and_words_stay(said: str, told: str) -> None:
    assert plain_text(said)[0] == told


@pytest.mark.parametrize("said", ["&lt;script&gt;x", "<scr<b>ipt>x", "<img src=x onerror=alert(1)", "<b><!-- <"])
def test_what_still_looks_like_markup_is_left_for_the_gate(said: str) -> None:
    assert holds_markup(plain_text(said)[0])


@pytest.mark.parametrize("part", ["<!", "<", "<a ", "<script>", "</", "&", "&#", "<!--", "<a <b ", "\n", "<p>"])
def test_nothing_takes_long(part: str) -> None:
    text = "<b>" + part * (LONGEST // len(part) - 3)
    began = process_time()
    plain_text(text)
    assert process_time() - began < 0.5
