from __future__ import annotations

from dataclasses import replace

import markdown
from selectolax.lexbor import LexborHTMLParser

from paper_notes.note.outline import outline
from paper_notes.site.bilingual import side_by_side
from paper_notes.site.entry import read_entry

ZH = """# 树

> **论文**：T

## TL;DR

核桃树需要修剪 [p. 1](paper.pdf#page=1)。

## 核心方法

先说一段。

再说一段。

![图 1](images/fig1_arch_tree.png)

$$
a = b
+ c
$$

## 附录

只有中文。
"""
EN = """# Tree

## TL;DR

Walnut trees want pruning.

## Core Method

One paragraph.

![Figure 1](images/fig1_arch_tree.png)

$$
a = b
+ c
$$
"""


def test_blocks_are_the_texts_parts_in_order():
    assert [block.kind for block in outline(ZH).parts][:8] == ["h1", "blockquote", "h2", "p", "h2", "p", "p", "img"]
    assert "\n\n".join(block.source for block in outline(ZH).parts) == ZH.strip()


def test_like_stands_beside_like(folder):
    zh = replace(read_entry(folder), body=ZH)
    text = side_by_side(zh, replace(zh, body=EN, language="en"))
    extensions = {"md_in_html": {}, "pymdownx.arithmatex": {"generic": True}}
    html = markdown.markdown(text, extensions=list(extensions), extension_configs=extensions)
    tree = LexborHTMLParser(html, is_fragment=True)
    rows = []
    for row in tree.css(".pn-pair"):
        left, right = row.css("div[lang]")
        assert (left.attributes["lang"], right.attributes["lang"]) == ("zh-CN", "en")
        rows.append((left, right))
    texts = [tuple(" ".join(cell.text().split()) for cell in row) for row in rows]
    assert ("树", "Tree") in texts
    assert ("核心方法", "Core Method") in texts
    assert ("先说一段。", "") in texts
    assert ("再说一段。", "One paragraph.") in texts  # both stand before the figure
    assert ("只有中文。", "") in texts
    assert [bool(left.css("img")) for left, right in rows] == [bool(right.css("img")) for left, right in rows]
    formulas = [(left.css_first(".arithmatex"), right.css_first(".arithmatex")) for left, right in rows]
    assert [a.text() == b.text() for a, b in formulas if a] == [True]
    assert not tree.css("blockquote")
