from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile import HOSTILE

from borderatlas.maps.markup import is_safe_link, markup


@pytest.mark.parametrize(
    "text",
    [
        "plain <b>bold</b>",
        '<a href="https://example.org/?a=1&b=2" target="_blank">link</a>',
        "<table><tr><td>1</td></tr></table>",
        "line<br>line<br/>line",
        '<p style="color: red" dir="rtl">متن</p>',
        "1 < 2 and 3 > 2",
        '<img src="data:image/png;base64,AAAA" alt="dot">',
    ],
)
def test_harmless_markup_stays(text: str) -> None:
    assert unescape(markup(text)) == unescape(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>x</b>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="  jAvA\tscript:alert(1)">x</a>',
        "<iframe srcdoc=x></iframe>",
        "<svg><script>1</script></svg>",
        "</div><b>out</b>",
        "<b",
        "<!-- x -->",
        "<?php ?>",
        "<style>*{display:none}</style>",
        "<form><input></form>",
    ],
)
def test_other_markup_comes_out_as_the_text_it_is(text: str) -> None:
    made = markup(text)
    assert "<" not in made
    assert unescape(made) == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_character_means_anything_to_a_template_or_a_script(text: str) -> None:
    assert not set("`$\\{\r") & set(markup(text))


@given(st.text())
def test_any_text_without_tags_is_kept(text: str) -> None:
    clean = text.replace("<", "").replace("&", "")
    assert unescape(markup(clean)).replace("\r", "") == clean.replace("\r", "") or "\0" in clean


@pytest.mark.parametrize(
    "address", ["https://a.example", "http://a.example", "mailto:a@b.example", "HTTPS://A.example"]
)
def test_links(address: str) -> None:
    assert is_safe_link(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:1", "JAVASCRIPT:1", " java\nscript:1", "data:text/html,x", "vbscript:1", "//a.example", "x", ""],
)
def test_no_links(address: str) -> None:
    assert not is_safe_link(address)
