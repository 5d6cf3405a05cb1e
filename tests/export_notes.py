"""A small library for exports: a note with everything that editors lose, a second one, an extract."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from paper_notes.library.folders import Library

COLLECTION = Path(__file__).parents[1] / "paper-notes"
NOTES = sorted(path.parent.name for path in COLLECTION.glob("*/README.md"))

HARD = r"""---
title: 'Hard & Fast: <Losses> in Editors'
authors: [Ann Author, 王小明, Bo B, Cy C]
year: 2020
venue: ICML 2020
arxiv: '2001.00001'
tags: [编辑器, math]
difficulty: 2
difficulty_reason: 需要耐心
language: zh
description: 一篇把各编辑器难住的笔记。
---

# 难倒编辑器：&amp; 与 <b>其他</b>

> **论文**：Hard &amp; Fast: &lt;Losses&gt; in Editors  
> **发表**：ICML 2020 · [arXiv:2001.00001](https://arxiv.org/abs/2001.00001)

## TL;DR

正文里有 `a|b`、`x  y` 和 &#36;5 &#126; &#36;6、 $x_1$，还有 **粗 $\alpha^{*}$ 体** [p. 1](paper.pdf#page=1)。
<!-- 不可见 -->

## 公式

空间 $X_c$ 与 $`y\_{c}`$ 之间（[p. 2](paper.pdf#page=2)），
以及 [p. 3](paper.pdf#page=3)、[pp. 4–5](paper.pdf#page=4) 两处。

$$
p(y=1 \mid x) < \frac{a \& b}{c} \times \text{停留时长}
$$

```math
L(\theta)=\sum_{i=1}^{N} l(y_i\,\&\,z_i) \tag{3}
```

$$\begin{aligned} a &= b + c \\ d &= \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \end{aligned}$$

1. 第一步：

    $$
    W = \sqrt[3]{\hat{x}^2 + \overline{abc}}
    $$

2. 第二步，很宽的行内公式 $a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + b_1 + b_2 + b_3 + b_4 + b_5 + b_6$。
    - 内层 `code`
    - 内层 **粗** 与 *斜*

> 引文 “they lose  it” [p. 6](paper.pdf#page=6)
>
> $$
> q = \lim_{n\to\infty} \mathbb{E}[r_n]
> $$

## 表与代码

| 项目 | 公式 | 值 |
| :-- | :-: | --: |
| 甲 & 乙 | $\beta_1=0.9$， $P(A\mid B)$ | 1 |
| `x` | [另一篇](../other/README.md) | **2** [p. 7](paper.pdf#page=7) |

```python
def f(x):
    return {"a<b": x & 1}  # 中文  两个空格


    # 空行之后 \$x [p. 1](paper.pdf#page=1)
```

![架构图：a_b \& c](images/fig1_arch_整体 图.png)

![照片](images/photo.jpg)

见 [另一篇笔记](../other/README.md)、[网页](https://example.org/a_(b)?x=1&y=2)、[本节](#公式) 与 [目录](notes.txt)。

---

#### 小标题

3\. 不是列表。C\# 与 \*星号\* 与 a_b_c 与 1 &lt; 2 &amp;lt; 3。
"""

OTHER = """---
title: Another Note
authors: [Dee D]
year: 2021
language: en
tags: [text]
---

# Another note

It says so [p. 1](paper.pdf#page=1), see [the hard one](../hard/README.md) (p. 4 there).
"""

EXTRACT = """---
title: An Extract
authors: [Ex T]
year: 2022
language: en
note:
  status: extract
  writer: extract
---

# An Extract

“A sentence.” [p. 1](paper.pdf#page=1)
"""


def write_library(root: Path) -> Library:
    """The library of this module's notes, below ``root/paper-notes``; ``root`` has a ``mkdocs.yml``."""
    (root / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://notes.example.org/\nplugins:\n  - paper-notes:\n"
        "      lint: {rules: {missing-section: off, incomplete-meta-block: off, tldr-length: off}}\n"
    )
    for slug, text in (("hard", HARD), ("other", OTHER), ("an-extract", EXTRACT)):
        folder = root / "paper-notes" / slug
        (folder / "images").mkdir(parents=True)
        (folder / "README.md").write_text(text, encoding="utf-8")
    images = root / "paper-notes/hard/images"
    picture = Image.radial_gradient("L").resize((1600, 900)).convert("RGBA")
    picture.putalpha(128)
    picture.save(images / "fig1_arch_整体 图.png")
    Image.effect_noise((1500, 1100), 90).convert("RGB").save(images / "photo.jpg", quality=100)
    return Library(root / "paper-notes")
