"""Pages as text processors leave them: short paragraphs, stamps, pictures parted from their captions."""

import pymupdf

from drawn_pages import LEADING, LEFT, SIZE, centred, close, find, han, plot, rows, sheet, table
from paper_notes.paper.figures.find import find_figures
from paper_notes.paper.layout.document import find_layout
from paper_notes.paper.pdf.pages import interpret, read_page

Box = tuple[float, float, float, float]


def photo(page: pymupdf.Page, box: Box, width: int = 64) -> None:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, width, 32), False)
    picture.clear_with(130)
    page.insert_image(box, pixmap=picture, keep_proportion=False)


def say(page: pymupdf.Page, x: float, y: float, text: str) -> None:
    page.insert_text((x, y), text, fontname="china-s", fontsize=SIZE)


def test_a_line_that_leads_to_a_figure_is_no_part_of_it() -> None:
    """A short row at the column's edge, and one that small pictures of formulas break into pieces."""
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 14)
    say(page, LEFT, y, "聚类的结果如下图所示：")
    box = (150.0, y + 20, 440.0, y + 150)
    photo(page, box)
    centred(page, y + 170, "图1 聚类的结果")
    y = han(page, y + 200, 4)
    say(page, LEFT + 2 * SIZE, y, "其中，质点")
    photo(page, (LEFT + 7.3 * SIZE, y - 9, LEFT + 9.3 * SIZE, y + 2))
    say(page, LEFT + 9.6 * SIZE, y, "在输入的作用下开始运动，位移为")
    photo(page, (LEFT + 24.9 * SIZE, y - 9, LEFT + 27 * SIZE, y + 2))
    say(page, LEFT + 27.3 * SIZE, y, "。")
    second = (150.0, y + 20, 440.0, y + 150)
    photo(page, second)
    centred(page, y + 170, "图2 质点的运动")
    figures = find(document)
    assert close(figures["图1"].box, box) and close(figures["图2"].box, second)


def test_the_last_characters_of_a_paragraph_stand_under_its_indent() -> None:
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 14)
    y = han(page, y, 2, last=2)
    box = (150.0, y, 440.0, y + 140)
    plot(page, box)
    centred(page, y + 160, "图1 系统的总体结构")
    han(page, y + 190, 12)
    assert close(find(document)["图1"].box, box)


def test_what_is_stamped_on_every_page_is_no_part_of_a_figure() -> None:
    """A line of binding in the margin, and a database's mark in the text that stands beside a caption."""
    document = pymupdf.open()
    for number in range(6):
        page = sheet(document)
        for i in range(40):
            say(page, 30, 120 + 14 * i, "装" if i == 20 else "┊")
        page.insert_text((LEFT, 720), "万方数据", fontname="china-s", fontsize=8)
        if number != 3:
            han(page, 80, 48)
            continue
        y = han(page, 80, 32)
        box = (150.0, y, 440.0, 706.0)
        plot(page, box)
        centred(page, 720, "图1 系统的总体结构")
        han(page, 744, 4)
    figure = find(document)["图1"]
    assert close(figure.box, box) and figure.caption == "系统的总体结构"


def test_an_empty_paragraph_is_no_running_head() -> None:
    document = pymupdf.open()
    for number in range(3):
        page = sheet(document)
        if number != 1:
            rows(page, 60, 45)
            continue
        page.insert_text((LEFT, 76), "   ", fontname="tiro", fontsize=SIZE)
        box = (150.0, 50.0, 440.0, 180.0)
        plot(page, box)
        centred(page, 200, "Figure 1: Rising bars.", font="tiro")
        rows(page, 230, 34)
    assert close(find(document)["Figure 1"].box, box)


def test_a_figure_that_ends_its_page_has_its_caption_on_the_next() -> None:
    """Also two beside each other, in one picture, below another figure with a caption of its own."""
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 10)
    first = (150.0, y, 440.0, y + 120)
    photo(page, first)
    centred(page, y + 140, "图1 第一个结果")
    y = han(page, y + 170, 8)
    photo(page, (80.0, y + 40, 520.0, 760.0))
    page = sheet(document)
    centred(page, 70, "图2 第二个结果", middle=190)
    centred(page, 70, "图3 第三个结果", middle=410)
    han(page, 100, 40)
    figures = find(document)
    assert [(figures[label].page, figures[label].caption_page) for label in ("图1", "图2", "图3")] == [
        (1, 1),
        (1, 2),
        (1, 2),
    ]
    assert close(figures["图1"].box, first)
    assert close(figures["图2"].box, (80, y + 40, 300, 760), by=6)
    assert close(figures["图3"].box, (300, y + 40, 520, 760), by=6)


def test_one_picture_over_two_captions_is_parted_between_them() -> None:
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 10)
    photo(page, (80.0, y, 520.0, y + 150))
    centred(page, y + 168, "图1 第一个结果", middle=190)
    centred(page, y + 168, "图2 第二个结果", middle=410)
    han(page, y + 200, 14)
    figures = find(document)
    assert close(figures["图1"].box, (80, y, 300, y + 150)) and close(figures["图2"].box, (300, y, 520, y + 150))


def test_a_figure_right_below_a_table_leaves_the_table_alone() -> None:
    """The table's caption stands above it, the figure's below: nothing but the rules part the two."""
    document = pymupdf.open()
    page = sheet(document)
    centred(page, 60, "表1 各个模型的结果")
    wanted = table(page, 150, 68, 440, 3)
    for x in (150, 246, 343, 440):
        page.draw_line((x, wanted[1]), (x, wanted[3]), width=0.7)
    box = (160.0, wanted[3] + 18, 430.0, wanted[3] + 160)
    photo(page, box)
    centred(page, wanted[3] + 178, "图1 一张照片")
    han(page, wanted[3] + 210, 26)
    figures = find(document)
    assert close(figures["表1"].box, wanted) and close(figures["图1"].box, box)


def test_chapters_that_repeat_a_label_keep_both_figures() -> None:
    """A long caption in a type of its own is as good as the first one of its label, which is centred."""
    document = pymupdf.open()
    boxes = []
    for text in ("第一个结果", "第二章里的结果，标注重复的编号也是一张图，这一行说明比较长因此占满了版心"):
        for _ in range(2):
            han(sheet(document), 80, 46)
        page = sheet(document)
        y = han(page, 80, 12)
        boxes.append((150.0, y, 440.0, y + 120))
        plot(page, boxes[-1])
        if len(boxes) == 1:
            centred(page, y + 140, f"图3-1 {text}", size=8)
        else:
            page.insert_text((LEFT, y + 140), f"图3-1 {text}", fontname="china-s", fontsize=8)
        han(page, y + 140 + 2 * LEADING, 14)

    document = pymupdf.open(stream=document.tobytes())
    figures = find_figures(document, find_layout([read_page(interpret(page)) for page in document]))
    assert [figure.page for figure in figures] == [3, 6]
    assert all(close(figure.box, box) for figure, box in zip(figures, boxes, strict=True))


def test_an_english_caption_at_full_width_is_the_other_language() -> None:
    document = pymupdf.open()
    page = sheet(document)
    y = han(page, 80, 12)
    box = (150.0, y, 440.0, y + 150)
    plot(page, box)
    centred(page, y + 170, "图２　系统的总体结构")
    centred(page, y + 184, "Ｆｉｇ．２　Ｓｔｒｕｃｔｕｒｅ")
    han(page, y + 215, 10)
    (figure,) = find(document).values()
    assert (figure.number, figure.caption) == ("2", "系统的总体结构") and close(figure.box, box)
