"""Headings in the looks that papers give them."""

from pathlib import Path

import pymupdf
import pytest
import typst

import front_pages
from paper_notes.paper.reader import read_paper
from paper_notes.paper.text.heading_numbers import parted

PLAIN = "#block(above: 1.5em, below: 0.8em)[@]"
BOLD = "#block(above: 1.5em, below: 0.8em)[#text(12pt)[*@*]]"
CENTRED = "#block(above: 1.2em, below: 0.8em, width: 100%, align(center)[#smallcaps[@]])"
LONG = "A Long Heading That Runs Over Two Rows Because It Has So Many Words That They Do Not Fit into One"


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize(
    ("make", "headings"),
    [
        (PLAIN, ["1 Introduction", "2 Shelves and Notes", "2.1 Shelves", "2.2 Notes", "3 Conclusion", "References"]),
        (BOLD, ["1 Introduction", f"2 {LONG}", "2.1 Shelves", "3 Conclusions", "Acknowledgements", "References"]),
        (BOLD, ["Introduction", "Orders of Shelves", "What Readers Do", "Discussion", "References"]),
        (PLAIN, ["INTRODUCTION", "METHODS", "_Shelves of notes_", "_Readers and walks_", "RESULTS", "REFERENCES"]),
        (BOLD, ["1 Introduction", "2 Method", "References", "A Proofs", "A.1 First Proof", "B More Tables"]),
        (BOLD, ["1 Introduction", "2 Method", "2.1 Shelves", "References", "Appendix A: Proofs", "Appendix B: Tables"]),
        (CENTRED, ["I. Introduction", "II. Method", "A. Shelves", "B. Notes", "III. Conclusion", "References"]),
    ],
    ids=["plain", "bold", "unnumbered", "capitals", "appendix", "named appendix", "centred"],
)
def test_headings_have_their_numbers_and_levels(tmp_path: Path, make: str, headings: list[str], columns: int) -> None:
    text = "\n\n".join([front_pages.BODY.strip()] * 2)
    body = "".join(f"{make.replace('@', heading.replace(' ', '#h(0.8em)', 1))}\n\n{text}\n\n" for heading in headings)
    source = tmp_path / "paper.typ"
    source.write_text(
        '#set page(width: 612pt, height: 792pt, margin: 72pt)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
        "#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)\n"
        "#align(center)[#text(17pt)[*The Orders of a Shelf*] \\ Ada Berg]\n#v(20pt)\n"
        + (body if columns == 1 else f"#columns(2)[{body}]"),
        encoding="utf-8",
    )
    typst.compile(str(source), output=str(tmp_path / "paper.pdf"), ignore_system_fonts=True)
    paper = read_paper(tmp_path / "paper.pdf")
    read = [(section.level, f"{section.number} {section.title}".strip()) for section in paper.sections]
    assert read == [(level_of(heading), printed(heading)) for heading in headings]


def printed(heading: str) -> str:
    """The number and the title alone."""
    return heading.removeprefix("Appendix ").replace(". ", " ").replace(": ", " ").strip("_")


def level_of(heading: str) -> int:
    below = heading.startswith("_") or heading[1:4] in (".1 ", ".2 ") or heading.startswith(("A. ", "B. "))
    return 2 if below else 1


def test_full_width_numbers_and_letters_head_sections_too(tmp_path: Path) -> None:
    """Journals hold their digits at full width, and some faces have a full stop of their own that no map knows."""
    document = pymupdf.open()
    for heading, below in (("１ 引 言", ""), ("２ ＣＮＮ概述", "２．１ 神经元"), ("３ 结 语", "")):
        page = document.new_page()
        y = 100
        if len(document) == 1:
            page.insert_text((110, 60), "基于内容关联的笔记书架排列方法研究", fontsize=20, fontname="china-s")
        page.insert_text((72, y), heading, fontsize=14, fontname="china-s")
        for title in (below, ""):
            if title:
                page.insert_text((72, y + 30), title, fontsize=10, fontname="china-ss")
            for row in range(8):
                text = "经网络（ＣＮＮ）的准确率为９４．９７％，此外还有若干需要说明的问题，因此本文讨论。"
                page.insert_text((72, y + 60 + 15 * row), text, fontsize=10, fontname="china-s")
            y += 200
    document.save(tmp_path / "paper.pdf")
    paper = read_paper(tmp_path / "paper.pdf")
    heads = [(s.level, s.number, s.title) for s in paper.sections if s.title]
    assert heads == [(1, "1", "引 言"), (1, "2", "CNN概述"), (2, "2.1", "神经元"), (1, "3", "结 语")]
    assert "（CNN）的准确率为94.97%" in paper.page_texts[0]


@pytest.mark.parametrize(
    ("text", "number", "scheme", "title"),
    [
        ("3\ue0101 展望", "3.1", "deep", "展望"),
        ("2．3．1卷积层", "2.3.1", "deep", "卷积层"),
        ("第三章 方法", "三", "chapter", "方法"),
        ("（二）数据", "二", "hanparen", "数据"),
        ("94.97%，此外", "", "", "94.97%，此外"),
        ("附录A1：名词表", "A1", "appendix", "名词表"),
        ("附 录 二 程序", "二", "appendix", "程序"),
        ("Appendix B. Proofs", "B", "appendix", "Proofs"),
        ("Part II: Walks", "II", "chapter", "Walks"),
    ],
)
def test_numbers_of_headings(text: str, number: str, scheme: str, title: str) -> None:
    found = parted(text)
    assert (found.text, found.scheme, found.title) == (number, scheme, title)


def test_what_an_author_did_heads_nothing(tmp_path: Path) -> None:
    """Roles stand in bold before the names, as headings that run in do."""
    text = front_pages.BODY.strip()
    heads = ("Methods", "Results", "Author contributions")
    body = "".join(
        f'#block(text(13pt, weight: "bold")[{head}])\n*{"Writing" if "A" in head else "Short walks"}.* {text}\n\n'
        f"*Software:* {text}\n\n"
        for head in heads
    )
    source = tmp_path / "paper.typ"
    source.write_text(
        '#set page(width: 612pt, height: 792pt, margin: 72pt)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
        f"#set par(justify: true)\n#align(center)[#text(17pt)[The Orders of a Shelf] \\ Ada Berg]\n#v(20pt)\n{body}",
        encoding="utf-8",
    )
    typst.compile(str(source), output=str(tmp_path / "paper.pdf"), ignore_system_fonts=True)
    titles = [section.title for section in read_paper(tmp_path / "paper.pdf").sections]
    assert titles == [
        "Methods",
        "Short walks",
        "Software",
        "Results",
        "Short walks",
        "Software",
        "Author contributions",
    ]
