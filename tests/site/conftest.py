from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from paper_notes.library.folders import PaperFolder

ZH_NOTE = """---
title: A Study of Walnut Trees
authors: [Ada Lund, Bo Chen]
year: 2021
venue: ICML 2021
arxiv: '2101.00001'
doi: 10.1000/walnut.1
tags: [树木, pruning]
difficulty: 3
difficulty_reason: 需要植物学基础
prerequisites: [植物学]
language: zh
note: {status: generated, writer: claude, date: '2026-01-02'}
---

# A Study of Walnut Trees

> **论文**：A Study of Walnut Trees
> **作者**：Ada Lund、Bo Chen
> **发表**：ICML 2021
> **难度**：⭐⭐⭐

## TL;DR

核桃树需要**修剪** [p. 1](paper.pdf#page=1)。本文给出 $n$ 步算法 [p. 2](paper.pdf#page=2)。

## 核心方法

![图 2：产量](images/fig2_result_yield.png)

![图 1：总体架构](images/fig1_arch_tree.png)

论文写道：“pruned walnut trees carry more nuts in the second summer” [p. 1](paper.pdf#page=1)，
见 [p. 2](paper.pdf#page=2)。

> A young tree is cut back to four strong branches.
>
> [p. 2](paper.pdf#page=2)
"""


def make_pdf(path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=500)
    page.insert_text((40, 60), "We found that pruned walnut", fontsize=14)
    page.insert_text((40, 80), "trees carry more nuts in the sec-", fontsize=14)
    page.insert_text((40, 100), "ond summer after the cut.", fontsize=14)
    page = document.new_page(width=400, height=500)
    page.insert_text((40, 60), "A young tree is cut back to four strong branches.", fontsize=12)
    document.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> PaperFolder:
    """A Chinese note of a two-page paper, with two figures."""
    path = tmp_path / "paper-notes" / "walnut"
    (path / "images").mkdir(parents=True)
    (path / "README.md").write_text(ZH_NOTE, encoding="utf-8")
    make_pdf(path / "paper.pdf")
    for number, name in enumerate(("fig1_arch_tree", "fig2_result_yield")):
        Image.effect_noise((900, 600 + number), 40).save(path / "images" / f"{name}.png")
    return PaperFolder(path)
