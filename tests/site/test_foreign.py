"""Quotations in another language than their page."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.language.identify import Language
from paper_notes.site.foreign import mark_foreign


def marked(html: str, language: Language) -> str:
    tree = LexborHTMLParser(html, is_fragment=True)
    mark_foreign(tree, language)
    return tree.html or ""


@pytest.mark.parametrize(
    ("html", "language", "expected"),
    [
        (
            '<p><strong>问题</strong>：“Shelves &lt;b&gt; are &amp; full.” <a href="#">p. 1</a></p>',
            "zh",
            '：“<span lang="en">Shelves &lt;b&gt; are &amp; full.</span>” <a href="#">p. 1</a></p>',
        ),
        (
            "<blockquote><p>书架已经满了，需要整理。</p></blockquote>",
            "en",
            '<p lang="zh-CN">书架已经满了，需要整理。</p>',
        ),
        ("<h3>3.1 Shelf Order</h3>", "zh", '<h3 lang="en">3.1 Shelf Order</h3>'),
        ("<p>“书架已经满了”，所以整理。</p>", "zh", "<p>“书架已经满了”，所以整理。</p>"),
        ("<li>用 “BERT” 编码</li>", "zh", "<li>用 “BERT” 编码</li>"),
        ("<p>It says “shelves are full”.</p>", "en", "<p>It says “shelves are full”.</p>"),
    ],
)
def test_what_is_quoted_from_the_other_language_says_so(html: str, language: Language, expected: str) -> None:
    assert expected in marked(html, language)
