"""Pages without a usable text layer: noticed, told, and read by Tesseract when it is installed."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from paper_notes.language.script import han_count
from paper_notes.messages import say
from paper_notes.paper.model import Box, Problem
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import Line, Page, Span, interpret, read_page
from paper_notes.paper.pdf.watch import enter

DPI = 300
MOST_PAGES = 60
"""Pages of one paper that are read by OCR at most: each takes seconds."""
STAGE = "ocr"
PATIENCE = 4.0
"""OCR of a page takes seconds, on a busy machine many: times the limit for a page."""
FONT = "OCR"

_BROKEN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:\\d+\\)")
_WORD = re.compile(r"[A-Za-z]{4,}")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def is_picture(page: Page) -> bool:
    """Whether the page is a picture: next to no text, and an image over most of it."""
    if len(page.lines) > 40 or sum(map(str.isalnum, _sample(page))) >= 60:
        return False
    return max((g.box.area for g in page.graphics if g.kind == "image"), default=0.0) > 0.4 * page.box.area


def is_soup(page: Page) -> bool:
    """Whether the text layer holds glyph numbers instead of characters: it looks right, and reads as nonsense."""
    text = _sample(page)
    letters = len(text) - text.count(" ")
    if letters < 200:
        return False
    if len(_BROKEN.findall(text)) > 0.2 * letters:
        return True
    words = _WORD.findall(text)
    if han_count(text) > 0.1 * letters or len(words) < 40:
        # Running text is made of letters; what is mostly signs and marks is none.
        return sum(map(str.isalpha, text)) < 0.25 * letters and len(words) < 10 and han_count(text) < 20
    return sum(not _VOWEL.search(word) for word in words) > 0.5 * len(words)


def _sample(page: Page) -> str:
    """About the first 2,000 characters: enough to tell words from soup."""
    parts: list[str] = []
    size = 0
    for line in page.lines:
        parts.append(line.text)
        size += len(parts[-1])
        if size > 2000:
            break
    return " ".join(parts)


@cache
def languages() -> str:
    """Which of the two languages Tesseract can read here: "eng", "chi_sim+eng" …; "" without Tesseract."""
    try:
        folder = pymupdf.get_tessdata()
    except RuntimeError:  # PyMuPDF's way to say that there is no Tesseract
        return ""
    if not folder:
        return ""
    known = {path.stem for path in Path(folder).glob("*.traineddata")}
    return "+".join(language for language in ("chi_sim", "eng") if language in known)


def with_ocr(document: pymupdf.Document, pages: Sequence[Page], problems: list[Problem]) -> list[Page]:
    """The pages, those that need it read by OCR. What couldn't be done is told in ``problems``."""
    pictures = [page for page in pages if is_picture(page)]
    soup = [page for page in pages if is_soup(page)]
    if len(soup) < max(2, 0.2 * len(pages)) and len(pages) > 1:
        soup = []  # a page of symbols or a diagram; fonts without letters spoil a whole paper
    wanted = sorted([*pictures, *soup], key=lambda page: page.number)
    if not wanted:
        return list(pages)
    what = _told(pictures, soup, len(pages))
    if not languages():
        hint = "install Tesseract with its languages (Debian: tesseract-ocr tesseract-ocr-chi-sim) and build again"
        problems.append(
            Problem(say(f"{what}; nothing of them could be read", f"{what}；什么也没能识别"), _only(wanted), hint)
        )
        return [replace(page, lines=()) if page in soup else page for page in pages]
    problems.append(
        Problem(
            say(f"{what}; they were read by OCR, which makes mistakes", f"{what}；文字由 OCR 识别，可能有错"),
            _only(wanted),
        )
    )
    if len(wanted) > MOST_PAGES:
        left = len(wanted) - MOST_PAGES
        problems.append(
            Problem(
                say(
                    f"the last {left} of them were left out: OCR takes seconds a page",
                    f"其中最后 {left} 页没有识别：OCR 每页要几秒",
                )
            )
        )
    read: dict[int, Page] = {}
    language = languages()
    for page in wanted[:MOST_PAGES]:
        if not enter(STAGE, page.number, PATIENCE):
            problems.append(
                Problem(
                    say(
                        f"page {page.number} was left out: OCR of it crashes or never ends",
                        f"第 {page.number} 页没有识别：OCR 崩溃或停不下来",
                    ),
                    page.number,
                )
            )
            continue
        read[page.number] = _read(document, page, language)
        if language != "eng" and "eng" in language and han_count(_words_of(read[page.number])) < 20:
            language = "eng"  # faster, and fewer mistakes
    heights = [line.box.height for page in read.values() for line in page.lines]
    usual = statistics.median(heights) if heights else 10.0
    evened = {
        number: replace(page, lines=tuple(_even(line, usual) for line in page.lines)) for number, page in read.items()
    }
    return [evened.get(page.number, page) for page in pages]


