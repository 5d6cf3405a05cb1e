from __future__ import annotations

import shutil

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.library.folders import PaperFolder
from paper_notes.site.collection import Collection
from paper_notes.site.index import MARKER
from paper_notes.site.kinds.kind import Site, SitePage
from paper_notes.site.notes import relative_url


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("paper-notes/a/", "paper-notes/b/", "../a/"),
        ("", "paper-notes/b/", "../../"),
        ("assets/x.css", "", "assets/x.css"),
        ("paper-notes/a/index.html", "paper-notes/b/index.html", "../a/index.html"),
        ("paper-notes/a/", "index.html", "paper-notes/a/"),
        ("a/", "a/", "./"),
    ],
)
def test_relative_url(target, page, expected):
    assert relative_url(target, page) == expected


@pytest.fixture
def collection(folder, tmp_path) -> Collection:
    other = folder.path.with_name("hazel")
    shutil.copytree(folder.path, other)
    (other / "README.en.md").write_text("---\ntitle: Hazel\nlanguage: en\n---\n\n# Hazel\n\nA nut.\n", encoding="utf-8")
    made = Collection(Site(tmp_path / "cache", "zh", "Notes", "https://example.org/"))
    made.claim(SitePage("index.md", "./"), MARKER)
    for paper in (folder, PaperFolder(other)):
        made.add(paper, paper.note, f"paper-notes/{paper.slug}/README.md", f"paper-notes/{paper.slug}/")
    made.add(
        PaperFolder(other), other / "README.en.md", "paper-notes/hazel/README.en.md", "paper-notes/hazel/README.en/"
    )
    made.arrange()
    return made


def build(collection: Collection, source: str) -> LexborHTMLParser:
    page = collection.pages[source]
    body = markdown.markdown(
        page.entry.body,
        extensions=["pymdownx.arithmatex"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    content = collection.content(source, body)
    html, refused = collection.whole(source, f"<html><head></head><body>{content}</body></html>")
    assert refused == []
    return LexborHTMLParser(html)


def test_everything_that_pages_refer_to_is_written(collection, tmp_path):
    site = tmp_path / "site"
    for source, page in collection.pages.items():
        target = site / page.url / "index.html"
        target.parent.mkdir(parents=True)
        target.write_text(build(collection, source).html, encoding="utf-8")
    index, _ = collection.whole("index.md", f"<html><head></head><body>{MARKER}</body></html>")
    (site / "index.html").write_text(index, encoding="utf-8")
    for folder in {page.entry.slug: page.entry.folder for page in collection.pages.values()}.values():
        shutil.copytree(folder.path, site / "paper-notes" / folder.slug, dirs_exist_ok=True)
    collection.write(site)
    missing = []
    for file in site.rglob("*.html"):
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        for node in tree.css("[src], a[href], [data-pn-page]"):
            for name in ("src", "href", "data-pn-page"):
                link = (node.attributes.get(name) or "").split("#")[0].split("?")[0]
                if link and "://" not in link and not (file.parent / link).exists():
                    missing.append((file.name, link))
    assert missing == []
    assert (site / "assets/paper-notes/stix-two-math.woff2").is_file()
    assert "Sitemap: https://example.org/sitemap.xml" in (site / "robots.txt").read_text()
    assert (site / "paper-notes/walnut/README.md").is_file()


def test_a_note_in_two_languages_links_to_the_other_and_neighbours_keep_the_language(collection):
    chinese = build(collection, "paper-notes/hazel/README.md")
    assert chinese.css_first('.pn-actions a[hreflang="en"]').attributes["href"] == "README.en/"
    walnut = build(collection, "paper-notes/walnut/README.md")
    links = [link.attributes["href"] for link in walnut.css(".pn-related a")]
    assert links == ["../hazel/"]


def test_a_users_own_file_is_not_overwritten(collection, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "robots.txt").write_text("mine")
    collection.write(tmp_path / "site")
    assert (tmp_path / "site" / "robots.txt").read_text() == "mine"


def test_a_note_that_can_not_be_read_is_a_problem_and_the_others_go_on(collection, folder):
    broken = folder.path.with_name("broken")
    broken.mkdir()
    (broken / "README.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    collection.add(PaperFolder(broken), broken / "README.md", "paper-notes/broken/README.md", "x/")
    assert "broken" in collection.problems[0]
    assert collection.content("paper-notes/broken/README.md", "<p>x</p>") == "<p>x</p>"


def test_a_picture_that_is_none_is_told(collection, folder):
    (folder.images / "fig1_arch_tree.png").write_bytes(b"no picture")
    collection.whole("index.md", f"<html><head></head>{MARKER}</html>")
    assert "fig1_arch_tree.png" in collection.problems[0]


def test_the_theme_is_kept_from_asking_github(collection):
    html, _ = collection.whole("x.md", '<a href="https://github.com/a/b" data-md-component="source">b</a>')
    assert "data-md-component" not in html
