# ruff: noqa: E501 - markup is easier to read unbroken
"""First pages as publishers set them, typeset for tests: what is printed, and what should be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pymupdf
import typst

ABSTRACT = (
    "Shelves of notes grow faster than anyone can read them. We describe a method that arranges notes so that related "
    "ones stand near each other, and measure how often a reader finds the next note within arm's reach. On three "
    "collections of 412 notes the method halves the distance that a reader walks, at a cost of 0.3 seconds a note."
)
BODY = (
    "A shelf is a line, and a line has only two neighbours for each note that stands on it. Whoever puts a note on the "
    "shelf decides which two other notes will be seen beside it, and a reader who takes it down will see them. The "
    "order of a shelf is therefore a statement about what belongs together (Berg et al., 2019). We ask how good such "
    "an order can be, and how much of it can be found by a machine that has read the notes. "
)
ZH_ABSTRACT = (
    "笔记的数量增长得比任何人阅读的速度都快。本文提出一种排列笔记的方法，使相关的笔记彼此靠近，并测量读者在伸手可及之处找到"
    "下一篇笔记的频率。在三个共412篇笔记的集合上，该方法将读者走过的距离减少了一半。"
)
ZH_BODY = (
    "书架是一条线，线上的每一篇笔记只有两个邻居。把笔记放上书架的人决定了哪两篇笔记会出现在它的旁边，而取下它的读者会看到它们。"
    "因此书架的次序是关于什么属于一起的陈述。我们要问这样的次序能有多好，其中有多少可以由读过这些笔记的机器找到。"
)


@dataclass(frozen=True)
class FrontPage:
    """A layout: its source, and what stands on it."""

    name: str
    source: str
    title: str
    authors: tuple[str, ...]
    abstract: str = ABSTRACT
    sections: tuple[str, ...] = ("Introduction", "Related Work", "Method", "Conclusion", "References")
    doi: str | None = None
    arxiv: str | None = None
    year: int | None = None
    language: str = "en"


def typeset(page: FrontPage, path: Path) -> Path:
    """Write the layout as a PDF."""
    if not page.source:
        _draw_chinese(path)
        return path
    source = path.with_suffix(".typ")
    source.write_text(page.source, encoding="utf-8")
    typst.compile(str(source), output=str(path), ignore_system_fonts=True)
    return path


def _body(*headings: str, columns: int = 1, paragraphs: int = 3) -> str:
    """Sections in Typst markup; a heading is raw markup that makes a block."""
    text = "\n\n".join(BODY.strip() for _ in range(paragraphs))
    parts = [f"{heading}\n\n{text}\n\n" for heading in headings[:-1]]
    parts.append(headings[-1] + "\n\n" + _references())
    return "".join(parts) if columns == 1 else f"#columns({columns})[{''.join(parts)}]"


def _references() -> str:
    entries = (
        "[1] A. Berg, C. Dorn, and E. Falk. Orders of shelves. Journal of Arrangement, 12(3):44–59, 2019.",
        "[2] G. Holm. Walking along notes. In Proceedings of the Workshop on Shelves, pages 1–9, 2017.",
        "[3] I. Jansen and K. Lund. What stands beside what. Transactions on Reading, 4:101–140, 2021.",
    )
    escaped = (entry.replace("[", "\\[").replace("]", "\\]") for entry in entries)
    return "\n\n".join(f"#text(0.9em)[{entry}]" for entry in escaped)


def _set(width: str = "612pt", height: str = "792pt", margin: str = "72pt", size: str = "10pt", more: str = "") -> str:
    return (
        f'#set page(width: {width}, height: {height}, margin: {margin})\n#set text(font: "Libertinus Serif", '
        f"size: {size}, hyphenate: true)\n#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)\n"
        f'#let head(body, size: 12pt) = block(above: 1.4em, below: 0.8em, text(size, weight: "bold", body))\n{more}\n'
    )


def _heads(make: str, *titles: str) -> list[str]:
    return [make.replace("@", title) for title in titles]


NUMBERED = ("1#h(1em)Introduction", "2#h(1em)Related Work", "3#h(1em)Method", "4#h(1em)Conclusion", "References")


def _numbered(make: str = "#head[@]") -> list[str]:
    return _heads(make, *NUMBERED)


TITLE = "Arranging Shelves of Notes by What Belongs Together"
ONE, TWO, THREE = "Ada Bergström", "Jean-Luc de la Tour", "Wei Zhang"


def _grid(*cells: str, columns: int = 3) -> str:
    return f"#grid(columns: (1fr,) * {columns}, row-gutter: 10pt, align: center, {', '.join(f'[{c}]' for c in cells)})"


NEURIPS = FrontPage(
    "neurips",
    _set(margin="(x: 108pt, y: 72pt)")
    + f'#align(center, text(17pt, weight: "bold")[{TITLE}])\n#v(20pt)\n'
    + _grid(
        f'*{ONE}*#super[∗]\\ Institute of Order\\ #raw("ada@order.org")',
        f'*{TWO}*\\ University of Lund\\ #raw("tour@lund.se")',
        f'*{THREE}*\\ Shelf Research\\ #raw("wei@shelf.com")',
    )
    + '\n#v(16pt)\n#align(center, text(12pt, weight: "bold")[Abstract])\n#pad(x: 36pt)['
    + ABSTRACT
    + "]\n"
    + _body(*_numbered())
    + "\n#place(bottom)[#line(length: 40%) #text(8.5pt)[#super[∗]Equal contribution. Order decided by the shelf.]]",
    TITLE,
    (ONE, TWO, THREE),
    sections=("Abstract", "Introduction", "Related Work", "Method", "Conclusion", "References"),
)

ACM = FrontPage(
    "acm",
    _set(margin="(x: 54pt, y: 60pt)", size="9pt")
    + f'#align(center, text(17pt, weight: "bold")[{TITLE}: \\ A Study of Three Collections])\n#v(8pt)\n'
    + _grid(
        f"#text(12pt)[{ONE}]\\ Institute of Order\\ Uppsala, Sweden\\ ada\\@order.org",
        f"#text(12pt)[{TWO}]\\ University of Lund\\ Lund, Sweden\\ tour\\@lund.se",
        f"#text(12pt)[{THREE}]\\ Shelf Research\\ Beijing, China\\ wei\\@shelf.com",
    )
    + "\n#v(10pt)\n#columns(2)[#head(size: 10.9pt)[ABSTRACT]\n"
    + ABSTRACT
    + "\n#head(size: 10.9pt)[CCS CONCEPTS]\n• Information systems → Shelving; • Human-centered computing → Reading.\n"
    + "#head(size: 10.9pt)[KEYWORDS]\nshelves, notes, order\n\n#text(8pt)[*ACM Reference Format:*\\ Ada Bergström, Jean-Luc de la "
    + "Tour, and Wei Zhang. 2021. Arranging Shelves. In _Proceedings of the 9th Conference on Shelving (SHELF ’21)_. ACM, "
    + "New York, NY, USA, 9 pages. https:\\//doi.org/10.1145/1234567.1234568]\n"
    + _body(
        *_heads(
            "#head(size: 10.9pt)[@]",
            "1#h(1em)INTRODUCTION",
            "2#h(1em)RELATED WORK",
            "3#h(1em)METHOD",
            "4#h(1em)CONCLUSION",
            "REFERENCES",
        )
    )
    + "]",
    f"{TITLE}: A Study of Three Collections",
    (ONE, TWO, THREE),
    sections=(
        "ABSTRACT",
        "CCS CONCEPTS",
        "KEYWORDS",
        "INTRODUCTION",
        "RELATED WORK",
        "METHOD",
        "CONCLUSION",
        "REFERENCES",
    ),
    doi="10.1145/1234567.1234568",
    year=2021,
)

IEEE = FrontPage(
    "ieee",
    _set(margin="(x: 48pt, y: 54pt)")
    + f"#align(center, text(24pt)[{TITLE}])\n#v(6pt)\n"
    + _grid(
        f"#text(11pt)[{ONE}]\\ _Dept. of Shelving_\\ _Institute of Order_\\ Uppsala, Sweden\\ ada\\@order.org",
        f"#text(11pt)[{TWO}]\\ _Faculty of Lines_\\ _University of Lund_\\ Lund, Sweden\\ tour\\@lund.se",
        f"#text(11pt)[{THREE}]\\ _Shelf Research_\\ Beijing, China\\ wei\\@shelf.com",
    )
    + '\n#v(10pt)\n#columns(2)[#text(9pt, weight: "bold")[#emph[Abstract]—'
    + ABSTRACT
    + "]\n\n"
    + '#text(9pt, weight: "bold")[#emph[Index Terms]—shelves, notes, order]\n'
    + _body(
        *_heads(
            "#block(above: 1.2em, below: 0.8em, width: 100%, align(center)[#smallcaps[@]])",
            "I. Introduction",
            "II. Related Work",
            "III. Method",
            "IV. Conclusion",
            "References",
        ),
        paragraphs=4,
    )
    + "]",
    TITLE,
    (ONE, TWO, THREE),
)

ICML = FrontPage(
    "icml",
    _set(margin="(x: 54pt, y: 72pt)")
    + "#line(length: 100%)\n"
    + f'#align(center, text(14pt, weight: "bold")[{TITLE}])\n#line(length: 100%)\n#v(8pt)\n'
    + f"#align(center)[*{ONE}* #super[1]#h(1em)*{TWO}* #super[2 1]#h(1em)*{THREE}* #super[3]]\n#v(8pt)\n"
    + '#columns(2)[#align(center, text(12pt, weight: "bold")[Abstract])\n#pad(x: 20pt)['
    + ABSTRACT
    + "]\n"
    + "#place(bottom)[#line(length: 30%)#text(9pt)[#super[1]Institute of Order, Uppsala #super[2]University of Lund #super[3]Shelf Research. "
    + "Correspondence to: Ada Bergström \\<ada\\@order.org\\>. _Proceedings of the 38th Conference on Shelving_, 2021.]#v(2pt)]\n"
    + _body(*_numbered())
    + "]",
    TITLE,
    (ONE, TWO, THREE),
    sections=("Abstract", "Introduction", "Related Work", "Method", "Conclusion", "References"),
    year=2021,
)

LNCS = FrontPage(
    "lncs",
    _set(width="439pt", height="666pt", margin="46pt")
    + f'#align(center, text(14pt, weight: "bold")[{TITLE}])\n#v(10pt)\n'
    + f"#align(center)[{ONE}#super[1\\[0000-0002-1825-0097\\]], {TWO}#super[1,2], and {THREE}#super[2(✉)]]\n#v(4pt)\n"
    + '#align(center, text(9pt)[#super[1] Institute of Order, Uppsala, Sweden\\ #raw("ada@order.org")\\ #super[2] Shelf Research, Beijing, China])\n'
    + "#v(10pt)\n#pad(x: 28pt, text(9pt)[*Abstract.* "
    + ABSTRACT
    + "\n\n*Keywords:* shelves · notes · order])\n"
    + _body(*_numbered()),
    TITLE,
    (ONE, TWO, THREE),
)

ELSEVIER = FrontPage(
    "elsevier",
    _set(width="595pt", height="794pt", margin="(x: 42pt, y: 50pt)", size="8.5pt")
    + "#align(center, text(8pt)[Knowledge-Based Shelving 204 (2020) 106213])\n#v(6pt)\n"
    + "#align(center)[#text(8pt)[Contents lists available at ScienceDirect]#v(6pt)#text(16pt)[Knowledge-Based Shelving]#v(4pt)"
    + "#text(8pt)[journal homepage: www.elsevier.com/locate/shelving]]\n#line(length: 100%)\n#v(8pt)\n"
    + f"#text(13.5pt)[{TITLE}]\n\n#v(4pt)\n#text(10.5pt)[{ONE}#super[a,∗], {TWO}#super[b,c], {THREE}#super[a,b]]\n\n"
    + "#text(6.5pt)[#super[a] _Institute of Order, Uppsala, Sweden_\\ #super[b] _School of Lines, University of Lund, Lund 221 00, Sweden_]\n#v(8pt)\n"
    + "#line(length: 100%)\n#grid(columns: (150pt, 1fr), column-gutter: 20pt, [#text(8pt)[A R T I C L E#h(1em)I N F O]#line(length: 100%)#text(6.5pt)[_Article history:_\\ "
    + "Received 4 March 2020\\ Accepted 9 July 2020\\ Available online 15 July 2020]\\ #text(6.5pt)[_Keywords:_\\ Shelves\\ Notes\\ Order]],"
    + "[#text(8pt)[A B S T R A C T]#line(length: 100%)#text(7.5pt)["
    + ABSTRACT
    + "\\ #align(right)[© 2020 Elsevier B.V. All rights reserved.]]])\n#v(10pt)\n"
    + "\n#place(bottom)[#line(length: 20%)#text(6.5pt)[∗ Corresponding author.\\ _E-mail address:_ ada\\@order.org (A. Bergström).\\ https:\\//doi.org/10.1016/j.shelv.2020.106213]]\n"
    + _body(
        *_heads(
            "#block(above: 1.4em, below: 0.8em)[*@*]",
            "1. Introduction",
            "2. Related Work",
            "3. Method",
            "4. Conclusion",
            "References",
        ),
        columns=2,
    ),
    TITLE,
    (ONE, TWO, THREE),
    doi="10.1016/j.shelv.2020.106213",
    year=2020,
)

NATURE = FrontPage(
    "nature",
    _set(width="595pt", height="782pt", margin="(x: 42pt, y: 48pt)", size="9pt")
    + "#text(10pt, fill: red)[ARTICLE]\n\n"
    + f'#text(24pt, weight: "bold")[{TITLE}]\n\n#v(4pt)\n'
    + f"#text(11pt)[{ONE}#super[1,2], {TWO}#super[2] & {THREE}#super[1,3]]\n#v(8pt)\n"
    + '#columns(2)[#text(9pt, weight: "bold")['
    + ABSTRACT
    + "]\n\n"
    + BODY * 2
    + "\n\n"
    + BODY * 3
    + _body(
        *_heads(
            '#block(above: 1.2em, below: 0.6em, text(10pt, weight: "bold")[@])',
            "Results",
            "Discussion",
            "Methods",
            "References",
        ),
        paragraphs=4,
    )
    + "]\n#place(bottom)[#text(6.5pt)[#super[1]Institute of Order, Uppsala, Sweden. #super[2]University of Lund, Lund, Sweden. #super[3]Shelf Research, Beijing, China. "
    + "Correspondence should be addressed to A.B. (ada\\@order.org).]]",
    TITLE,
    (ONE, TWO, THREE),
    sections=("Results", "Discussion", "Methods", "References"),
)

MDPI = FrontPage(
    "mdpi",
    _set(width="595pt", height="842pt", margin="(x: 36pt, y: 48pt)")
    + f'#text(10pt)[_Article_]\n\n#text(18pt, weight: "bold")[{TITLE}]\n\n'
    + f"*{ONE} #super[1,\\*], {TWO} #super[2] and {THREE} #super[1,2]*\n#v(6pt)\n"
    + "#grid(columns: (120pt, 1fr), column-gutter: 14pt, text(7pt)[*Citation:* Bergström, A.; de la Tour, J.-L.; Zhang, W. Arranging Shelves. _Shelving_ *2022*, 11, 308. "
    + "https:\\//doi.org/10.3390/shelving11020308\\ \\ Received: 8 January 2022\\ Accepted: 20 January 2022\\ Published: 25 January 2022],"
    + "[#text(8pt)[#super[1] Institute of Order, Uppsala, Sweden; ada\\@order.org\\ #super[2] University of Lund, 221 00 Lund, Sweden\\ #super[\\*] Correspondence: ada\\@order.org]\n\n"
    + "*Abstract:* "
    + ABSTRACT
    + "\n\n*Keywords:* shelves; notes; order\n#line(length: 100%)\n"
    + "#block(above: 1.2em, below: 0.8em)[*1. Introduction*]\n"
    + BODY
    + "\n\n"
    + BODY
    + "])\n"
    + "#pad(left: 134pt)["
    + _body(
        *_heads(
            "#block(above: 1.4em, below: 0.8em)[*@*]", "2. Related Work", "3. Method", "4. Conclusion", "References"
        )
    )
    + "]",
    TITLE,
    (ONE, TWO, THREE),
    doi="10.3390/shelving11020308",
    year=2022,
)

SPRINGER = FrontPage(
    "springer",
    _set(width="595pt", height="790pt", margin="(x: 51pt, y: 60pt)")
    + "#text(8pt)[Journal of Shelving (2018) 33:1–14\\ https:\\//doi.org/10.1007/s10000-018-0042-1]\n#v(4pt)\n"
    + "#text(9pt)[ORIGINAL PAPER]\n#v(8pt)\n"
    + f'#text(18pt, weight: "bold")[{TITLE}]\n\n#v(6pt)\n#text(11pt, weight: "bold")[{ONE}#super[1] · {TWO}#super[2] · {THREE}#super[1]]\n\n'
    + "#text(8pt)[Received: 2 May 2017 / Accepted: 9 January 2018 / Published online: 1 February 2018\\ © The Author(s) 2018]\n#v(8pt)\n"
    + '#text(10pt, weight: "bold")[Abstract]\\ '
    + ABSTRACT
    + "\n\n*Keywords* Shelves · Notes · Order\n"
    + _body(*_numbered(), columns=2),
    TITLE,
    (ONE, TWO, THREE),
    sections=("Abstract", "Introduction", "Related Work", "Method", "Conclusion", "References"),
    doi="10.1007/s10000-018-0042-1",
    year=2018,
)

APS = FrontPage(
    "aps",
    _set(margin="(x: 54pt, y: 60pt)")
    + f'#align(center, text(12pt, weight: "bold")[{TITLE}])\n#v(4pt)\n#align(center)[{ONE},#super[1, \\*] {TWO},#super[2] and {THREE}#super[1, 2]]\n'
    + '#align(center, text(9pt, style: "italic")[#super[1]Institute of Order, Uppsala 75105, Sweden\\ #super[2]University of Lund, Lund 22100, Sweden])\n'
    + "#align(center, text(9pt)[(Dated: 14 June 2016)])\n#pad(x: 50pt, text(9pt)["
    + ABSTRACT
    + "])\n#v(8pt)\n"
    + _body(
        *_heads(
            "#block(above: 1.4em, below: 0.8em, width: 100%, align(center, text(9pt)[*@*]))",
            "I. INTRODUCTION",
            "II. RELATED WORK",
            "III. METHOD",
            "IV. CONCLUSION",
        ),
        "#block[]",
        columns=2,
    ),
    TITLE,
    (ONE, TWO, THREE),
    sections=("INTRODUCTION", "RELATED WORK", "METHOD", "CONCLUSION"),
    year=2016,
)

JMLR = FrontPage(
    "jmlr",
    _set(margin="(x: 90pt, y: 72pt)", size="11pt")
    + "#text(9pt)[Journal of Shelving Research 15 (2014) 1929-1958#h(1fr)Submitted 11/13; Published 6/14]\n#v(20pt)\n"
    + f'#align(center, text(14pt, weight: "bold")[{TITLE}])\n#v(12pt)\n'
    + f"*{ONE}*#h(1fr)#text(9pt)[ADA\\@ORDER.ORG]\\ *{TWO}*#h(1fr)#text(9pt)[TOUR\\@LUND.SE]\\ _University of Lund\\ Lund, Sweden_\\ *{THREE}*#h(1fr)#text(9pt)[WEI\\@SHELF.COM]\\ _Shelf Research, Beijing, China_\n\n"
    + '*Editor:* Olga Nyman\n#v(6pt)\n#align(center, text(12pt, weight: "bold")[Abstract])\n#pad(x: 24pt, text(10pt)['
    + ABSTRACT
    + "\n\n*Keywords:* shelves, notes, order])\n"
    + _body(*_heads("#head[@]", "1. Introduction", "2. Related Work", "3. Method", "4. Conclusion", "References")),
    TITLE,
    (ONE, TWO, THREE),
    sections=("Abstract", "Introduction", "Related Work", "Method", "Conclusion", "References"),
    year=2014,
)

THESIS = FrontPage(
    "thesis",
    _set(size="11pt", margin="90pt")
    + f'#align(center)[#v(60pt)#text(22pt, weight: "bold")[{TITLE}]#v(40pt)by#v(10pt)#text(14pt)[{ONE}]#v(40pt)'
    + "A dissertation submitted in partial fulfillment\\ of the requirements for the degree of\\ Doctor of Philosophy\\ in Shelving#v(20pt)University of Lund\\ May 2015#v(20pt)"
    + f'Committee:\\ Professor Olga Nyman, Chair\\ Professor {THREE}]\n#pagebreak()\n#align(center, text(18pt, weight: "bold")[Abstract])\n'
    + ABSTRACT
    + '\n#pagebreak()\n#text(18pt, weight: "bold")[Contents]\n#v(10pt)\n'
    + "\\ ".join(
        f"{i} #h(1em) {t} #box(width: 1fr, repeat[. ]) {i * 7}"
        for i, t in enumerate(("Introduction", "Shelves", "Notes", "Walking", "Results", "Conclusion"), 1)
    )
    + "\n"
    + "".join(
        f'#pagebreak()\n#text(18pt, weight: "bold")[Chapter {i}]\n#v(8pt)\n#text(20pt, weight: "bold")[{t}]\n#v(10pt)\n{BODY}\n\n#text(13pt, weight: "bold")[{i}.1#h(1em)First Part]\n\n{BODY}{BODY}\n\n'
        for i, t in enumerate(("Introduction", "Shelves", "Conclusion"), 1)
    ),
    TITLE,
    (ONE,),
    sections=("Abstract", "Contents", "Introduction", "Shelves", "Conclusion"),
    year=2015,
)

PREPRINT = FrontPage(
    "preprint",
    _set(margin="(x: 72pt, y: 72pt)")
    + f'#align(center, text(17pt, weight: "bold")[{TITLE}])\n#v(6pt)\n#align(center)[#smallcaps[A Preprint]]\n#v(8pt)\n'
    + f"#align(center)[*{ONE}* #h(2em) *{TWO}* #h(2em) *{THREE}*\\ Institute of Order\\ Uppsala, Sweden\\ {{ada, tour, wei}}\\@order.org]\n#v(6pt)\n#align(center)[March 3, 2022]\n#v(6pt)\n"
    + "#align(center, text(11pt)[*ABSTRACT*])\n#pad(x: 36pt)["
    + ABSTRACT
    + "]\n\n*_Keywords_* Shelves · Notes\n"
    + "#place(top + left, dx: -60pt, dy: 200pt, rotate(-90deg, reflow: true, text(20pt)[arXiv:2203.01234v2#h(8pt)\\[cs.IR\\]#h(8pt)4 Mar 2022]))\n"
    + _body(*_numbered()),
    TITLE,
    (ONE, TWO, THREE),
    sections=("ABSTRACT", "Introduction", "Related Work", "Method", "Conclusion", "References"),
    arxiv="2203.01234",
    year=2022,
)


def _draw_chinese(path: Path) -> None:
    """A page of a Chinese journal: two columns below title, authors and abstracts in both languages."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)

    def put(y0: float, y1: float, html: str, size: float, x0: float = 60, x1: float = 535) -> None:
        page.insert_htmlbox((x0, y0, x1, y1), html, css=f"* {{font-size: {size}px; margin: 0; line-height: 1.3;}}")

    put(40, 56, "第40卷 第3期　　　　　　书 架 学 报　　　　　　2019年3月", 9)
    put(70, 100, "<p style='text-align:center'>基于内容关联的笔记书架排列方法研究</p>", 18)
    put(104, 122, "<p style='text-align:center'>张 伟<sup>1</sup>，李明华<sup>2</sup>，欧阳静<sup>1</sup></p>", 12)
    put(
        124,
        140,
        "<p style='text-align:center'>(1. 北方大学 计算机学院，北京 100081；2. 书架研究所，上海 200240)</p>",
        9,
    )
    put(146, 200, f"<p><b>摘　要：</b>{ZH_ABSTRACT}</p>", 9)
    put(202, 216, "<p><b>关键词：</b>书架；笔记；排列</p>", 9)
    put(218, 232, "<p><b>中图分类号：</b>TP391　　<b>文献标志码：</b>A</p>", 9)
    put(238, 256, "<p style='text-align:center'>Arranging Shelves of Notes by Content</p>", 12)
    put(258, 272, "<p style='text-align:center'>ZHANG Wei, LI Minghua, OUYANG Jing</p>", 9)
    put(276, 330, f"<p><b>Abstract:</b> {ABSTRACT}</p>", 9)
    put(332, 346, "<p><b>Key words:</b> shelves; notes; order</p>", 9)
    columns = (
        ("0　引言", "", "1　相关工作", "", "2　排列方法", "2.1　笔记的距离", "2.2　次序的搜索"),
        ("3　实验结果", "", "", "4　结论", ""),
    )
    for x0, headings in zip((60, 305), columns, strict=True):
        y = 356.0
        for heading in headings:
            if heading:
                put(y, y + 18, heading, 12 if "." not in heading else 10.5, x0, x0 + 230)
                y += 19
            put(y, y + 68, f"<p style='text-indent:2em; text-align:justify'>{ZH_BODY}</p>", 10, x0, x0 + 230)
            y += 70
    put(y, y + 16, "参考文献：", 12, 305, 535)
    entries = (
        "[1] 王芳. 书架的次序[J]. 书架学报, 2016, 37(2): 12-19.",
        "[2] 刘洋, 陈晨. 沿着笔记行走[J]. 阅读研究, 2017, 8(1): 1-9.",
    )
    for number, entry in enumerate(entries):
        put(y + 18 + 12 * number, y + 30 + 12 * number, entry, 8, 305, 535)
    document.save(path)


