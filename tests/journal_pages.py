# ruff: noqa: E501 - markup is easier to read unbroken
"""First pages of journals whose parts stand beside one another: side columns, boxes, badges, banners, cover pages."""

from __future__ import annotations

from front_pages import ABSTRACT, BODY, ONE, THREE, TITLE, TWO, FrontPage, _body, _heads, _numbered, _set

PARTS = (
    (
        "Background",
        "Shelves of notes grow faster than anyone can read them, and nobody knows where to put the next one.",
    ),
    (
        "Methods",
        "We arranged 412 notes so that related ones stand near each other, and measured how far a reader walks.",
    ),
    (
        "Conclusions",
        "On three collections the method halves the distance that a reader walks, at a cost of 0.3 seconds a note.",
    ),
)
HEADED = " ".join(f"{name} {text}" for name, text in PARTS)
PLAIN = ("Introduction", "Related Work", "Method", "Conclusion", "References")
_RIGHTS = "#text(7pt)[Copyright: © 2021 The authors. This is an open access article distributed under the terms of a licence, which permits unrestricted use and distribution of all of it in any medium that anyone likes.]"


def _headings(size: str = "12pt") -> list[str]:
    return _heads(f"#head(size: {size})[@]", *PLAIN)


SIDE_COLUMN = FrontPage(
    "side column",
    _set(margin="(x: 50pt, y: 60pt)")
    + "#grid(columns: (110pt, 1fr), column-gutter: 18pt, ["
    + '#set text(7pt, style: "italic")\n#set par(first-line-indent: 0pt, justify: false)\n#v(90pt)#align(right)[*Edited by:*\\ Olga Nyman,\\ University of Lund, Sweden\n\n*Reviewed by:*\\ Karin Holm,\\ Institute of Order, Sweden\n\n*Citation:*\\ '
    + f"Bergström A, Tour J and Zhang W (2021) {TITLE}. Front. Shelves 6:892.]"
    + f'], [#set par(first-line-indent: 0pt)\n#text(18pt, weight: "bold")[{TITLE}]\n\n#v(4pt)#text(10pt, weight: "bold")[{ONE}#super[1], {TWO}#super[2]\\* and {THREE}#super[1,2]]\n\n#text(7pt, style: "italic")[#super[1] Institute of Order, Uppsala, Sweden, #super[2] University of Lund, Lund, Sweden]\n\n#v(8pt)#text(11pt)[{ABSTRACT}]\n\n#text(8pt)[*Keywords: shelves, notes, order*]])\n#pagebreak()\n'
    + _body(*_headings()),
    TITLE,
    (ONE, TWO, THREE),
)

HEADED_PARTS = FrontPage(
    "abstract in parts with heads of their own",
    _set(margin="72pt")
    + f'#set par(first-line-indent: 0pt)\n#text(8pt)[RESEARCH ARTICLE]\n\n#text(18pt)[{TITLE}]\n\n#text(10pt, weight: "bold")[{ONE}#text(7pt)[ID]\\*, {TWO}, {THREE}]\n\n#text(8pt)[Institute of Order, Uppsala, Sweden]\n\n#text(15pt)[Abstract]\n\n'
    + "\n\n".join(
        f'#block(above: 1.6em, below: 1em, text(11.5pt, weight: "bold")[{name}])\n{text}' for name, text in PARTS
    )
    + "\n\n#pagebreak()\n"
    + _body(*_headings("18pt")),
    TITLE,
    (ONE, TWO, THREE),
    abstract=HEADED,
    sections=("Abstract", *PLAIN),
)

BOX_GOES_ON = FrontPage(
    "box that goes on over the page",
    _set(margin="56pt")
    + '#set par(first-line-indent: 0pt)\n#box(fill: teal, width: 100%, inset: 3pt, text(fill: white, weight: "bold")[STUDY PROTOCOL #h(1fr) Open Access])\n\n'
    + f"#text(20pt)[{TITLE}]\n\n#text(11pt)[{ONE}#super[1\\*], {TWO}#super[2] and {THREE}#super[1,2] for the Uppsala Shelf Study Group]\n\n"
    + f"#rect(width: 100%, inset: 8pt)[*Abstract*\n\n*{PARTS[0][0]}:* {PARTS[0][1]}\n\n*{PARTS[1][0]}:* {PARTS[1][1]}\n\n#text(8pt)[(Continued on next page)]]\n#v(1fr)\n"
    + "#text(7.5pt)[\\* Correspondence: ada\\@order.org\\ #super[1]Institute of Order, Uppsala, Sweden\\ Full list of author information is available at the end of the article]\n#pagebreak()\n"
    + f"#rect(width: 100%, inset: 8pt)[#text(8pt)[(Continued from previous page)]\n\n*{PARTS[2][0]}:* {PARTS[2][1]}\n\n*Keywords:* Shelves, Notes]\n"
    + _body(*_headings()),
    TITLE,
    (ONE, TWO, THREE, "Uppsala Shelf Study Group"),
    abstract=HEADED,
    sections=("Abstract", *PLAIN),
)

BADGE = FrontPage(
    "badge beside a bold title",
    _set(margin="50pt")
    + '#set par(first-line-indent: 0pt)\n#grid(columns: (90pt, 1fr), column-gutter: 12pt, [#text(18pt, weight: "bold", fill: orange)[OPEN]\n\n#v(30pt)#text(7pt)[Received: 26 January 2017\\ Accepted: 1 November 2017]],'
    + f'[#text(25pt, weight: "bold")[{TITLE}]\n\n#text(10pt, weight: "bold")[{ONE} & {TWO}]\n\n#v(4pt)#text(9pt, weight: "bold")[{ABSTRACT}]\n\n#v(6pt)#text(9pt)[{BODY}{BODY}{BODY}]])\n'
    + _body(*_heads("#head[@]", *PLAIN[1:]), paragraphs=6),
    TITLE,
    (ONE, TWO),
    sections=PLAIN[1:],
    year=2017,
)

