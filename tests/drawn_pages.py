"""Pages drawn for a test of layout: rows of text, a plot, a table, and what is found on them."""

import pymupdf

from paper_notes.paper.figures.find import find_figures
from paper_notes.paper.layout.document import find_layout
from paper_notes.paper.model import Box, Figure
from paper_notes.paper.pdf.pages import interpret, read_page
from paper_notes.paper.pdf.scans import with_ink

LEFT, RIGHT, SIZE, LEADING = 72.0, 522.0, 10.0, 15.0
HAN = "我们每一页只读一次并留下所需要的内容其余的部分不去改动也不作任何没有根据的猜测因此读者看到的都是纸上的文字"
ENGLISH = "The method reads every page once and keeps what it needs of it while the rest is left alone for later use "
Page = pymupdf.Page


def sheet(document: pymupdf.Document) -> Page:
    return document.new_page(width=594, height=842)


def rows(page: Page, y: float, count: int, x0: float = LEFT, x1: float = RIGHT) -> float:
    """Justified rows of English text; the next free height."""
    words = (ENGLISH * 9).split()
    for i in range(count):
        text, width = "", x1 - x0
        for word in words[(7 * page.number + 5 * i) % 21 :]:
            if pymupdf.get_text_length(f"{text} {word}".strip(), "tiro", SIZE) > width:
                break
            text = f"{text} {word}".strip()
        gap = (width - pymupdf.get_text_length(text.replace(" ", ""), "tiro", SIZE)) / text.count(" ")
        x = x0
        for word in text.split():
            page.insert_text((x, y), word, fontname="tiro", fontsize=SIZE)
            x += pymupdf.get_text_length(word, "tiro", SIZE) + gap
        y += LEADING
    return y


def han(page: Page, y: float, count: int, last: int = 45, x0: float = LEFT, each: int = 45) -> float:
    """Rows of Chinese text, the first one indented, the last one ``last`` characters long; the next free height."""
    for i in range(count):
        length = last if i == count - 1 else each
        first = 2 if i == 0 else 0
        text = (HAN * 2)[i : i + length - first]
        page.insert_text(
            (x0 + first * SIZE, y), text[:-1] + "。" if i == count - 1 else text, fontname="china-s", fontsize=SIZE
        )
        y += LEADING
    return y


def centred(page: Page, y: float, text: str, size: float = 9.0, font: str = "china-s", middle: float = 297.0) -> None:
    width = pymupdf.Font(font).text_length(text, size)
    page.insert_text((middle - width / 2, y), text, fontname=font, fontsize=size)


def plot(page: Page, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    page.draw_rect(box, width=0.8)
    for i in range(8):
        x = x0 + (i + 1) * (x1 - x0) / 9
        page.draw_line((x, y1), (x, y0 + (8 - i) * (y1 - y0) / 10), color=(0, 0, 1), width=2)


def table(page: Page, x0: float, y0: float, x1: float, count: int, lift: float = 0.0) -> tuple[float, ...]:
    """A table with three rules and three columns of numbers; its box."""
    for y in (y0, y0 + 16, y0 + 16 + 14 * count):
        page.draw_line((x0, y + lift), (x1, y + lift), width=0.7)
    for row in range(count + 1):
        for column in range(3):
            text = ("Model", "Dev", "Test")[column] if row == 0 else f"{(row + 2) * (column + 3)}.{row}"
            page.insert_text((x0 + 6 + column * (x1 - x0) / 3, y0 + 12 + 14 * row), text, fontname="tiro", fontsize=9)
    return x0, y0, x1, y0 + 16 + 14 * count


def find(document: pymupdf.Document) -> dict[str, Figure]:
    document = pymupdf.open(stream=document.tobytes())
    pages = [read_page(interpret(page)) for page in document]
    return {figure.label: figure for figure in find_figures(document, find_layout(with_ink(document, pages)))}


def close(box: Box, wanted: tuple[float, ...], by: float = 5.0) -> bool:
    return all(abs(a - b) <= by for a, b in zip(box, wanted, strict=True))
