import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from paper_notes.note.escape import escape

EXTENSIONS = ["extra", "admonition", "sane_lists", "smarty"]
HOSTILE = [
    "<script>alert(1)</script>",
    "![x](http://evil.example/a.png)",
    "[click](javascript:alert(1))",
    "# not a heading",
    "1. not a list",
    "- not a list",
    "a * b * c and _d_ and `e` and ~~f~~",
    "cost $5$ and $$x$$",
    "{: onclick=alert(1) }",
    "| a | b |",
    "&lt;b&gt; &amp;",
    "back\\slash",
    "!!! danger",
    "--8<-- 'secrets.txt'",
    ":smile: a:b",
    "term\n: definition",
    "x^2^ and H~2~O ==mark==",
    "*[HTML]: abbreviation",
    "[^1]: footnote",
    "> quote",
    "‮txt.exe",
]


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def plain(text: str) -> str:
    return " ".join("".join(c for c in text if c != "‮").split())


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_renders_as_itself(text):
    for page in (
        markdown.markdown(escape(text), extensions=["extra", "admonition", "sane_lists"]),
        MarkdownIt("gfm-like", {"linkify": False}).render(escape(text)),
    ):
        assert text_of(page) == plain(text)
        assert set(re.findall(r"<(/?\w+)", page)) <= {"p", "/p"}


@given(st.text(alphabet=st.sampled_from("ab1 .#*_-+!<>&[]()`$~^=|{}:\\/'\"中\n"), max_size=40))
def test_any_text_stays_one_paragraph_of_text(text):
    page = markdown.markdown(escape(text), extensions=["extra", "admonition", "sane_lists"])
    assert set(re.findall(r"<(/?\w+)", page)) <= {"p", "/p"}
    assert text_of(page) == plain(text)
