"""Running text as it is meant to be read: over lines, columns and pages, without what belongs to the page."""

from pathlib import Path

import pymupdf
import pytest
import typst

from paper_notes.paper.model import Paper, Paragraph, Section, Sentence
from paper_notes.paper.reader import read_paper
from paper_notes.paper.text.mentions import mentions_of

SENTENCES = [
    "A shelf has two ends, and whoever walks along it meets each note exactly once.",
    "The representation of a note is a vector of 512 numbers that was learned from its neighbourhood.",
    "Well-known methods, e.g. those of Berg et al. [12] and of Holm (see Fig. 3), put it where it fits.",
    "Computational considerations notwithstanding, the arrangement generalizes to multidimensional collections.",
    "Is a state-of-the-art order worth the effort that characterizing five hundred notes takes?",
    "Readers remembered 41.5% of the notes that they had passed, against 17.2% before.",
]
TEXT = " ".join(SENTENCES)


def flowing(path: Path, *, columns: int = 2, extra: str = "", line_numbers: bool = False) -> Paper:
    numbers = '#set par.line(numbering: "1")\n' if line_numbers else ""
    source = f"""
#set page(width: 612pt, height: 400pt, margin: 60pt, columns: {columns},
  header: [Journal of Shelving #h(1fr) Orders of Notes], footer: align(center)[#context counter(page).display()])
#set text(font: "Libertinus Serif", size: 10pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
{numbers}
#place(top + center, scope: "parent", float: true)[#text(18pt)[*The Orders of a Shelf*] \\ Ada Berg]
#block(above: 1.4em, below: 0.8em)[*1 Introduction*]
{(TEXT + chr(10) + chr(10)) * 9}
{extra}
#block(above: 1.4em, below: 0.8em)[*2 Conclusion*]
{(TEXT + chr(10) + chr(10)) * 2}
""".replace("@", "\\@")
    path.with_suffix(".typ").write_text(source, encoding="utf-8")
    typst.compile(str(path.with_suffix(".typ")), output=str(path), ignore_system_fonts=True)
    return read_paper(path)


def sentences(paper: Paper) -> list[str]:
    return [sentence.text for section in paper.sections for sentence in section.sentences]


@pytest.mark.parametrize(("columns", "line_numbers"), [(1, False), (2, False), (1, True)])
def test_every_sentence_is_whole_and_nothing_else_is_there(tmp_path: Path, columns: int, line_numbers: bool) -> None:
    paper = flowing(tmp_path / "paper.pdf", columns=columns, line_numbers=line_numbers)
    assert paper.pages > 1
    assert sentences(paper) == SENTENCES * 11
    across = [s for section in paper.sections for s in section.sentences if s.page != s.end_page]
    assert across, "a sentence runs over a page break in this paper"


def test_footnotes_stay_out_of_the_sentences(tmp_path: Path) -> None:
    extra = "Notes are old.#footnote[Older than this paper, as Falk points out.] They stay.\n\n" + TEXT
    paper = flowing(tmp_path / "paper.pdf", extra=extra)
    found = sentences(paper)
    assert not [text for text in found if "Falk" in text]
    assert any("They stay." in text for text in found)
    assert any("as Falk points out" in text for text in paper.page_texts), "the page's text holds all of it"


def test_a_display_equation_has_number_box_and_explanation(tmp_path: Path) -> None:
    extra = (
        '#set math.equation(numbering: "(1)")\nThe length of a walk is defined as\n'
        "$ L(s) = sum_(i=1)^n d(x_i, x_(i+1)) + lambda c(s) $\n"
        "where $d$ is the distance of two notes and $lambda$ weighs the cost. By Eq. (1), short walks are good.\n"
    )
    paper = flowing(tmp_path / "paper.pdf", columns=1, extra=extra)
    (formula,) = [formula for formula in paper.formulas if formula.number]
    assert formula.number == "1"
    assert formula.explanation is not None
    assert formula.explanation.text.startswith("where")
    assert [mention.sentence.text for mention in formula.mentions] == ["By Eq. (1), short walks are good."]
    assert 60 < formula.box.x0 < formula.box.x1 < 540, "the number at the margin is no part of the box"


def test_turned_pages_read_like_others(tmp_path: Path) -> None:
    upright = flowing(tmp_path / "paper.pdf", columns=1)
    with pymupdf.open(tmp_path / "paper.pdf") as document:
        for page in document:
            page.set_rotation(0)
        turned = pymupdf.open()
        for page in document:
            width, height = page.rect.width, page.rect.height
            copy = turned.new_page(width=height, height=width)
            copy.show_pdf_page(copy.rect, document, page.number, rotate=90)
            copy.set_rotation(90)
        turned.save(tmp_path / "turned.pdf")
    paper = read_paper(tmp_path / "turned.pdf")
    assert paper.metadata.title == upright.metadata.title
    assert sentences(paper) == sentences(upright)


def test_mentions_by_kind_number_and_list() -> None:
    text = [
        "Figures 3 and 4 show it, as do Figs. 6–8 and Table II.",
        "See Fig. 2(a), Algorithm 1 and Eqs. (2) and (3).",
        "如图1和图3-2所示，表2给出结果，由式(5)可得。",
    ]
    section = Section("", "", 1, 1, "other", (Paragraph(tuple(Sentence(t, 1, 1) for t in text)),))
    found = mentions_of([section])
    for key in [
        *(("figure", number) for number in ("1", "2", "3", "3-2", "4", "6", "7", "8")),
        ("table", "II"),
        ("table", "2"),
        ("algorithm", "1"),
        *(("formula", number) for number in ("2", "3", "5")),
    ]:
        assert key in found, key
    assert ("figure", "5") not in found


def test_a_supplementary_figure_is_none_of_the_papers_own() -> None:
    text = "The cells are shown in Supplementary Fig. 2 and in Fig. 7."
    section = Section("", "", 1, 1, "other", (Paragraph((Sentence(text, 1, 1),)),))
    assert set(mentions_of([section])) == {("figure", "7")}
