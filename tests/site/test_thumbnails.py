"""Pictures of drawings: notes written by hand may show SVG."""

import pytest
from PIL import Image

from paper_notes.site.thumbnails import figure_thumbnail, social_picture

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" viewBox="0 0 60 30">'
    '<rect width="30" height="30" fill="#ff0000"/></svg>'
)


def test_an_svg_becomes_a_picture_of_its_shape(tmp_path):
    drawing = tmp_path / "fig1_arch_a.svg"
    drawing.write_text(SVG)
    made = figure_thumbnail(drawing, tmp_path / "cache")
    assert (made.width, made.height) == (400, 200)
    with Image.open(made.path) as picture:
        left, right = picture.convert("RGB").getpixel((100, 100)), picture.convert("RGB").getpixel((300, 100))
    assert left[0] > 200 > 60 > left[1]
    assert min(right) > 240
    social = social_picture(drawing, tmp_path / "cache")
    assert (social.width, social.height) == (1200, 630)


@pytest.mark.parametrize("text", ["", "not a drawing", "<svg"])
def test_a_broken_svg_is_an_os_error(tmp_path, text):
    drawing = tmp_path / "fig1_arch_a.svg"
    drawing.write_text(text)
    with pytest.raises(OSError):
        figure_thumbnail(drawing, tmp_path / "cache")
