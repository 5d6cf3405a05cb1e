"""Which sentence fills which slot: papers in English and Chinese that lead up to their work in different ways."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.writing.conftest import assembled, item, prose

from paper_notes.language.identify import Language
from paper_notes.paper.model import Metadata, Paper, Section
from paper_notes.writing.extract import ExtractWriter
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.moves import leans, limit, prior, proposal, purpose, trouble
from paper_notes.writing.extract.overview import overview
from paper_notes.writing.model import Brief


def paper_of(
    title: str, language: Language, abstract: tuple[str, ...], opening: tuple[str, ...] = (), *more: Section
) -> Paper:
    sections = [Section("", "", 1, 1, "abstract", (prose(1, *abstract),))]
    if opening:
        sections.append(Section("Introduction", "1", 1, 1, "introduction", (prose(1, *opening),)))
    return assembled((*sections, *more), metadata=Metadata(title, ("Ada Reader",), " ".join(abstract), language))


def laid_out(paper: Paper) -> tuple[str, str]:
    """Problem and approach, as text."""
    desk = Desk.lay_out(paper, Brief("p", paper.metadata.language))
    overview(desk)
    return " ".join(c.text for c in desk.problem), " ".join(c.text for c in desk.approach)


def test_the_problem_stands_before_the_turn_with_what_it_leans_on() -> None:
    problem, approach = laid_out(
        paper_of(
            "Quick Shelves for Growing Libraries",
            "en",
            (
                "Libraries sort their shelves once a year.",
                "Those sorted shelves suffer from two drawbacks.",
                "First, new books stand apart from older books of their topic.",
                "Second, readers fail to find them before the next year.",
                "We propose QuickShelf, which moves a few books every night.",
                "We also describe a small program for shelves at home.",
                "QuickShelf reduces the time until a book is found by 31% compared with yearly sorting.",
            ),
        )
    )
    assert problem.startswith("Libraries sort their shelves once a year. Those sorted shelves suffer")
    assert "readers fail to find them" in problem
    assert approach.startswith("We propose QuickShelf") and "also" not in approach


def test_a_trouble_that_the_next_sentence_calls_solved_is_not_the_problem() -> None:
    problem, _ = laid_out(
        paper_of(
            "Ladders for High Shelves",
            "en",
            ("We present a ladder that follows its reader along high shelves.",),
            (
                "High shelves have a notorious problem of dust on their books.",
                "This problem has been largely solved by glass doors on modern shelves.",
                "Readers of high shelves, however, cannot reach their books without a ladder that someone must carry.",
                "In this paper we present a ladder that follows its reader along high shelves.",
            ),
        )
    )
    assert "cannot reach their books" in problem and "dust" not in problem


def test_a_paper_without_trouble_says_what_it_is_for() -> None:
    problem, approach = laid_out(
        paper_of(
            "A Survey of Shelves",
            "en",
            ("Shelves hold the books of a library.", "This paper surveys the shelves of forty city libraries."),
            ("The goal of this paper is to compare the shelves of city libraries by the wood of their boards.",),
        )
    )
    assert problem.startswith("The goal of this paper") and approach.startswith("This paper surveys")


def test_a_chinese_paper_is_read_by_the_same_moves() -> None:
    problem, approach = laid_out(
        paper_of(
            "面向动态书架的快速排序方法",
            "zh",
            (
                "图书馆每年只对书架整理一次。",
                "然而，新到的图书在整理之前远离同类图书，读者难以及时找到它们。",
                "针对这一问题，本文提出一种每晚只移动少量图书的增量排序方法。",
                "实验结果表明，该方法将找到一本书的平均时间降低了31%。",
            ),
        )
    )
    assert problem == "图书馆每年只对书架整理一次。 然而，新到的图书在整理之前远离同类图书，读者难以及时找到它们。"
    assert "本文提出一种每晚只移动少量图书的增量排序方法" in approach


def test_contributions_are_counted_in_a_chinese_introduction() -> None:
    opening = Section(
        "前言",
        "1",
        1,
        1,
        "introduction",
        (
            prose(1, "书架的整理依赖管理员的经验，效率较低。", "本文的主要贡献如下："),
            item(1, "提出一种按主题排列书架的增量方法。"),
            item(1, "公开了三个带有标注的书架数据集。"),
        ),
    )
    body = ExtractWriter().write(
        paper_of("书架的增量排序", "zh", ("本文研究书架的增量排序问题。",), (), opening), Brief("p", "zh")
    )
    assert re.search(r"1\. “提出一种按主题.*\n2\. “公开了三个带有标注", body.body)


def test_limits_are_the_papers_own_and_nothing_is_limited_that_is_not() -> None:
    paper = paper_of(
        "Quick Shelves",
        "en",
        (
            "We propose QuickShelf, which moves a few books every night.",
            "QuickShelf finds books faster than yearly sorting.",
        ),
        (),
        Section(
            "Conclusion",
            "5",
            1,
            2,
            "conclusion",
            (
                prose(
                    2,
                    "The proposed method is not limited to wooden shelves of city libraries.",
                    "Previous methods cannot sort shelves at night without the help of a librarian.",
                    "A limitation of our method is that it needs a catalogue of every book on the shelf.",
                ),
            ),
        ),
    )
    summary = ExtractWriter().write(paper, Brief("p", "en")).body.split("### Limitations")[1]
    assert "needs a catalogue" in summary
    assert "not limited to" not in summary.split("###")[0] and "Previous methods" not in summary


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("We propose a new order of shelves.", 1.0),
        ("We also propose an order for drawers.", 0.4),
        ("We present comprehensive experiments on shelves.", 0.3),
        ("The code is available at our page.", 0.0),
        ("Shelves are made of wood.", 0.0),
        ("本文提出一种新的书架排列方法。", 1.0),
        ("科研工作者和系统开发人员都使用书架。", 0.0),
    ],
)
def test_what_a_paper_proposes_is_told_from_what_it_adds(text: str, clear: float) -> None:
    assert proposal(text) == pytest.approx(clear)


def test_moves_are_made_by_the_words_that_say_them() -> None:
    assert trouble("Yearly sorting is slow and fails to follow new topics.") > 1
    assert not trouble("Problems such as sorting are studied since long.")
    assert purpose("The aim of this study is to sort shelves.") and purpose("本文旨在研究书架的排列。")
    assert prior("Existing methods sort shelves by title [3].") > prior("Existing methods sort shelves by title.")
    assert limit("Our method cannot sort books without titles.")
    assert not limit("The method is not limited to books.")
    assert leans("These shelves fall apart.") and not leans("We sort shelves at night.")
    assert leans("For such networks of shelves, sorting is cheap.")
    assert not leans("We show that these networks of shelves are cheap.", on_work=False)


def test_a_section_that_was_read_twice_is_quoted_once(paper: Paper) -> None:
    twice = replace(paper, sections=(*paper.sections, paper.sections[0]))
    body = ExtractWriter().write(twice, Brief("p", "en")).body
    assert body.split("## Overview")[0].count("We propose ShelfSort") == 1


def test_sentences_between_which_the_page_has_more_are_not_quoted_as_one(paper: Paper) -> None:
    first, second, third = (sentence.text for sentence in paper.sections[0].paragraphs[0].sentences)
    texts = (paper.page_texts[0].replace(f"{first} {second}", f"{first} Words that were lost. {second}"),)
    body = ExtractWriter().write(replace(paper, page_texts=texts + paper.page_texts[1:]), Brief("p", "en")).body
    assert f"{first} {second}" not in body and f"{second} {third}" in body
