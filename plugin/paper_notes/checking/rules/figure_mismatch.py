from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from paper_notes.checking.evidence.statements import FIGURE_WORD, IN_THE_TEXT, QUANTITY, TABLE_WORD, pages_of
from paper_notes.checking.rule import Fault, Message, PaperRule
from paper_notes.language.match import skeleton
from paper_notes.note.blocks import Block, Span
from paper_notes.note.document import Document
from paper_notes.paper.model import Figure, FigureKind, Paper

_KINDS: dict[str, FigureKind] = {"fig": "figure", "table": "table", "algo": "algorithm"}
_ZH: dict[FigureKind, str] = {"figure": "图", "table": "表", "algorithm": "算法"}
_STEM = re.compile(r"(fig|table|algo)([0-9A-Za-z-]+?)(?:_|$)")
_LABEL = re.compile(
    rf"(?P<figure>{FIGURE_WORD}|\bfig(?:ure|s|ures)?\b)|(?P<table>{TABLE_WORD}|\btab(?:le|les)?\b)"
    r"|(?P<algorithm>算法|\balgorithm)",
    re.I,
)
_NUMBER = re.compile(rf"\.?\s*[（(]?\s*(\d+(?:[-.]\d+)*(?![-.]?\d|{QUANTITY})|[IVX]+\b|[A-Z]\d*(?![A-Za-z]))")
CLEARLY_BETTER = 25
"""Points (of 100) by which another figure's caption must fit better before the image is said to be the wrong one."""


class FigureMismatch(PaperRule):
    name = "figure-mismatch"
    severity = "error"
    group = "evidence"
    what = "An image shown as another figure than it is, or a figure number that the paper doesn't have."
    why = "A reader who sees the wrong picture under a caption learns something false."
    example = "![Figure 2: loss curves](images/fig1_arch_overall.png)"
    instead = "Give the image, the number and the description of one and the same figure."
    bad = ("![Figure 2: curves](images/fig1_arch_overall.png)\n", "图 98 给出了结构。\n", "结果见表 98，词表 82K。\n")
    good = ("The structure is drawn by the authors.\n", "词表 82K，每层输出特征图 98 张。\n")

    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        known = {(figure.kind, figure.number.casefold()): figure for figure in paper.figures}
        for block, span in document.spans("image"):
            yield from self._image(document, block, span, known, paper)
        if known and paper.has_text:
            yield from self._numbers(document, known, paper)

    def _image(
        self,
        document: Document,
        block: Block,
        span: Span,
        known: dict[tuple[FigureKind, str], Figure],
        paper: Paper,
    ) -> Iterator[Fault]:
        match = _STEM.match(PurePosixPath(span.target).stem)
        if match is None or not span.target.startswith("images/"):
            return
        key = _KINDS[match[1]], match[2].casefold()
        described = _description(document, block, span)
        labels = _labels(span.content) or _labels(described[:160])
        if labels and key not in {(kind, _in_stem(number)) for kind, number in labels}:
            yield Fault(
                span.start,
                span.end,
                Message(
                    f"the image is {match[1]}{match[2]}, what is said beside it is about {_name(next(iter(labels)))}: "
                    "show the figure that is described",
                    f"图片是 {match[1]}{match[2]}，旁边说的却是{_zh(next(iter(labels)))}：换成所说的那张图",
                ),
            )
            return
        figure = next((f for (kind, number), f in known.items() if (kind, _in_stem(number)) == key), None)
        if figure is None:
            return
        better = _better(f"{span.content} {described}", figure, paper)
        if better is not None:
            message = Message(
                f"what is said of {figure.label} fits the caption of {better.label}: show the figure that is described",
                f"对 {figure.label} 的说明更像 {better.label} 的图题：换成所说的那张图",
            )
            yield Fault(span.start, span.end, message)
            return
        cited = pages_of(tuple(c for c in document.citations if span.end <= c.start <= span.end + len(described)))
        if cited and not {figure.page, figure.caption_page} & set(cited) and not _mentioned(figure, cited):
            message = Message(
                f"{figure.label} stands on p. {figure.page}, and none of the pages cited beside it: cite that page",
                f"{figure.label} 在第 {figure.page} 页，旁边引的都不是这一页：改引这一页",
            )
            yield Fault(span.start, span.end, message, severity="warning")
        yield from self._in_the_text(document, span.end, span.end + len(described), figure, paper)

    def _in_the_text(self, document: Document, start: int, end: int, figure: Figure, paper: Paper) -> Iterator[Fault]:
        """Pages given for where the text speaks of the figure, on which it isn't named."""
        for block in document.blocks:
            if not start <= block.start < end or not IN_THE_TEXT.match(block.text) or not paper.has_text:
                continue
            for citation in document.citations:
                if (
                    not block.start <= citation.start < block.end
                    or not 1 <= citation.first <= citation.last <= paper.pages
                ):
                    continue
                pages = set(range(citation.first, citation.last + 1))
                if pages & {figure.page, figure.caption_page} or any(_names(figure, page, paper) for page in pages):
                    continue
                message = Message(
                    f"p. {citation.first} doesn't name {figure.label}: cite where the text speaks of it",
                    f"第 {citation.first} 页没有提到 {figure.label}：引正文谈到它的那一页",
                )
                yield Fault(citation.start, citation.end, message, severity="suggestion")

    def _numbers(
        self, document: Document, known: dict[tuple[FigureKind, str], Figure], paper: Paper
    ) -> Iterator[Fault]:
        """Figures that the note speaks of and the paper doesn't have."""
        printed = skeleton(" ".join(paper.page_texts))
        for block in document.blocks:
            if block.kind not in ("paragraph", "heading", "cell") or not block.is_ours:
                continue
            for match in _LABEL.finditer(block.text):
                number = _NUMBER.match(block.text, match.end())
                kind = _kind(match)
                if number is None or (kind, number[1].casefold()) in known or not number[1][0].isdigit():
                    continue
                if any(skeleton(spelling + number[1]) in printed for spelling in _SPELLINGS[kind]):
                    continue
                start, end = block.prose.span(match.start(), number.end())
                yield Fault(
                    start,
                    end,
                    Message(
                        f"the paper has no {kind} {number[1]}: name the one that is meant",
                        f"论文没有{_ZH[kind]} {number[1]}：写出指的是哪一个",
                    ),
                )


