"""Covers, declarations and abstracts of Chinese theses, reports and contest papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from front_pages import ZH_ABSTRACT, ZH_BODY
from paper_notes.paper.model import Paper
from paper_notes.paper.reader import read_paper

Words = tuple[float, float, float, str]
"""x and baseline in points, size, text."""

TITLE = "基于内容关联的笔记书架排列方法研究"


def fields(*pairs: tuple[str, str], top: float = 420, gap: float = 30) -> list[Words]:
    """Labels in one column, their values in another."""
    rows = [
        ((120, top + gap * i, 14, label), (230, top + gap * i, 14, value)) for i, (label, value) in enumerate(pairs)
    ]
    return [words for row in rows for words in row]


def prose(top: float, rows: int = 6, leading: float = 16, text: str = ZH_BODY, size: float = 12) -> list[Words]:
    """Rows of running text from one edge to the other, the first one indented, the last one ending a sentence."""
    width = 36
    whole = (text * 4)[: width * rows - 2]
    whole = whole[: whole.rfind("。") + 1]
    cut = [whole[: width - 2]] + [whole[i : i + width] for i in range(width - 2, len(whole), width)]
    return [(80 + (24 if not i else 0), top + leading * i, size, row) for i, row in enumerate(cut)]


def chapters() -> list[list[Words]]:
    heads = ("1 引言", "2 文献综述", "3 排列方法", "4 结论")
    return [[(80, 100, 16, head), *prose(140), *prose(300)] for head in heads]


def read(path: Path, pages: Sequence[Sequence[Words]]) -> Paper:
    document = pymupdf.open()
    for words in pages:
        page = document.new_page(width=595, height=842)
        for x, y, size, text in words:
            page.insert_text((x, y), text, fontsize=size, fontname="china-s")
    document.save(path)
    return read_paper(path)


ABSTRACT_PAGE = [
    (270.0, 100.0, 16.0, "摘 要"),
    *prose(140, text=ZH_ABSTRACT),
    (80.0, 300.0, 12.0, "关键词：书架；笔记"),
]
FORM = (
    ("学 院", "计算机学院"),
    ("专 业", "软件工程"),
    ("学生姓名", "张 伟"),
    ("学 号", "2018001"),
    ("指导教师", "李明华 教授"),
)


@pytest.mark.parametrize(
    "cover",
    [
        [(150, 120, 36, "北方大学"), (160, 220, 26, "硕 士 学 位 论 文"), *fields(("题 目：", TITLE), *FORM)],
        [(170, 150, 26, "北方大学本科毕业论文（设计）"), *fields(("论文题目", TITLE[:9]), ("", TITLE[9:]), *FORM)],
        [(200, 150, 30, "课程论文"), (110, 300, 20, TITLE), *fields(*FORM), (240, 700, 12, "二〇二四年五月")],
        [(100, 90, 12, "《书架基础》"), (200, 150, 30, "毕业设计（论文）"), (110, 300, 20, TITLE), *fields(*FORM[2:])],
    ],
    ids=["field", "field on two rows", "below the kind of work", "course and kind of work"],
)
def test_a_cover_s_fields_tell_title_and_author(tmp_path: Path, cover: list[Words]) -> None:
    declaration = [
        (200.0, 100.0, 18.0, "学位论文原创性声明"),
        *prose(140, text="本人郑重声明：所呈交的论文是本人的成果。"),
    ]
    paper = read(tmp_path / "thesis.pdf", [cover, declaration, ABSTRACT_PAGE, *chapters()])
    assert paper.metadata.title == TITLE
    assert paper.metadata.authors == ("张伟",)
    assert paper.metadata.abstract.startswith(ZH_ABSTRACT[:30])
    assert [s.title for s in paper.sections if s.title] == ["摘 要", "引言", "文献综述", "排列方法", "结论"]
    assert paper.metadata.year == (2024 if any("二〇二四" in text for *_, text in cover) else None)


def test_the_oath_of_a_contest_is_passed_over(tmp_path: Path) -> None:
    oath = [
        (260.0, 90.0, 18.0, "承 诺 书"),
        *prose(140, text="我们仔细阅读了竞赛的规则。我们完全明白参赛者不能与队外的任何人讨论。"),
    ]
    oath += [
        (110.0, 400.0, 12.0, "我们的题目是：B题"),
        (110.0, 430.0, 12.0, "参赛队员姓名：1. 张伟"),
        (330.0, 460.0, 12.0, "日期：2021年5月1日"),
    ]
    numbers = [(230.0, 90.0, 16.0, "编 号 专 用 页"), (110.0, 200.0, 12.0, "评阅记录：")]
    summary = [(120.0, 90.0, 18.0, TITLE), *[(x, y + 60, size, text) for x, y, size, text in ABSTRACT_PAGE]]
    paper = read(tmp_path / "contest.pdf", [oath, numbers, summary, *chapters()])
    assert (paper.metadata.title, paper.metadata.authors) == (TITLE, ())
    assert paper.metadata.abstract.startswith(ZH_ABSTRACT[:30])


@pytest.mark.parametrize("leading", [15, 18, 24])
def test_an_abstract_is_whole_however_far_apart_its_rows_are(tmp_path: Path, leading: float) -> None:
    second = "第二段说明本文的结果。" * 6
    page = [(110.0, 60.0, 18.0, TITLE), (270.0, 100.0, 16.0, "摘 要"), *prose(140, 4, leading, ZH_ABSTRACT)]
    page += [*prose(140 + 4 * leading, 3, leading, second), (80.0, 140 + 8.5 * leading, 12.0, "关键字：书架 笔记 排列")]
    body = [[(80.0, 100.0, 16.0, head), *prose(140, 8, leading)] for head in ("1 引言", "2 方法", "3 结论")]
    paper = read(tmp_path / "report.pdf", [page, *body])
    assert paper.metadata.title == TITLE
    assert paper.metadata.abstract.startswith(ZH_ABSTRACT[:30])
    assert paper.metadata.abstract.count("第二段") > 3
    assert "关键" not in paper.metadata.abstract
    assert len([p for s in paper.sections if s.role == "abstract" for p in s.paragraphs]) == 2


def test_keywords_are_no_title(tmp_path: Path) -> None:
    page = [(270.0, 100.0, 12.0, "摘 要"), *prose(140), (80.0, 300.0, 18.0, "关键字：单片机 模拟通道")]
    assert read(tmp_path / "report.pdf", [page, *chapters()]).metadata.title == ""


def test_keywords_end_an_abstract_that_lacks_its_full_stop(tmp_path: Path) -> None:
    page = [(110.0, 60.0, 18.0, TITLE), (270.0, 100.0, 16.0, "摘 要"), *prose(140, 4, text=ZH_ABSTRACT)]
    page += [(80.0, 140 + 4 * 16, 12.0, "最后得出排列的方案"), (80.0, 260.0, 12.0, "关键字：书架 笔记 排列")]
    heads = ("一绪论", "二排列方法", "三一种新的度量", "四结论")
    body = [[(80.0, 100.0, 16.0, head), *prose(140), *prose(300)] for head in heads]
    paper = read(tmp_path / "report.pdf", [page, *body])
    assert paper.metadata.abstract.endswith("最后得出排列的方案")
    numbered = [(s.level, s.number, s.title) for s in paper.sections if s.number]
    assert numbered == [(1, "一", "绪论"), (1, "二", "排列方法"), (1, "三", "一种新的度量"), (1, "四", "结论")]
