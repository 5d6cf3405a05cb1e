"""One page for each concept of layout, drawn for it, with the box that must be found on it."""

from collections.abc import Callable

import pymupdf
import pytest

from drawn_pages import HAN, LEADING, LEFT, SIZE, centred, close, find, han, plot, rows, sheet, table
from paper_notes.paper.figures.find import find_figures
from paper_notes.paper.layout.document import find_layout
from paper_notes.paper.pdf.pages import interpret, read_page

Drawn = tuple[pymupdf.Document, dict[str, tuple[float, ...]], dict[str, str]]


def short_chinese_paragraph() -> Drawn:
    """Two indented rows above the figure are a wall; of the caption's two languages the paper's is read."""
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 12)
    y = han(page, y, 2, last=9)
    box = (150.0, y, 440.0, y + 150)
    plot(page, box)
    centred(page, y + 170, "图２　系统的总体结构")
    centred(page, y + 184, "Fig.2 Structure of the whole system", font="tiro")
    han(page, y + 215, 10)
    return document, {"图2": box}, {"图2": "系统的总体结构"}


def caption_that_speaks() -> Drawn:
    """A caption may begin with what is a verb elsewhere; a sentence that begins with the label is none."""
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 9)
    box = (150.0, y, 440.0, y + 150)
    plot(page, box)
    centred(page, y + 170, "图3展开后的网络结构")
    y = han(page, y + 200, 6)
    page.insert_text((LEFT + 20, y), "图3展示了网络展开以后的结构" + HAN[:29], fontname="china-s", fontsize=SIZE)
    han(page, y + LEADING, 5)
    return document, {"图3": box}, {"图3": "展开后的网络结构"}


def gap_behind_the_label() -> Drawn:
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 9)
    page.insert_text((230, y + 10), "表1", fontname="china-s", fontsize=9)
    page.insert_text((272, y + 10), "各个模型的结果", fontname="china-s", fontsize=9)
    box = table(page, 150, y + 18, 440, 4)
    han(page, box[3] + 30, 9)
    return document, {"表1": box}, {"表1": "各个模型的结果"}


def tables_side_by_side() -> Drawn:
    """Rules of neighbours at nearly one height are not one rule."""
    document = pymupdf.open()
    page = sheet(document)
    y = rows(page, 80, 10)
    left, right = table(page, 72, y, 280, 4, lift=0.6), table(page, 310, y, 522, 4)
    centred(page, y + 90, "Table 1. Results of ours.", font="tiro", middle=176)
    centred(page, y + 90, "Table 2. Results of theirs.", font="tiro", middle=416)
    rows(page, y + 130, 12)
    return document, {"Table 1": left, "Table 2": right}, {"Table 2": "Results of theirs."}


def clipped_drawing() -> Drawn:
    """What a clip path hides is no part of a figure."""
    document = pymupdf.open()
    page = sheet(document)
    y = rows(page, 80, 10)
    box = (150.0, y, 440.0, y + 140)
    centred(page, y + 160, "Figure 1: A part of something large.", font="tiro")
    rows(page, y + 190, 15)
    height = page.rect.height
    clip = f"{box[0]} {height - box[3]} {box[2] - box[0]} {box[3] - box[1]} re W n"
    paint = f"q {clip} 0.8 0.9 1 rg 20 {height - 700} 560 650 re f 0 0 1 RG 0 0 m 594 842 l S Q"
    page.clean_contents()
    (xref,) = page.get_contents()
    document.update_stream(xref, paint.encode() + b"\n" + document.xref_stream(xref))
    return document, {"Figure 1": box}, {}


def tick_at_the_top() -> Drawn:
    """A tick's number at the head of a page is no page number: it doesn't count on."""
    document = pymupdf.open()
    for number in range(1, 6):
        page = sheet(document)
        centred(page, 815, str(number), font="tiro")
        if number != 3:
            rows(page, 60, 45)
            continue
        page.insert_text((128, 62), "8", fontname="tiro", fontsize=9)
        plot(page, (140.0, 64.0, 440.0, 200.0))
        centred(page, 222, "Figure 1: Rising bars.", font="tiro")
        rows(page, 250, 34)
    return document, {"Figure 1": (128.0, 55.0, 440.0, 200.0)}, {}


def heads_of_tables() -> Drawn:
    """The head of a table that stands first on several pages is no running head."""
    document = pymupdf.open()
    wanted = {}
    for number in range(1, 8):
        page = sheet(document)
        page.insert_text((LEFT, 40), f"A Journal of Things {number}", fontname="tiro", fontsize=8)
        if number % 2:
            rows(page, 66, 48)
            continue
        wanted[f"Table {number // 2}"] = table(page, 150, 62, 440, 5)
        centred(page, 168, f"Table {number // 2}. Results.", font="tiro")
        rows(page, 200, 38)
    return document, wanted, {}


