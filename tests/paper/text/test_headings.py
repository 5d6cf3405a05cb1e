"""Headings in the looks that papers give them."""

from pathlib import Path

import pytest
import typst

import front_pages
from paper_notes.paper.reader import read_paper

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
        (CENTRED, ["I. Introduction", "II. Method", "A. Shelves", "B. Notes", "III. Conclusion", "References"]),
    ],
    ids=["plain", "bold", "unnumbered", "capitals", "appendix", "centred"],
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
    assert read == [(level_of(heading), heading.replace(". ", " ").strip("_")) for heading in headings]


def level_of(heading: str) -> int:
    below = heading.startswith("_") or heading[1:4] in (".1 ", ".2 ") or heading.startswith(("A. ", "B. "))
    return 2 if below else 1
