"""Pictures hold the figure's ink and no more; a crop by hand wins over what was found."""

import io

import numpy as np
import pymupdf
import pytest

from paper_notes.library.paper_settings import Crop
from paper_notes.paper.figures.crops import ink_box, render_crop, render_svg
from paper_notes.paper.figures.describe import apply_crops, describe_figures, safe_stem
from paper_notes.paper.model import Box, Figure


def page_with_square(rotation: int = 0) -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page(width=400, height=500)
    page.draw_rect(pymupdf.Rect(100, 120, 200, 180), color=(1, 0, 0), fill=(1, 1, 0), width=1)
    page.insert_text((100, 200), "Figure 1: a square", fontsize=10)
    page.set_rotation(rotation)
    return document


def pixels(png: bytes) -> np.ndarray:
    pixmap = pymupdf.Pixmap(io.BytesIO(png).getvalue())
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)


def figure(number: str = "1", **changes: object) -> Figure:
    values: dict[str, object] = {
        "page": 1,
        "kind": "figure",
        "number": number,
        "label": f"Figure {number}",
        "caption": "The architecture of the whole system.",
        "box": Box(0, 0, 100, 100),
        "caption_box": Box(0, 100, 100, 110),
        "caption_page": 1,
        "type": "result",
        "name": f"fig{number}",
    }
    return Figure(**(values | changes))  # type: ignore[arg-type]


def test_a_picture_is_cut_to_the_ink_with_a_small_margin():
    image = pixels(render_crop(page_with_square(), 1, Box(60, 90, 300, 188), 144))
    assert abs(image.shape[1] - (101 + 8) * 2) <= 6 and abs(image.shape[0] - (61 + 8) * 2) <= 6


def test_ink_that_stands_out_a_little_is_followed_but_a_caption_is_not():
    box = ink_box(page_with_square(), 1, Box(102, 121, 198, 179))
    assert abs(box.x0 - 99.5) < 1 and abs(box.y1 - 180.5) < 1.2
    half = ink_box(page_with_square(), 1, Box(100, 120, 150, 180))
    assert half.x1 < 155  # goes on beyond the reach: cut where asked


def test_a_box_is_in_the_coordinates_of_the_page_as_displayed():
    # Turned by 90 degrees, the square's displayed place is (500 - 180, 100) to (500 - 120, 200).
    box = ink_box(page_with_square(90), 1, Box(310, 90, 390, 210))
    assert [round(value / 4) for value in box] == [80, 25, 95, 50]


def test_a_box_outside_the_page_is_told():
    with pytest.raises(ValueError, match="outside page 1"):
        render_crop(page_with_square(), 1, Box(900, 900, 950, 950), 100)


def test_svg_keeps_the_drawing_as_vectors():
    svg = render_svg(page_with_square(), 1, Box(60, 90, 300, 188))
    assert svg.lstrip().startswith("<?xml") or svg.lstrip().startswith("<svg")
    assert "<path" in svg and "<image" not in svg


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("fig1_arch_overall", "fig1_arch_overall"),
        ("../../etc/passwd", "etc_passwd"),
        ("图 3.png", "图_3"),
        ("…", "figure"),
    ],
)
def test_names_are_safe_as_files(name: str, stem: str):
    assert safe_stem(name) == stem


def test_a_crop_of_the_figures_number_replaces_it_and_keeps_its_caption():
    (cut,) = apply_crops([figure()], [Crop(name="fig1_arch_overall", page=2, rect=(1.0, 2.0, 30.0, 40.0))])
    assert (cut.page, cut.box, cut.name, cut.type, cut.origin) == (
        2,
        Box(1, 2, 30, 40),
        "fig1_arch_overall",
        "arch",
        "manual",
    )
    assert cut.caption == "The architecture of the whole system."
    assert describe_figures([cut], [])[0].name == "fig1_arch_overall"


def test_a_crop_that_replaces_nothing_is_added_and_a_dropped_figure_goes():
    crops = [Crop(name="fig7_method_extra", page=1, rect=(1.0, 2.0, 30.0, 40.0)), Crop(label="Figure 1", drop=True)]
    (added,) = apply_crops([figure()], crops)
    assert (added.number, added.type, added.origin) == ("7", "method", "manual")


def test_names_tell_number_type_and_content_and_are_unique():
    twice = [figure(), figure("1", label="Supplementary Figure 1"), figure("2"), figure("2", page=9)]
    names = [each.name for each in describe_figures(twice, [])]
    assert names[0] == "fig1_arch_whole_system"
    assert len(set(names)) == 4 and names[1].startswith("figs1_")


def test_chinese_captions_give_chinese_names():
    (named,) = describe_figures([figure(caption="系统总体架构图（以三层为例）")], [])
    assert named.name == "fig1_arch_系统总体架构图"


def test_a_picture_is_no_larger_than_a_megabyte_unless_it_was_asked_to_be_fine() -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    noise = np.random.default_rng(1).integers(0, 255, (900, 700, 3), dtype=np.uint8)
    photo = pymupdf.Pixmap(pymupdf.csRGB, 700, 900, noise.tobytes(), False)
    page.insert_image(pymupdf.Rect(100, 100, 400, 480), pixmap=photo, keep_proportion=False)
    box = Box(100, 100, 400, 480)
    usual, fine = render_crop(document, 1, box, 200), render_crop(document, 1, box, 220)
    assert len(fine) > 1_000_000
    assert len(usual) <= 1_000_000 or pymupdf.Pixmap(usual).width <= 110 / 72 * 310
