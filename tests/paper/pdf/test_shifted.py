"""Latin letters and digits that arrive as rare ideographs."""

from __future__ import annotations

import pytest

from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page, Span
from paper_notes.paper.pdf.shifted import unshift

ENGLISH = (
    "The order of a shelf is a statement about what belongs together, and 412 notes were read in 2019 by three readers "
    "who walked along the shelves (Table 3, Figure 1); see also [12], where 56.9% of the notes were found again. "
)
CHINESE = (
    "书架是一条线，线上的每一篇笔记只有两个邻居。把笔记放上书架的人决定了哪两篇笔记会出现在它的旁边，而取下它的读者会看到"
    "它们。因此书架的次序是关于什么属于一起的陈述。我们要问这样的次序能有多好，其中有多少可以由读过这些笔记的机器找到。"
)


def page(*pieces: tuple[str, str]) -> Page:
    """A page with one line, its spans in these fonts."""
    box = Box(72, 100, 500, 110)
    spans = [Span(text, box, font, 10.0, False, False, False, 0, (72, 108)) for text, font in pieces]
    return Page(1, Box(0, 0, 612, 792), 0, (Line.of(spans, box, (1.0, 0.0), 0),), ())


def text(pages: list[Page]) -> str:
    return pages[0].lines[0].text


def shifted(words: str, by: int) -> str:
    return "".join(char if char == " " else chr(ord(char) + by) for char in words)


def in_gbk(words: str) -> str:
    """Letters as GBK has them in its row A0."""
    return "".join(bytes([0xA0, ord(char) | 0x80]).decode("gbk") if char.isalpha() else char for char in words)


@pytest.mark.parametrize("by", [0x8F00, 0x7180, 0x8F03])
def test_a_constant_shift_in_unicode_is_undone(by: int) -> None:
    found = unshift([page((CHINESE, "SimSun"), (shifted(ENGLISH, by), "CMR10"))])
    assert text(found) == CHINESE + ENGLISH


def test_letters_in_a_row_of_gbk_are_read_within_chinese_type() -> None:
    words = "CNN and RNN models of LSTM cells with BPTT training on GPU nodes"
    found = unshift([page((CHINESE + in_gbk(words), "FZSSK"))])
    assert text(found) == CHINESE + words


def test_chinese_stays_chinese() -> None:
    rare = "鸞鳳龢鳴籲饕餮魑魅魍魎躑躅囁嚅蹀躞氤氳齟齬觳觫旖旎璀璨"
    pages = [page((CHINESE, "SimSun"), (rare, "SimSun"))]
    assert unshift(pages) == pages


def test_a_font_cut_into_pieces_by_code_stays_chinese() -> None:
    """A browser's PDF parts a large font into fonts of 256 characters: each holds neighbours alone, common ones."""
    neighbours = [char for code in range(0x8BA0, 0x8BFE) if (char := chr(code)).encode("gb2312", "ignore")]
    pages = [page((CHINESE, "SimSun"), ("".join(neighbours), "Type3 (8)"))]
    assert unshift(pages) == pages


def test_a_font_that_holds_a_few_neighbouring_ideographs_alone_is_left() -> None:
    """A Type 3 font for each page of Unicode: its ideographs lie close together and stand among those of others."""
    neighbours = "车轨转轮软轴轻载较辅辆辈输辑辖辙"
    pages = [
        page(*[part for char in neighbours[i:] + neighbours[:i] for part in ((char, "Type3 (8)"), ("的", "Type3 (4)"))])
        for i in range(4)
    ]
    assert unshift(pages) == pages
