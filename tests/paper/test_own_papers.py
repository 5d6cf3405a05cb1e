"""The collection's own papers, which the first build of a clone reads: what is printed there is what is read."""

from pathlib import Path

import pytest

from paper_notes.paper.reader import read_paper

COLLECTION = Path(__file__).parents[2] / "paper-notes"


@pytest.fixture(scope="module")
def english():
    return read_paper(COLLECTION / "a-shelf-for-reading-notes" / "paper.pdf")


@pytest.fixture(scope="module")
def chinese():
    return read_paper(COLLECTION / "chinese-notes-without-a-dictionary" / "paper.pdf")


def labels(paper, kind):
    return sorted(figure.number for figure in paper.figures if figure.kind == kind)


def test_english_metadata(english):
    data = english.metadata
    assert data.title == "A Shelf for Reading Notes"
    assert data.authors == ("The paper notes authors",)
    assert (data.language, data.year, english.pages) == ("en", 2026, 5)
    assert data.abstract.startswith("Who has read one note")
    assert data.abstract.endswith("seconds for 1,000 notes.")


def test_english_headings(english):
    top = [section.title for section in english.sections if section.level == 1 and section.number]
    assert top == ["Introduction", "Related Work", "Method", "Experiments", "Limitations", "Conclusion"]


def test_english_figures(english):
    assert labels(english, "figure") == ["1", "2", "3", "4", "5", "6"]
    assert labels(english, "table") == ["1", "2", "3", "4"]
    assert labels(english, "algorithm") == ["1"]
    assert [formula.number for formula in english.formulas] == list("1234567")


def test_chinese_metadata(chinese):
    data = chinese.metadata
    assert data.title == "不用词典比较中文笔记：二字组与分词的对照"
    assert data.authors == ("The paper notes authors",)
    assert (data.language, data.year, chinese.pages) == ("zh", 2026, 6)
    assert data.abstract.startswith("比较两篇中文文本之前")


def test_chinese_headings(chinese):
    top = [section.title for section in chinese.sections if section.level == 1 and section.number]
    assert top == ["引言", "相关工作", "方法", "实验", "局限", "结论"]


def test_chinese_figures(chinese):
    assert labels(chinese, "figure") == ["1", "2", "3", "4"]
    assert labels(chinese, "table") == ["1", "2", "3", "4"]
    assert labels(chinese, "algorithm") == ["1"]
    assert [formula.number for formula in chinese.formulas] == list("123")


def test_no_figure_holds_another(english, chinese):
    for paper in (english, chinese):
        for one in paper.figures:
            for other in paper.figures:
                assert one is other or one.page != other.page or one.box.intersection(other.box).area <= 0
