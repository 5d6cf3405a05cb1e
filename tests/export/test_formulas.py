from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from paper_notes.export.formulas import FormulaError, draw, mathml


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{array} { r l } { a } & { = } \\ { } & { = } \end{array}",  # empty cells
        r"\begin{cases} a & x > 0 \\ b & \text{否则} \end{cases}",
        r"\mathbf{x}_{\text{用户}} \in \mathcal{L}",
        r"\textbf{dom}(g) = \left( \begin{matrix} 1 & \\ & 1 \end{matrix} \right)",
        r"a < b \;\&\; c > d \tag{3}",
        r"\sqrt[3]{x} \; \overline{abc} \; \hat{y} \; \sum_{i=1}^{N}",
    ],
)
def test_a_drawing_is_paths_of_a_sensible_size(latex: str) -> None:
    drawn = draw(latex, True)
    assert not re.search(r"\b(?:id|class|href)=|<use|<symbol|<text", drawn.svg)
    assert 0.5 < drawn.width < 40
    assert 0.5 < drawn.height < 10
    assert 0 <= drawn.depth < drawn.height
    shown = re.sub(r"<annotation.*?</annotation>|<[^>]*>|&[a-z]+;|\s", "", mathml(latex, True))
    assert drawn.svg.count("<path") + drawn.svg.count("<rect") >= len(re.sub(r"[^\w]", "", shown))


def test_what_is_drawn_stands_in_the_picture() -> None:
    data, width, height = draw(r"\text{停留时长}_{x}", False).png()
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (width, height)
        grey = picture.convert("L")
        assert grey.getextrema() == (0, 255)
        ink = [sum(grey.getpixel((x, y)) < 128 for y in range(height)) for x in range(width)]
    quarter = width // 5
    assert all(sum(ink[part * quarter : (part + 1) * quarter]) > 20 for part in range(4))  # each character is there


def test_what_no_font_has_is_told() -> None:
    with pytest.raises(FormulaError, match="no font here has"):
        draw("\\text{\U00013000}", False)


@pytest.mark.parametrize("latex", [r"\frac{1", r"\nosuchcommand{x}", r"a & b"])
def test_what_is_no_latex_is_told(latex: str) -> None:
    with pytest.raises(FormulaError):
        draw(latex, True)
