"""What every export must keep and must not hold, over the notes of the collection and a note made to be hard."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from PIL import Image

from export_notes import HARD, NOTES
from export_reading import bare, commonmark_html, equations, formulas_of_site, gfm_html, labels, site_html, visible
from paper_notes.export.check import check_html, check_markdown
from paper_notes.export.forbidden import PLATFORMS

ALL = [*NOTES, "hard", "other"]
MARKDOWN = {"zhihu": "article.md", "juejin": "article.md", "notion": "article.md", "obsidian": "{}.md"}
HTML = {"zhihu": "article.html", "wechat": "article.html"}


def text_of(make, slug: str, target: str, name: str, **chosen: str) -> str:
    return make(slug, target, **chosen).files[name.format(slug)].decode()


@pytest.mark.parametrize("slug", ALL)
@pytest.mark.parametrize("target", MARKDOWN)
def test_markdown_holds_nothing_forbidden(make, slug: str, target: str) -> None:
    assert check_markdown(text_of(make, slug, target, MARKDOWN[target]), PLATFORMS[target]) == []


@pytest.mark.parametrize("slug", ALL)
@pytest.mark.parametrize("target", HTML)
def test_html_holds_nothing_forbidden(make, slug: str, target: str) -> None:
    for style in ("plain", "accent"):
        rules = PLATFORMS[target].html
        assert rules is not None
        assert check_html(text_of(make, slug, target, HTML[target], style=style), rules) == []


@pytest.mark.parametrize("slug", ALL)
def test_wechat_has_no_id_class_link_or_style_element(make, slug: str) -> None:
    fragment = text_of(make, slug, "wechat", "article.html")
    assert not re.search(r"<(?:style|math|use|script|a|link)\b|\s(?:id|class|href|xlink:href|on\w+)=", fragment)


@pytest.mark.parametrize("slug", ALL)
def test_formulas_come_out_as_they_went_in(make, sources, slug: str) -> None:
    wanted = [bare(latex) for latex in formulas_of_site(site_html(sources[slug]))]
    zhihu = [re.sub(r"\\\\$", "", latex) for latex in equations(gfm_html(text_of(make, slug, "zhihu", "article.md")))]
    assert [bare(latex) for latex in zhihu] == wanted
    pasted = equations(text_of(make, slug, "zhihu", "article.html"))
    assert [bare(re.sub(r"\\\\$", "", latex)) for latex in pasted] == wanted
    assert [bare(latex) for latex in labels(text_of(make, slug, "wechat", "article.html"))] == wanted
    for target in ("juejin", "notion", "obsidian"):
        page = site_html(text_of(make, slug, target, MARKDOWN[target]))
        assert [bare(latex) for latex in formulas_of_site(page)] == wanted, target


def test_a_formula_survives_byte_for_byte(make) -> None:
    latex = r"p(y=1 \mid x) < \frac{a \& b}{c} \times \text{停留时长}"
    assert f"$$\n{latex}\n$$\n" in text_of(make, "hard", "juejin", "article.md")
    assert latex + "\\\\" in equations(gfm_html(text_of(make, "hard", "zhihu", "article.md")))
    assert r"L(\theta)=\sum_{i=1}^{N} l(y_i\,\&\,z_i) \tag{3}" in equations(
        text_of(make, "hard", "zhihu", "article.html")
    )


@pytest.mark.parametrize("slug", ALL)
def test_every_picture_is_there_small_and_named_plainly(make, slug: str) -> None:
    for target in ("zhihu", "juejin", "wechat", "notion", "obsidian"):
        bundle = make(slug, target)
        pictures = {name: data for name, data in bundle.files.items() if name.endswith((".png", ".jpg"))}
        for name, data in pictures.items():
            assert re.fullmatch(r"[a-z0-9-]+\.(?:png|jpg)", name.rpartition("/")[2]), name
            assert len(data) <= 1_000_000, (name, len(data))
            with Image.open(io.BytesIO(data)) as picture:
                assert picture.format == ("PNG" if name.endswith(".png") else "JPEG")
                picture.load()
                assert "A" not in picture.getbands()  # black lines on nothing vanish in dark mode
        text = bundle.files[bundle.main].decode()
        for address in re.findall(r"(?:!\[[^\]]*\]\(|src=\")((?:images|attachments)/[^)\"]+)", text):
            assert address in pictures


@pytest.mark.parametrize("slug", ALL)
def test_the_visible_text_is_the_note_s(make, sources, slug: str) -> None:
    wanted = visible(site_html(sources[slug]))
    assert wanted
    assert visible(text_of(make, slug, "zhihu", "article.html")) == wanted
    assert visible(text_of(make, slug, "wechat", "article.html")) == wanted
    assert visible(gfm_html(text_of(make, slug, "zhihu", "article.md"))) == wanted
    assert visible(commonmark_html(text_of(make, slug, "juejin", "article.md"))) == wanted
    assert visible(commonmark_html(text_of(make, slug, "notion", "article.md"))) == wanted


def test_page_citations_as_brackets_numbers_or_nothing(make) -> None:
    kept = text_of(make, "hard", "juejin", "article.md")
    assert "之间（第 2 页），\n以及（第 3、4–5 页）两处" in kept
    notes = text_of(make, "hard", "juejin", "article.md", pages="notes")
    assert "之间（[2]），\n以及[3] 两处" in notes
    assert "\\[2\\] 第 2 页" in notes
    dropped = text_of(make, "hard", "juejin", "article.md", pages="drop")
    assert "之间，\n以及 两处" in dropped
    assert "第 2 页" not in dropped
    assert "(p. 1)" in text_of(make, "other", "juejin", "article.md")
    for pages in ("keep", "notes", "drop"):
        assert "https://arxiv.org/abs/2001.00001" in text_of(make, "hard", "wechat", "article.html", pages=pages)


def test_links_lead_to_the_site_or_become_sources(make) -> None:
    address = "https://notes.example.org/paper-notes/other/"
    assert f"[另一篇笔记]({address})" in text_of(make, "hard", "juejin", "article.md")
    assert f'<a href="{address}">另一篇笔记</a>' in text_of(make, "hard", "zhihu", "article.html")
    assert "[[other|另一篇笔记]]" in text_of(make, "hard", "obsidian", "hard.md")
    fragment = text_of(make, "hard", "wechat", "article.html")
    assert re.search(r"另一篇笔记<sup[^>]*>\[\d\]</sup>", fragment)
    assert "另一篇：" + address in fragment


def test_what_is_uploaded_by_hand_is_told_with_its_line(make) -> None:
    bundle = make("hard", "zhihu")
    lines = bundle.files["article.md"].decode().splitlines()
    assert len(bundle.by_hand) == 2
    for line, what in bundle.by_hand:
        assert what.split()[-1] in lines[line - 1]


def test_pictures_in_the_text_or_under_an_address(make) -> None:
    assert "](data:image/png;base64," in text_of(make, "hard", "juejin", "article.md", images="inline")
    elsewhere = text_of(make, "hard", "juejin", "article.md", images="https://img.example.org/n")
    assert "](https://img.example.org/n/hard/photo.jpg)" in elsewhere
    assert make("hard", "juejin", images="inline").by_hand == []


def test_juejin_has_what_its_dialogue_asks_for(make) -> None:
    publish = json.loads(make("esmm", "juejin").files["publish.json"])
    assert publish["category"] == "人工智能"
    assert len(publish["tags"]) <= 3
    assert 0 < len(publish["summary"]) <= 100
    text = text_of(make, "esmm", "juejin", "article.md")
    assert text.startswith("---\ntheme: juejin\nhighlight: github\n---\n")
    assert "\n# " not in text.replace("# 共享", "")


def test_covers_are_cut_for_wechat(make) -> None:
    for slug in ("esmm", "other"):  # with a figure, and without any
        files = make(slug, "wechat").files
        sizes = [Image.open(io.BytesIO(files[name])).size for name in ("cover.png", "cover-square.png")]
        assert sizes == [(900, 383), (500, 500)]


def test_the_zip_for_notion_holds_text_and_pictures(make) -> None:
    bundle = make("hard", "notion")
    with zipfile.ZipFile(io.BytesIO(bundle.files["import.zip"])) as archive:
        assert sorted(archive.namelist()) == ["article.md", "images/fig1-arch.png", "images/photo.jpg"]
        assert archive.read("article.md") == bundle.files["article.md"]


def test_the_single_page_asks_for_nothing(make) -> None:
    page = text_of(make, "hard", "html", "hard.html")
    assert not re.search(r"(?:src|href)=\"(?!data:|https?://)", page)
    assert not re.search(r"<(?:script|link|iframe)\b|src=\"http|url\(http", page)
    assert page.count("<math") == len(formulas_of_site(site_html(HARD)))
