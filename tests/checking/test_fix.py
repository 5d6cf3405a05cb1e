"""Mending: what is changed, what must never be, and that a second run changes nothing."""

import pytest

from paper_notes.checking.fix import fix_text
from paper_notes.checking.linter import lint_text
from paper_notes.note.model import FrontMatter, Note, Provenance
from paper_notes.note.store import Owner, owner_of_text, render_note


def fix(text):
    return fix_text(text, lint_text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("用Transformer训练3天,效果好!", "用 Transformer 训练 3 天，效果好！"),
        ("**注意力**Transformer是什么?", "**注意力** Transformer 是什么？"),
        ("见[链接text](http://a.b/中文abc)第3章", "见[链接 text](http://a.b/中文abc) 第 3 章"),
        ("代码`中文,code`与公式$中x,y$不动, 好.", "代码`中文,code`与公式 $中x,y$ 不动，好。"),
        ("比例3:4与f(中,x)", "比例 3:4 与 f(中，x)"),
        ("他说：“它is快” [p. 3](paper.pdf#page=3)", "他说：“它is快” [p. 3](paper.pdf#page=3)"),
        ("> 引文it is,快 [p. 3](paper.pdf#page=3)", "> 引文it is,快 [p. 3](paper.pdf#page=3)"),
        ("English, with 王, stays.", "English, with 王, stays."),
        ("行末有空格,  \n下一行", "行末有空格，  \n下一行"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_punctuation_and_spaces(before, after, line_end):
    before, after = (text.replace("\n", line_end) + line_end for text in (before, after))
    assert fix(before)[0] == after
    assert fix(after) == (after, 0)


def test_front_matter_code_blocks_and_html_stay():
    said = "用Transformer,好"
    text = f"---\ntitle: {said}\n---\n\n```\n{said}\n```\n\n<div>{said}</div>\n\n$$\n\\text{{{said}}}\n$$\n"
    assert fix(text) == (text, 0)


def test_a_note_of_the_program_stays_the_programs():
    front = FrontMatter(title="题", language="zh", provenance=Provenance("generated", "claude", date="2025-01-01"))
    text = render_note(Note(front, "# 题\n\n用Transformer训练。"))
    assert owner_of_text(text) is Owner.MACHINE
    fixed, count = fix(text)
    assert count == 2
    assert owner_of_text(fixed) is Owner.MACHINE
    edited = text.replace("训练", "学习")
    assert owner_of_text(fix(edited)[0]) is Owner.USER