CHINESE = FrontPage(
    "chinese",
    "",
    "基于内容关联的笔记书架排列方法研究",
    ("张伟", "李明华", "欧阳静"),
    abstract=ZH_ABSTRACT,
    sections=("引言", "相关工作", "排列方法", "实验结果", "结论", "参考文献"),
    year=2019,
    language="zh",
)

SLIDES = FrontPage(
    "slides",
    _set(width="363pt", height="272pt", margin="28pt", size="11pt")
    + f"#v(40pt)#align(center)[#text(16pt)[{TITLE}]#v(12pt){ONE}#v(12pt)9 November 2010]\n"
    + "".join(
        f"#pagebreak()\n#text(14pt)[{t}]\n\n- The first point\n- The second point, which is longer\n- A third\n"
        for t in ("Shelves", "Notes", "Walking")
    ),
    TITLE,
    (ONE,),
    abstract="",
    sections=(),
    year=2010,
)

AAAI = FrontPage(
    "aaai",
    _set(margin="54pt")
    + f'#align(center, text(16pt, weight: "bold")[{TITLE}])\n#v(6pt)\n#align(center, text(12pt)[*{ONE},#super[1] {TWO},#super[1,2] {THREE}#super[2]*])\n'
    + "#align(center, text(10pt)[#super[1] Institute of Order\\ #super[2] Shelf Research\\ {ada, tour}\\@order.org, wei\\@shelf.com])\n#v(10pt)\n#columns(2)["
    + '#align(center, text(10pt, weight: "bold")[Abstract])\n#pad(x: 10pt, text(9pt)['
    + ABSTRACT
    + "])\n"
    + _body(
        *_heads(
            '#block(above: 1.4em, below: 0.8em, width: 100%, align(center, text(12pt, weight: "bold")[@]))',
            "Introduction",
            "Related Work",
            "Our Way to Order a Shelf",
            "Conclusion",
            "References",
        ),
        paragraphs=4,
    )
    + "]",
    TITLE,
    (ONE, TWO, THREE),
    sections=("Abstract", "Introduction", "Related Work", "Our Way to Order a Shelf", "Conclusion", "References"),
)

FRONT_PAGES = (
    NEURIPS,
    ACM,
    IEEE,
    ICML,
    LNCS,
    ELSEVIER,
    NATURE,
    MDPI,
    SPRINGER,
    APS,
    JMLR,
    THESIS,
    PREPRINT,
    CHINESE,
    SLIDES,
    AAAI,
)
