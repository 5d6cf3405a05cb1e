"""Parsing: what is prose, and where every character of it stands."""

import pytest

from paper_notes.note.document import Document
from paper_notes.note.prose import GAP


def sources(document, text):
    start = document.prose.text.index(text)
    first, last = document.prose.span(start, start + len(text))
    return document.text[first:last]


def test_markup_code_formulas_and_targets_are_no_prose():
    document = Document("A **bold** `code` and $x_1$ of [a link](http://x.y/z) at https://a.b/c, <b>raw</b>.\n")
    assert document.prose.text == f"A bold {GAP} and {GAP} of a link at {GAP}, raw.\n"
    assert sources(document, "bold") == "bold"
    assert sources(document, "A bold") == "A **bold"
    assert sources(document, "link at") == "link](http://x.y/z) at"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_survive_line_ends_and_byte_order_marks(line_end, mark):
    lines = ["---", "title: x", "---", "# One", "", "- first", "  second line", "", "> 引用 *斜体* 文字", "> 次行", ""]
    document = Document(mark + line_end.join(lines))
    assert document.front == {"title": "x"}
    assert document.prose.text == "first second line\n引用 斜体 文字次行\n"
    assert sources(document, "second") == "second"
    assert sources(document, "次行") == "次行"
    start = document.text.index("次行")
    assert document.lines.position(start) == (10, 3)
    assert document.lines.position(document.text.index("title")) == (2, 1)


def test_a_quotation_with_a_page_is_the_papers():
    document = Document('We read “it is novel”, [p. 3](paper.pdf#page=3) and "not cited" here.\n')
    assert document.prose.text == f'We read {GAP},  and "not cited" here.\n'
    (quotation,) = document.quotations
    assert (quotation.text, quotation.citation.first, quotation.kind) == ("it is novel", 3, "inline")
    assert document.text[quotation.start : quotation.end] == "“it is novel”"


@pytest.mark.parametrize(
    "text",
    [
        "> It is novel.\n> Very. [pp. 3–4](paper.pdf#page=3)\n\nOurs.\n",
        "> It is novel.\n> Very.\n\n[pp. 3–4](paper.pdf#page=3) Ours.\n",
    ],
)
def test_a_block_quote_with_a_page_is_the_papers(text):
    document = Document(text)
    assert document.prose.text.strip() == "Ours."
    (quotation,) = document.quotations
    assert quotation.text.split() == ["It", "is", "novel.", "Very."]
    assert (quotation.kind, quotation.citation.first, quotation.citation.last) == ("block", 3, 4)


def test_each_page_of_a_block_quote_vouches_for_what_precedes_it():
    document = Document(
        "> It says “so”. [p. 1](paper.pdf#page=1) And [p. 2](paper.pdf#page=2)\n>\n> more. [p. 3](paper.pdf#page=3)\n"
    )
    assert [(q.text, q.citation.first) for q in document.quotations] == [("It says “so”.", 1), ("And", 2), ("more.", 3)]
    assert document.text[document.quotations[1].start :].startswith(" And")


def test_other_block_quotes_are_ours_and_the_meta_block_is_not():
    document = Document("# T\n\n> **论文**：X\n> **作者**：Y\n\n> 我们的话。\n")
    assert document.prose.text.strip() == "我们的话。"


def test_sentences_of_both_languages():
    text = "See Fig. 3 of Vaswani et al. (2017). It works, i.e. it runs! 第一句。“第二句？”第三句；同一句。\n"
    assert [sentence.text for sentence in Document(text).sentences] == [
        "See Fig. 3 of Vaswani et al. (2017).",
        "It works, i.e. it runs!",
        "第一句。",
        "“第二句？”",
        "第三句；同一句。",
    ]


def test_sections_nest_and_are_known_by_name():
    document = Document("# T\n\n## 四、核心方法（重点）\n\na\n\n### Part\n\nb\n\n## 5. Experiments\n\nc\n")
    method = document.section("method")
    assert [block.text for block in method.paragraphs] == ["a", "b"]
    assert document.section("experiments").paragraphs[0].text == "c"
    assert document.section_of(document.text.index("b\n")).title == "Part"


def test_blocks_know_their_lists_tables_and_formulas():
    document = Document("- a\n  - b\n\n    c\n\n| x\\|y | z |\n|---|---|\n| 1 | **x** |\n\n$$\nE=mc^2\n$$\n")
    items = [(b.text, b.list_depth, b.starts_item) for b in document.of_kind("paragraph")]
    assert items == [("a", 1, True), ("b", 2, True), ("c", 2, False)]
    cells = list(document.of_kind("cell"))
    assert [cell.text for cell in cells] == ["x|y", "z", "1", "x"]
    first, last = cells[0].prose.span(2, 3)
    assert document.text[first:last] == "y"
    assert document.text[slice(*cells[3].prose.span(0, 1))] == "x"
    (formula,) = document.of_kind("formula")
    assert document.text[formula.content_start :].startswith(formula.content)
