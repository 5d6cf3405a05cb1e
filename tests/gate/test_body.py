"""What passes the gate of a page's body: the forms of notes do, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from attacks import FAMILIES
from paper_notes.gate.addresses import Addresses
from paper_notes.gate.body import pass_body
from paper_notes.gate.elements import ATTRIBUTES, ELEMENTS
from paper_notes.gate.rendering import render

SHARED = Path(__file__).parents[3] / "shared" / "hostile" / "markdown.json"

FORMS = {
    "heading": "## 核心方法\n",
    "table": "| a | b |\n|:--|--:|\n| 1 | 2 |\n",
    "code": "```python\ndef f(x):\n    return '<b>'\n```\n",
    "code without a language": "```\nx < 1\n```\n",
    "formula": "$x_1 < y$ and\n\n$$\n\\sum_i x_i\n$$\n\n```math\na\\,b\n```\n",
    "citation": "So “words” [p. 3](paper.pdf#page=3).\n",
    "figure": "![Figure 1: the “whole” thing](images/fig1_arch_whole.png)\n",
    "another note": "See [the other](../other/README.md#core-method).\n",
    "links": "[a](https://arxiv.org/abs/1706.03762) [b](https://doi.org/10.1000/182)\n",
    "footnote": "a[^1]\n\n[^1]: b\n",
    "admonition": '!!! note "x"\n    text\n\n??? tip\n    text\n',
    "list": "1. a\n2. b\n   - c\n",
    "definition": "a\n:   b\n",
    "raw but harmless": "H<sub>2</sub>O<br>x <kbd>a</kbd> <mark>b</mark>\n",
    "rendered formula": "<math display='block'><mfrac><mi>a</mi><mi>b</mi></mfrac></math>\n",
}


def harm(html: str) -> list[str]:
    """What of the HTML isn't text, allowed by name, or leads or loads from elsewhere."""
    found = []
    for node in LexborHTMLParser(f"<body>{html}").css("body *"):
        tag = node.tag or ""
        if tag not in ELEMENTS and tag not in ("tbody", "-text"):
            found.append(tag)
        for name, value in node.attributes.items():
            if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
                found.append(f"{tag} {name}")
            if name in ("href", "src") and ("foreign" in (value or "") or ":" in (value or "").split("#")[0]):
                found.append(f"{tag} {name}={value}")
            if name in ("class", "id") and (value or "").startswith(("pn-", "md-", "__", "mermaid", "annotate")):
                found.append(f"{tag} {name}={value}")
            if name == "style" and "text-align" not in (value or ""):
                found.append(f"{tag} style={value}")
    return found


@pytest.mark.parametrize("attack", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("around", ["{}", "Before.\n\n{}\n\nAfter.\n", "> {}\n", "- a\n\n    {}\n"])
def test_nothing_that_acts_passes(attack, around):
    passed = pass_body(render(around.format(attack)), Addresses())
    assert harm(passed.html) == []
    assert not set("\u202e\u2066\u200f\0\x01") & set(passed.html)
    assert pass_body(passed.html, Addresses()).html == passed.html


def test_without_the_gate_the_attacks_are_ones():
    harmless = [name for name, attack in FAMILIES.items() if not harm(render(attack))]
    assert len(harmless) < len(FAMILIES) / 5, harmless


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_notes_are_made_of_passes_whole(form):
    html = render(form)
    passed = pass_body(html, Addresses())
    assert passed.dropped == ()
    assert LexborHTMLParser(passed.html).text() == LexborHTMLParser(html).text()


def test_what_is_dropped_is_named_once_with_its_element():
    passed = pass_body('<p onclick="a">x<script>b</script></p><p onclick="b" class="mermaid">y</p>', Addresses())
    assert set(passed.dropped) == {"<script>", "onclick of <p>", "class of <p> (mermaid)"}
    assert passed.html == "<p>x</p><p>y</p>"


def test_a_paper_justifies_the_links_that_it_prints():
    printed = Addresses(
        ("https://given.example/paper.pdf",), lambda: "Code: https://github.com/a/b. See www.example.org/x"
    )
    for address in ("https://github.com/a/b", "https://given.example/paper.pdf#page=2", "http://www.example.org/x"):
        assert printed.link(address)
        assert not Addresses().link(address)
    for address in ("https://github.com/a/b.evil.example", "https://a@github.com/a/b", "https://github.com/a/bc"):
        assert not printed.link(address)
    html = '<img src="https://github.com/a/b" alt="">'
    assert "github" not in pass_body(html, printed).html


def test_the_paper_s_text_is_asked_for_by_need_only():
    def never() -> str:
        raise AssertionError("no link leads elsewhere")

    pass_body(render("".join(f"{form}\n" for form in FORMS.values())), Addresses((), never))


@given(
    st.lists(
        st.sampled_from(
            [
                *[
                    "<",
                    ">",
                    '"',
                    "'",
                    "=",
                    "/",
                    "`",
                    "~~~",
                    "```",
                    "[",
                    "](",
                    ")",
                    "{",
                    "}",
                    ":",
                    "!",
                    "[^1]",
                    "$",
                    "<script>",
                    "</script>",
                    "<!--",
                    "-->",
                    "<math>",
                    "<mtext>",
                ],
                *["onclick=a", "javascript:a", "//foreign.example", "&lt;", "&#x3c;", "<style>", "</p>", "text"],
                *(" ", "\n", "\x02", "<img src=x onerror=a>", "<div markdown>"),
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_no_combination_passes(markdown):
    assert harm(pass_body(render(markdown), Addresses()).html) == []


@pytest.mark.skipif(not SHARED.is_file(), reason="the collection of attacks isn't here")
def test_known_attacks():
    for name, attack in json.loads(SHARED.read_text(encoding="utf-8")).items():
        html = pass_body(render(attack), Addresses()).html
        assert harm(html) == [], name