def lone_image() -> Drawn:
    """An image that is alone is the figure: the words above it are not."""
    document = pymupdf.open()
    page = sheet(document)
    y = rows(page, 80, 14)
    page.insert_text((LEFT, y + 8), "Some words that end a list", fontname="tiro", fontsize=9)
    box = (180.0, y + 20, 420.0, y + 150)
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 48, 26), False)
    picture.clear_with(120)
    page.insert_image(box, pixmap=picture, keep_proportion=False)
    centred(page, y + 172, "Figure 1: A grey photo.", font="tiro")
    rows(page, y + 200, 14)
    return document, {"Figure 1": box}, {}


def program_without_a_frame() -> Drawn:
    """An algorithm's steps follow its caption; the text behind them is no step."""
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 10)
    page.insert_text((LEFT + 20, y), "算法1 查找结点的算法", fontname="china-s", fontsize=SIZE)
    steps = ["输入:结点的值", "1: while step < height", "2:    step = step + 1", "3: end while", "4: return step"]
    for i, step in enumerate(steps, 1):
        page.insert_text((LEFT + 20, y + LEADING * i), step, fontname="china-s", fontsize=SIZE)
    box = (LEFT + 20, y + 6, LEFT + 20 + 22 * SIZE, y + LEADING * 5 + 3)  # the font's Latin letters are wide
    han(page, y + LEADING * 6 + 4, 12)
    return document, {"算法1": box}, {"算法1": "查找结点的算法"}


def caption_in_two_columns() -> Drawn:
    """A wide figure's caption may be set in two columns below it."""
    document = pymupdf.open()
    page = sheet(document)
    box = (60.0, 60.0, 534.0, 220.0)
    plot(page, box)
    for column, words in enumerate(
        (
            ["Figure 1: Bars that rise from left to right as more", "pages are read, each of them with its own"],
            ["height, which was measured on the same", "machine in the same week."],
        )
    ):
        for i, text in enumerate(words):
            page.insert_text((60 + 245 * column, 236 + 10 * i), text, fontname="helv", fontsize=8)
    for column in range(2):
        rows(page, 280, 34, 60 + 245.0 * column, 289 + 245.0 * column)
    said = "Bars that rise from left to right as more pages are read, each of them with its own height, which was "
    return document, {"Figure 1": box}, {"Figure 1": said + "measured on the same machine in the same week."}


CONCEPTS: list[Callable[[], Drawn]] = [
    short_chinese_paragraph,
    caption_that_speaks,
    gap_behind_the_label,
    tables_side_by_side,
    clipped_drawing,
    tick_at_the_top,
    heads_of_tables,
    lone_image,
    program_without_a_frame,
    caption_in_two_columns,
]


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.__name__)
def test_what_is_drawn_is_found(concept: Callable[[], Drawn]) -> None:
    document, boxes, captions = concept()
    figures = find(document)
    assert sorted(figures) == sorted(boxes)
    for label, box in boxes.items():
        assert close(figures[label].box, box), (label, figures[label].box, box)
    for label, text in captions.items():
        assert figures[label].caption == text


def test_a_scan_is_read_by_its_ink() -> None:
    """The page is one picture with invisible text over it: what is drawn is seen as ink."""
    drawn, boxes, _ = short_chinese_paragraph()
    document = pymupdf.open()
    page = sheet(document)
    page.insert_image(page.rect, pixmap=drawn[0].get_pixmap(dpi=150))
    for block in drawn[0].get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                font = "china-s" if not span["text"].isascii() else "tiro"
                page.insert_text(span["origin"], span["text"], fontname=font, fontsize=span["size"], render_mode=3)
    (figure,) = find(document).values()
    assert figure.number == "2" and close(figure.box, boxes["图2"], by=8)


def test_a_table_that_goes_on_over_pages_is_one_with_parts() -> None:
    document = pymupdf.open()
    page = sheet(document)
    y = rows(page, 80, 30)
    centred(page, y + 10, "Table 1. Many results.", font="tiro")
    first = table(page, 150, y + 18, 440, 10)
    page = sheet(document)
    centred(page, 70, "Table 1 (continued)", font="tiro")
    second = table(page, 150, 80, 440, 8)
    rows(page, second[3] + 30, 30)
    (figure,) = find(document).values()
    assert close(figure.box, first) and [place.page for place in figure.parts] == [2]
    assert close(figure.parts[0].box, second)


def test_one_label_in_the_paper_and_in_its_appendix_is_two_figures() -> None:
    document = pymupdf.open()
    for name in ("Bars of the paper.", "Other bars of the appendix."):
        for _ in range(2):
            rows(sheet(document), 70, 45)
        page = sheet(document)
        y = rows(page, 70, 12)
        plot(page, (150.0, y, 440.0, y + 120))
        centred(page, y + 140, f"Figure 1: {name}", font="tiro")
        rows(page, y + 170, 20)
    document = pymupdf.open(stream=document.tobytes())
    figures = find_figures(document, find_layout([read_page(interpret(page)) for page in document]))
    assert [(figure.number, figure.page) for figure in figures] == [("1", 3), ("1", 6)]