def _told(pictures: Sequence[Page], soup: Sequence[Page], pages: int) -> str:
    if not soup:
        every = len(pictures) == pages
        return "the pages are pictures without a text layer" if every else f"{_some(pictures)} without a text layer"
    return f"the text layer of {_some(soup)} holds signs instead of letters"


def _some(pages: Sequence[Page]) -> str:
    numbers = ", ".join(str(page.number) for page in pages[:6])
    return f"page {numbers}" if len(pages) == 1 else f"pages {numbers}{' …' if len(pages) > 6 else ''}"


def _only(pages: Sequence[Page]) -> int | None:
    return pages[0].number if len(pages) == 1 else None


def _words_of(page: Page) -> str:
    return " ".join(line.text for line in page.lines)


def _read(document: pymupdf.Document, page: Page, language: str) -> Page:
    """The page with the lines that Tesseract sees."""
    source = document[page.number - 1]
    try:
        textpage = source.get_textpage_ocr(language=language, dpi=DPI, full=True)
    except (RuntimeError, pymupdf.mupdf.FzErrorBase):
        return replace(page, lines=())
    seen = read_page(interpret(source, textpage))
    return replace(page, lines=tuple(part for line in seen.lines for part in _parts(line) if _is_text(part)))


def _parts(line: Line) -> list[Line]:
    """The line cut where words stand far apart: Tesseract reads on over the gap between columns."""
    groups: list[list[Span]] = []
    for span in line.spans:
        if not span.text.strip():
            if groups:
                groups[-1].append(span)
            continue
        last = next((s for s in reversed(groups[-1]) if s.text.strip()), None) if groups else None
        if last is None or span.box.x0 - last.box.x1 > 1.4 * line.box.height:
            groups.append([span])
        else:
            groups[-1].append(span)
    parts = []
    for group in groups:
        box = group[0].box
        for span in group[1:]:
            box = box.union(span.box) if span.text.strip() else box
        parts.append(Line.of(group, Box(box.x0, line.box.y0, box.x1, line.box.y1), line.direction, line.block))
    return parts


def _is_text(line: Line) -> bool:
    text = line.text.strip()
    return any(map(str.isalnum, text)) and (len(text) > 1 or text.isdigit())


def _even(line: Line, usual: float) -> Line:
    """One span of one size, that of the running text unless the line is clearly larger or smaller: Tesseract gives
    each word a size of its own. ``usual`` is the height of most lines in points."""
    sizes = [span.size for span in line.spans if span.text.strip()]
    size = statistics.median(sizes)
    # 0.85: a line of text is as high as its ascenders and descenders, a little less than its size
    common = usual * 0.85
    size = common if 0.6 * common < size < 1.45 * common else size
    first = line.spans[0]
    text = " ".join("".join(span.text for span in line.spans).split())
    span = first._replace(text=text, box=line.box, font=FONT, size=size, bold=False, italic=False, superscript=False)
    return line.with_spans([span])
