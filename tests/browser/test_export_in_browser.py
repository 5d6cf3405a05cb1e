"""Exports as a telephone shows them, and pasted into an editor with the real clipboard."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from export_notes import COLLECTION, NOTES, write_library
from export_reading import bare, labels
from paper_notes.export.options import Options
from paper_notes.export.source import Reader, site_of
from paper_notes.export.targets import exporter
from paper_notes.library.folders import Library
from paper_notes.paper.pdf.isolation import open_reader
from paper_notes.settings_file import find_settings

TWO_LINES = 2 * 1.75 * 16
EDITOR = '<!doctype html><meta charset="utf-8"><div id="editor" contenteditable style="min-height:300px"></div>'


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``<slug>.html``: WeChat's page; ``<slug>-single.html``: the self-contained one."""
    root = tmp_path_factory.mktemp("exported")
    hard = write_library(root)
    with open_reader():
        for library, slugs in ((hard, ["hard"]), (Library(COLLECTION), NOTES)):
            reader = Reader(library, site_of(find_settings(library.root.parent).mkdocs))
            for slug in slugs:
                article = reader.read(library.folder(slug))
                options = Options(cache=root / "cache")
                (root / f"{slug}.html").write_bytes(exporter("wechat")(article, options).files["preview.html"])
                (root / f"{slug}-single.html").write_bytes(exporter("html")(article, options).files[f"{slug}.html"])
    return root


@pytest.mark.parametrize(
    ("slug", "scheme"), [("hard", "dark"), ("hard", "light"), *((note, "light") for note in NOTES)]
)
def test_on_a_telephone_nothing_overflows(chromium, exported: Path, slug: str, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 375, "height": 700}, color_scheme=scheme)
    for name in (slug, f"{slug}-single"):
        page = context.new_page()
        page.goto((exported / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, name
        heights = page.evaluate(
            "[...document.querySelectorAll('span > svg, p math:not([display=block]), li math')]"
            ".map((each) => each.getBoundingClientRect().height)"
        )
        assert all(height <= TWO_LINES for height in heights), (name, max(heights))
        page.close()
    context.close()


@pytest.mark.parametrize("slug", ["hard", *NOTES])
def test_pasted_into_an_editor_nothing_is_lost(chromium, exported: Path, slug: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((exported / f"{slug}.html").as_uri())
    fragment, text = page.locator("main").inner_html(), page.locator("main").inner_text()
    page.get_by_role("button").click()
    page.set_content(EDITOR)
    page.locator("#editor").focus()
    page.keyboard.press("Control+V")
    pasted = page.locator("#editor").inner_html()
    assert "".join(page.locator("#editor").inner_text().split()) == "".join(text.split())
    assert [bare(latex) for latex in labels(pasted)] == [bare(latex) for latex in labels(fragment)]
    assert pasted.count("<path") == fragment.count("<path")
    assert re.findall(r'src="(data:image[^"]{60})', pasted) == re.findall(r'src="(data:image[^"]{60})', fragment)
    assert pasted.count("<li") == fragment.count("<li")
    assert pasted.count("<td") == fragment.count("<td")
    context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory):
    root = tmp_path_factory.mktemp("site-with-buttons")
    write_library(root)
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Home\n")
    config = load_config(str(root / "mkdocs.yml"), theme={"name": "material", "font": False})
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=config.site_dir))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("button", "holds"), [("复制到公众号", "<svg"), ("复制到知乎", "eeimg"), ("复制到掘金", "$$")])
def test_the_buttons_of_a_note_s_page_copy_it(chromium, site: str, button: str, holds: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/paper-notes/hard/")
    page.locator(".pn-publish summary").click()
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name="已复制").wait_for()
    page.set_content(EDITOR)
    page.locator("#editor").focus()
    page.keyboard.press("Control+V")
    pasted = page.locator("#editor").inner_html()
    assert holds in pasted
    assert "停留时长" in pasted
    assert "空行之后" in pasted
    page.goto(f"{site}/paper-notes/an-extract/")
    assert page.locator(".pn-publish").count() == 0
    context.close()
