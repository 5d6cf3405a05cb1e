"""Two hundred damaged notes: no crash, places inside the file, and the same place found by its characters."""

import random

import pytest

from paper_notes.checking.fix import fix_text
from paper_notes.checking.linter import check, lint_text
from paper_notes.note.document import Document

SEED = 20240

NOTE = """---
title: 题 title
difficulty: 3
language: zh
note: {status: generated}
---

# 题

> **论文**：题
> **难度**：⭐⭐⭐（基础）

## TL;DR

值得注意的是，Transformer用注意力代替循环。It is `code` and $x_{i}$ — 𠀀𪚥 done. 🚀

## 核心方法

![图](images/fig1_arch_a.png)

$$
\\frac{a}{b} \\text{中}
$$

- 一 **粗** item
  - 二 [link](http://a.b/c_(d)) <b>html</b>

    段落 “引文” [p. 3](paper.pdf#page=3)

| 甲 | b\\|c |
|---|---|
| 1 | `x|y` |

> 引用
> 文字 [pp. 2–3](paper.pdf#page=2)

```python
def f(): return "$"
```

<details><summary>x</summary>

问？ \u202eRTL\u202c &amp; &copy; \\* \\[ x \\]

</details>
<!-- lint: allow dash because -->
"""

PIECES = [
    *"\0 \r \n \ufeff \u2028 \u200f 𠀀 $ $$ ``` ` ** [ ]( ![".split(" "),  # noqa: SIM905
    *"<!-- --> <details> | \\ \\[ \\( &#0; “ \ud800".split(" "),  # noqa: SIM905
    *("\r\n", "---\n", "> ", "    ", "\t", "[p. 9](paper.pdf#page=9)", "- ", "1. ", "# "),
    *("*" * 50, "_" * 50, "[" * 50, ">" * 30 + " x"),
]


def mutated():
    chance = random.Random(SEED)
    for number in range(192):
        text = NOTE
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(text) + 1)
            match chance.randrange(5):
                case 0:
                    text = text[:at]
                case 1:
                    text = text[at:]
                case 2:
                    end = chance.randrange(at, min(at + 40, len(text)) + 1)
                    text = text[:at] + text[end:]
                case 3:
                    end = chance.randrange(at, min(at + 80, len(text)) + 1)
                    text = text[:end] + text[at:end] + text[end:]
                case _:
                    text = text[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 7)) + text[at:]
        match number % 4:
            case 1:
                text = text.replace("\n", "\r\n")
            case 2:
                text = "".join(c if c != "\n" else chance.choice(("\n", "\r\n", "\r")) for c in text)
            case 3:
                text = "\ufeff" + text
        yield text
    yield "x" * 5_000_000
    yield "值得注意的是，" * 700_000
    yield "*a _b `c $d [e](f) <g> " * 3_000
    yield "\n".join("  " * depth + "- 值" for depth in range(200))
    yield "> " * 500 + "x"
    yield "[" * 20_000 + "]" * 20_000
    yield "$" * 10_001 + "$x" * 3_000
    yield "| a " * 2_000 + "|\n" + "|---" * 2_000 + "|\n" + "| 1 " * 2_000


def positions(document, finding):
    """The finding's stretch, found again from its lines and columns."""
    starts = document.lines.starts

    def offset(line, column):
        shift = 1 if line == 1 and document.text.startswith("\ufeff") else 0
        return starts[line - 1] + column - 1 + shift

    return offset(finding.line, finding.column), offset(finding.end_line, finding.end_column)


@pytest.mark.parametrize("part", range(8))
def test_damaged_notes(part):
    for text in list(mutated())[part::8]:
        document = Document(text)
        for finding in check(document).findings:
            assert finding.line >= 1
            assert finding.column >= 1
            start, end = positions(document, finding)
            assert 0 <= start <= end <= len(text) + 1
            if finding.rule == "emoji":
                assert set(text[start:end]) & set("🚀⭐")
            if finding.rule == "dash":
                assert text[start:end] in ("—", "——")
            if finding.edit is not None:
                assert 0 <= finding.edit.start <= finding.edit.end <= len(text)
        for word in document.prose.words[:2000]:
            source = text[word.start : word.end].replace("\0", "\ufffd")
            assert source == word.text or set("&<") & set(source)


def test_damaged_notes_are_mended_once_and_for_all():
    for text in list(mutated())[:192:6]:
        fixed, _ = fix_text(text, lint_text)
        assert fix_text(fixed, lint_text) == (fixed, 0)
