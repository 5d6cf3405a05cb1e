"""A small collection for the tests in a browser: two papers, three notes, made here."""

from __future__ import annotations

import shutil
from pathlib import Path

import pymupdf

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = ["guide.md", "claude.md"]  # of our own documentation: pages with code, tables and links

SETTINGS = """site_name: 论文笔记
site_url: {site_url}
repo_url: https://github.com/example/notes
edit_uri: edit/main/docs/
theme:
  name: material
  language: zh
  font: false
  features: [content.code.copy, navigation.instant, search.highlight]
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: 深色}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: 浅色}}
plugins:
  - search
{offline}  - paper-notes: {write: never, fail_on: never}
markdown_extensions: [tables]
"""

HOME = "---\nhide: [navigation, toc]\n---\n\n# 阅读笔记\n\n<!-- paper-notes:index -->\n"

WALNUT = """---
title: Pruning Walnut Trees
authors: [Ada Lund, Bo Chen]
year: 2021
venue: ICML 2021
arxiv: '2101.00001'
tags: [树木, 修剪技术]
difficulty: 4
language: zh
note: {status: generated, writer: claude, date: '2026-01-02'}
---

# Pruning Walnut Trees

## TL;DR

核桃树疏于修剪时产量逐年下降，本文用注意力机制选择要剪去的枝条 [p. 1](paper.pdf#page=1)。

## 核心方法

![图 1：整枝流程的总体架构](images/fig1_arch_tree.png)

论文写道：“pruned walnut trees carry more nuts in the second summer” [p. 1](paper.pdf#page=1)。

$$
y = \\left(\\frac{\\sum_{i=1}^{n} w_i x_i}{\\sqrt{d_k}}\\right) \\tag{3}
$$

$$
a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + b_1 + b_2 + b_3 + b_4 + b_5 + b_6 + b_7 + b_8 + b_9 = c_{11}
$$

行内公式 $\\alpha_i < \\beta$ 也能排版，见 scaffolding 一词。

![图 2：各年产量](images/fig2_result_yield.png)

| 处理 | 产量 | 说明 |
|---|---:|---|
| 修剪 | 12.5 | 第二年夏天增加 |
| 不修剪 | 9.1 | 逐年下降 |

```python
def prune(tree):
    return tree[:4]
```

## 深度理解问答

### Q1：为什么留四根枝条？

见 [p. 2](paper.pdf#page=2)。
"""

WALNUT_EN = """---
title: Pruning Walnut Trees
authors: [Ada Lund, Bo Chen]
year: 2021
language: en
note: {status: generated, writer: claude, date: '2026-01-02'}
---

# Pruning Walnut Trees

## TL;DR

Unpruned walnut trees yield less each year; an attention mechanism picks the branches to cut [p. 1](paper.pdf#page=1).

## Core Method

![Figure 1: The pruning workflow](images/fig1_arch_tree.png)
"""

HAZEL = """---
title: "Hazel Hedges: A Survey"
authors: [Carla Diaz]
year: 2019
venue: Journal of Hedges
tags: [hedges]
difficulty: 2
language: en
note: {status: extract, writer: extract, date: '2026-01-01'}
---

# Hazel Hedges: A Survey

## TL;DR

> A young tree is cut back to four strong branches. [p. 2](paper.pdf#page=2)

Hedges of hazel are coppiced by gardeners every seven years, [`walnut`](../walnut/README.md) trees are not.
"""


def write_collection(folder: Path, *, site_url: str, offline: bool) -> None:
    """Settings, home page, two papers with their notes."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    for name in GUIDES:
        shutil.copy(DOCS / name, folder / "docs")
    shutil.copytree(DOCS / "images", folder / "docs" / "images", ignore=shutil.ignore_patterns("*.py"))
    settings = SETTINGS.replace("{offline}", "  - offline\n" if offline else "").replace("{site_url}", site_url)
    if offline:  # instant loading asks a server
        settings = settings.replace("navigation.instant, ", "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for slug, notes in (("walnut", {"README.md": WALNUT, "README.en.md": WALNUT_EN}), ("hazel", {"README.md": HAZEL})):
        paper = folder / "paper-notes" / slug
        (paper / "images").mkdir(parents=True)
        for name, text in notes.items():
            (paper / name).write_text(text, encoding="utf-8")
        _write_pdf(paper / "paper.pdf")
    _draw(folder / "paper-notes/walnut/images/fig1_arch_tree.png", 900, 420)
    _draw(folder / "paper-notes/walnut/images/fig2_result_yield.png", 700, 700)


def _write_pdf(path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=520)
        page.insert_text((40, 60), "We found that pruned walnut", fontsize=14)
        page.insert_text((40, 80), "trees carry more nuts in the second summer.", fontsize=14)
        page = document.new_page(width=400, height=520)
        page.insert_text((40, 60), "A young tree is cut back to four strong branches.", fontsize=12)
        document.save(path)


def _draw(path: Path, width: int, height: int) -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=width, height=height)
        for step in range(4):
            left = 60 + step * (width - 120) / 4
            page.draw_rect((left, height / 3, left + 120, height / 2), color=(0.1, 0.3, 0.6), fill=(0.9, 0.93, 1))
        page.get_pixmap().save(path)
