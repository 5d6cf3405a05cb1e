from __future__ import annotations

from dataclasses import replace

import markdown
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from paper_notes.site.entry import read_entry
from paper_notes.site.index import MARKER, has_index, insert_index, render_index
from paper_notes.site.thumbnails import CARD_WIDTH, figure_thumbnail, picture_size, social_picture


def test_the_index_is_a_whole_list_without_a_script(folder, tmp_path):
    entry = read_entry(folder)
    thumbnail = figure_thumbnail(entry.figure, tmp_path)
    tree = LexborHTMLParser(
        render_index([entry], {"walnut": "walnut/"}, {"walnut": thumbnail}, {"walnut": "t.webp"}, "en")
    )
    assert tree.css_first("form") is None  # nothing to choose from
    card = tree.css_first("li.pn-card")
    assert card.css_first("h2 a").attributes["href"] == "walnut/"
    text = card.text()
    for shown in ("A Study of Walnut Trees", "Ada Lund", "ICML 2021", "核桃树需要修剪", "树木", "约 ", "自动生成"):
        assert shown in text
    assert text.count("2021") == 1
    assert card.attributes["data-search"].startswith("a study of walnut trees ada lund")


def test_newest_papers_stand_first_and_only_the_first_pictures_load_at_once(folder, tmp_path):
    entry = read_entry(folder)
    picture = figure_thumbnail(entry.figure, tmp_path)
    entries = [
        replace(
            entry, folder=replace(folder, path=folder.path.with_name(f"n{year}")), front=replace(entry.front, year=year)
        )
        for year in range(2000, 2006)
    ]
    slugs = [each.slug for each in entries]
    tree = LexborHTMLParser(
        render_index(entries, {s: s for s in slugs}, dict.fromkeys(slugs, picture), dict.fromkeys(slugs, "t"), "zh")
    )
    assert [link.attributes["href"] for link in tree.css("h2 a")] == [f"n{year}" for year in range(2005, 1999, -1)]
    assert [image.attributes.get("loading") for image in tree.css("img")] == [None] * 3 + ["lazy"] * 3
    assert "hidden" in tree.css_first("form").attributes  # the script shows it


def test_the_marker_survives_markdown_and_is_replaced_once():
    text = f"# Notes\n\n{MARKER}\n\nmore\n"
    assert has_index(text)
    html = insert_index(markdown.markdown(text), "<ul></ul>")
    assert "<ul></ul>" in html
    assert "paper-notes:index" not in html


def test_pictures_are_small_and_made_once(folder, tmp_path):
    entry = read_entry(folder)
    thumbnail = figure_thumbnail(entry.figure, tmp_path)
    assert (thumbnail.width, thumbnail.height) == (CARD_WIDTH, 267)
    with Image.open(thumbnail.path) as picture:
        assert picture.format == "WEBP"
    made = thumbnail.path.stat().st_mtime_ns
    assert figure_thumbnail(entry.figure, tmp_path).path.stat().st_mtime_ns == made
    social = social_picture(entry.figure, tmp_path)
    assert (social.width, social.height) == (1200, 630)


def test_a_drawing_is_a_picture_too(tmp_path):
    drawing = tmp_path / "fig1_arch_x.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><rect width="99" height="99"/></svg>'
    )
    assert figure_thumbnail(drawing, tmp_path).width == CARD_WIDTH
    width, height = picture_size(drawing)
    assert width == 2 * height
    drawing.write_text("no drawing")
    with pytest.raises(OSError):
        picture_size(drawing)
