"""The images that a note's page shows."""

import random

import pytest
from PIL import Image

from paper_notes.library.folders import PaperFolder
from paper_notes.site.pictures import lighter_copy, shown_pictures


@pytest.fixture
def photograph(tmp_path):
    """A picture that PNG is bad at: soft colours with a little noise."""
    path = tmp_path / "paper" / "images" / "fig1_result_图.png"
    path.parent.mkdir(parents=True)
    noise = random.Random(1)
    picture = Image.new("RGB", (1700, 300))
    picture.putdata([(x % 256, (x + noise.randrange(9)) % 256, 128) for _ in range(300) for x in range(1700)])
    picture.save(path)
    return path


def test_a_heavy_image_is_shown_as_a_lighter_copy(photograph, tmp_path):
    copy = lighter_copy(photograph, tmp_path / "cache")
    assert copy.stat().st_size < photograph.stat().st_size / 2
    with Image.open(copy) as shown:
        assert shown.format == "WEBP"
        assert shown.width == 1520
    made = copy.stat().st_mtime_ns
    assert lighter_copy(photograph, tmp_path / "cache") == copy
    assert copy.stat().st_mtime_ns == made


def test_lines_and_letters_are_kept_exactly(tmp_path):
    path = tmp_path / "table1.png"
    drawing = Image.new("L", (1200, 900), 255)
    noise = random.Random(2)
    for _ in range(20_000):
        drawing.putpixel((noise.randrange(1200), noise.randrange(900)), 0)
    drawing.save(path)
    copy = lighter_copy(path, tmp_path / "cache")
    with Image.open(copy) as shown:
        assert shown.convert("L").tobytes() == drawing.tobytes()


def test_an_image_that_would_not_get_lighter_stays(tmp_path):
    path = tmp_path / "fig1.png"
    Image.effect_noise((90, 90), 90).convert("RGB").save(path.with_suffix(".jpg"), quality=20)
    path.with_suffix(".jpg").rename(path)
    assert lighter_copy(path, tmp_path / "cache") is None
    heavy = tmp_path / "fig2.jpg"
    Image.effect_noise((900, 900), 90).convert("RGB").save(heavy, quality=20)
    assert lighter_copy(heavy, tmp_path / "cache") is None
    (kept,) = (tmp_path / "cache").glob("*.webp")  # found out once
    assert kept.stat().st_size == 0


def test_names_are_found_as_pages_write_them_and_what_is_no_image_is_left_out(photograph, tmp_path):
    (photograph.parent / "fig2.png").write_bytes(b"no image" * 9000)
    (photograph.parent / "fig3.png").write_bytes(photograph.read_bytes())
    html = '<img src="images/fig1_result_%E5%9B%BE.png"><img src="images/fig2.png">'
    shown = shown_pictures(PaperFolder(tmp_path / "paper"), html, tmp_path / "cache")
    assert list(shown) == ["images/fig1_result_图.png"]
    assert shown["images/fig1_result_图.png"].width == 1700
