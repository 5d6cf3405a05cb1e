"""The pages of a scan as the site shows them."""

from __future__ import annotations

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.finding.announcements import Announcement
from paper_notes.finding.news import write_news
from paper_notes.finding.scan_state import Found, ScanState, Why
from paper_notes.site.collection import Collection
from paper_notes.site.kinds.kind import Site, SitePage

HELD = Announcement(
    "2101.00001", "Walnuts again", "Cut back.", ("Ada Lund",), ("q-bio.TO",), url="https://arxiv.org/abs/2101.00001"
)
NEAR = Announcement(
    "2603.00001", "Hazel & <b>nuts</b>", "Text <script>x</script>", ("B",) * 7, url="javascript:alert(1)"
)
DAYS = {
    "2026-03-02": [Found(HELD, Why(0.9)), Found(NEAR, Why(0.3, near=("walnut", "gone"))), Found(HELD, shown=False)],
    "2026-03-01": [],
}


@pytest.fixture(params=["en", "zh"])
def shown(request, folder, tmp_path):
    """Shows a page of the scan as the site has it, in both languages."""
    language, out = request.param, tmp_path / "docs" / "news"
    write_news(ScanState(days=DAYS), out, language)

    def shown(name: str) -> LexborHTMLParser:
        site = Collection(Site(tmp_path / "cache", language))
        site.add(folder, folder.note, "paper-notes/walnut/README.md", "paper-notes/walnut/")
        for file in sorted(out.glob("*.md")):
            url = "news/" if file.stem == "index" else f"news/{file.stem}/"
            site.claim(SitePage(f"news/{file.name}", url, file), file.read_text("utf-8"))
        site.arrange()
        html = markdown.markdown((out / name).read_text("utf-8"), extensions=["toc", "meta"])
        return LexborHTMLParser(site.content(f"news/{name}", html))

    shown.out = out
    return shown


def test_a_day_is_cards_that_lead_to_the_librarys_notes(shown):
    page = shown("2026-03-02.md")
    held, near = page.css(".pn-news__paper")
    assert held.css_first(".pn-standing").attributes["href"] == "../../paper-notes/walnut/"
    assert held.css_first("code") is None  # it is in the library
    assert near.css_first("code").text() == "paper-notes add 2603.00001"
    assert [link.attributes["href"] for link in near.css("a")] == ["../../paper-notes/walnut/"]
    assert "gone" in near.text()
    assert [head.attributes["id"] for head in page.css("h2")] == ["walnuts-again", "hazel-bnutsb"]
    assert "Text <script>x</script>" in near.text()
    assert page.css("script, b") == []
    assert len(page.css(".pn-news__rest")) == 1


def test_the_archive_leads_to_its_days(shown):
    page = shown("index.md")
    assert [link.attributes["href"] for link in page.css("a")] == ["2026-03-02/", "2026-03-01/"]
    assert "Hazel & <b>nuts</b>" in page.text()


def test_without_its_data_the_page_is_its_text(shown):
    for damaged in ("[{}]", "[]", None):
        file = shown.out / "2026-03-02.json"
        file.write_text(damaged) if damaged else file.unlink()
        page = shown("2026-03-02.md")
        assert not page.css(".pn-news__paper") and "paper-notes add 2603.00001" in page.text()