RIGHTS_FIRST = FrontPage(
    "rights and dates before the abstract",
    _set(margin="72pt")
    + f'#set par(first-line-indent: 0pt)\n#text(14pt, style: "italic")[Review Article]\n\n#text(16pt, weight: "bold")[{TITLE}]\n\n#v(14pt)#pad(left: 30pt)[*{ONE}*#super[1] *and* *{TWO}*#super[2]\n\n#text(9pt, style: "italic")[#super[1]Institute of Order, Uppsala 75105, Sweden\\ #super[2]University of Lund, Lund 22100, Sweden]\n\n#text(8pt)[Correspondence should be addressed to {ONE}; ada\\@order.org]\n\n#text(8pt)[Received 21 November 2017; Accepted 12 February 2018]\n\n#text(8pt)[Academic Editor: Olga Nyman]\n\n{_RIGHTS}\n\n#text(8.5pt)[{ABSTRACT}]]\n'
    + "#v(20pt)\n"
    + _body(*_numbered(), columns=2),
    TITLE,
    (ONE, TWO),
    year=2021,
)

DEGREES = FrontPage(
    "degrees and a banner",
    _set(margin="60pt")
    + f'#set par(first-line-indent: 0pt)\n#text(24pt, weight: "bold", fill: red)[Shelves]\n\n#text(8pt)[Shelves (2021) 100:13, www.shelves.org]\n\n#text(17pt, weight: "bold")[{TITLE}]\n\n#text(11pt)[{ONE}, PhD#super[a,\\*], {TWO}, MD#super[b], {THREE}, MSc, RN#super[a]]\n\n#rect(fill: luma(230), width: 100%, inset: 8pt)[*Abstract*\\ {ABSTRACT}\n\n*Keywords:* shelves, notes]\n'
    + _body(*_headings()),
    TITLE,
    (ONE, TWO, THREE),
    sections=("Abstract", *PLAIN),
    year=2021,
)

COVER = FrontPage(
    "cover page of a repository",
    _set(margin="60pt")
    + f"#set par(first-line-indent: 0pt)\n#text(8pt)[See discussions, stats, and author profiles for this publication at: https:\\/\\/repository.org/publication/277411157]\n\n#v(20pt)#text(20pt)[{TITLE}]\n\nArticle · May 2015\n\n#v(20pt)*2 authors*, including:\n\n{ONE}\\ Institute of Order\\ 497 PUBLICATIONS 40,134 CITATIONS\n\nSEE PROFILE\n\n#pagebreak()\n"
    + f'#align(center)[#text(17pt, weight: "bold")[{TITLE}]\n\n{ONE}#super[1] and {TWO}#super[2]]\n\n#align(center)[#text(11pt, weight: "bold")[Abstract]]\n#pad(x: 24pt)[{ABSTRACT}]\n'
    + _body(*_headings()),
    TITLE,
    (ONE, TWO),
    sections=("Abstract", *PLAIN),
)


def _with_line_numbers(text: str, first: int, rows: int) -> str:
    """The text with small numbers of its rows between it and a side column."""
    numbers = "".join(
        f"#place(top + left, dx: -20pt, dy: {12 * i + 3}pt, text(5pt)[{first + i}])\n" for i in range(rows)
    )
    return f"#block[{numbers}#par(leading: 5.4pt, first-line-indent: 0pt)[{text}]]"


NUMBERED_LINES = FrontPage(
    "numbered lines between a side column and the text",
    _set(margin="50pt")
    + f'#set par(first-line-indent: 0pt)\n#grid(columns: (100pt, 1fr), column-gutter: 36pt, [#v(120pt)#text(8pt)[Authors of papers retain all copyright and release the work under a licence of its own.]],[{_with_line_numbers(f"#text(17pt)[{TITLE}]", 1, 1)}\n\n{_with_line_numbers(f"*{ONE}, {TWO}, and {THREE}*", 2, 1)}\n\n{_with_line_numbers("#text(8pt)[Institute of Order, Uppsala, Sweden]", 3, 1)}\n\n#text(13pt, weight: "bold")[Summary]\n\n{_with_line_numbers(ABSTRACT, 4, 5)}\n\n{_with_line_numbers(BODY, 9, 5)}])\n'.replace(
        "#text(13pt", "#block(above: 1.4em, below: 0.8em)[#text(13pt"
    ).replace("[Summary]\n", "[Summary]]\n")
    + _body(*_headings()),
    TITLE,
    (ONE, TWO, THREE),
    abstract=f"{ABSTRACT} {BODY.strip()}",
    sections=(),
)

ABOVE_KEYWORDS = FrontPage(
    "abstract set like the text above its keywords",
    _set(margin="72pt")
    + f'#align(center)[#text(17pt, weight: "bold")[{TITLE}]\n\n{ONE}#super[1] and {TWO}#super[2]]\n\n#v(12pt)\n{ABSTRACT}\n\n#v(10pt)\nKeywords: shelves, notes, order\n\n#v(10pt)\n'
    + _body(*_numbered()),
    TITLE,
    (ONE, TWO),
)

JOURNAL_PAGES = (
    SIDE_COLUMN,
    HEADED_PARTS,
    BOX_GOES_ON,
    BADGE,
    RIGHTS_FIRST,
    DEGREES,
    COVER,
    NUMBERED_LINES,
    ABOVE_KEYWORDS,
)