def _in_stem(number: str) -> str:
    """A figure's number as an image's name has it: "1.2" is "1-2" there."""
    return number.replace(".", "-")


def _description(document: Document, block: Block, span: Span) -> str:
    """The file's text behind an image, up to the next image or heading and at most 1,500 characters."""
    stops = [other.start for other in document.headings if other.start > span.end]
    stops += [other.start for _, other in document.spans("image") if other.start > span.end]
    return document.text[span.end : min([*stops, span.end + 1500, len(document.text)])]


def _zh(label: tuple[FigureKind, str]) -> str:
    return f"{_ZH[label[0]]} {label[1]}"


def _kind(match: re.Match[str]) -> FigureKind:
    return "figure" if match["figure"] else "table" if match["table"] else "algorithm"


def _labels(text: str) -> dict[tuple[FigureKind, str], None]:
    """The figures, tables and algorithms that a text names, in order."""
    found: dict[tuple[FigureKind, str], None] = {}
    for match in _LABEL.finditer(text):
        number = _NUMBER.match(text, match.end())
        if number is not None:
            found[_kind(match), number[1].casefold()] = None
    return found


def _name(key: tuple[FigureKind, str]) -> str:
    return f"{key[0]} {key[1]}"


def _better(said: str, figure: Figure, paper: Paper) -> Figure | None:
    """Another figure whose caption fits what is said clearly better than this one's."""

    text = skeleton(said)

    def fit(other: Figure) -> float:
        caption = skeleton(other.caption)[:120]
        return fuzz.partial_ratio(caption, text) if len(caption) >= 12 and len(text) >= len(caption) / 2 else 0.0

    own = fit(figure)
    rivals = [other for other in paper.figures if other is not figure]
    best = max(rivals, key=fit, default=None)
    return best if best is not None and fit(best) >= 90 and fit(best) - own >= CLEARLY_BETTER else None


_SPELLINGS: dict[FigureKind, tuple[str, ...]] = {
    "figure": ("figure", "fig", "figs", "figures", "图"),
    "table": ("table", "tab", "tables", "表"),
    "algorithm": ("algorithm", "alg", "算法"),
}


def _names(figure: Figure, page: int, paper: Paper) -> bool:
    """Whether a page's text names the figure, as "Fig. 3" or by its number among others."""
    text = skeleton(paper.page_texts[page - 1])
    return any(skeleton(spelling + figure.number) in text for spelling in _SPELLINGS[figure.kind]) or any(
        page in (mention.sentence.page, mention.sentence.end_page) for mention in figure.mentions
    )


def _mentioned(figure: Figure, pages: tuple[int, ...]) -> bool:
    """Whether the text on one of the pages refers to the figure."""
    return any(mention.sentence.page in pages or mention.sentence.end_page in pages for mention in figure.mentions)
