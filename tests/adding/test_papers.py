from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import yaml

from paper_notes.adding.fetching import DownloadFailed
from paper_notes.adding.papers import add_paper
from paper_notes.adding.slugs import slugify
from paper_notes.adding.sources import parse_source
from paper_notes.errors import NotAPdf, UsageError
from paper_notes.library.folders import Library
from papers import write_paper


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "paper-notes")


@pytest.fixture
def server(tmp_path):
    """Serves one paper at /paper, HTML at /page, nothing elsewhere; on loopback."""
    pdf = write_paper(tmp_path / "served.pdf").read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = {"/paper": pdf, "/page": b"<html>"}.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("content-length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()


def test_a_file_gets_a_folder_named_by_its_title(library, tmp_path):
    pdf = write_paper(tmp_path / "download (3).pdf")
    folder = add_paper(library, str(pdf)).folder
    assert folder.slug == "arranging-shelf-reading-notes"
    assert folder.pdf.read_bytes() == pdf.read_bytes()
    assert [path.name for path in library.root.iterdir()] == [folder.slug]


def test_an_address_is_fetched_and_remembered(library, server):
    folder = add_paper(library, f"{server}/paper", slug="shelf").folder
    assert folder.pdf.read_bytes().startswith(b"%PDF")
    assert folder.settings().url == f"{server}/paper"


@pytest.mark.parametrize(("path", "error"), [("/nothing", DownloadFailed), ("/page", NotAPdf)])
def test_what_is_no_paper_leaves_no_folder(library, server, path, error):
    with pytest.raises(error):
        add_paper(library, server + path, slug="shelf")
    assert not (library.root / "shelf").exists()


def test_a_folder_that_exists_is_not_touched(library, tmp_path):
    pdf = write_paper(tmp_path / "x.pdf")
    add_paper(library, str(pdf), slug="shelf")
    with pytest.raises(UsageError, match="exists already"):
        add_paper(library, str(pdf), slug="shelf")


@pytest.mark.parametrize(
    ("text", "arxiv", "url"),
    [
        ("1706.03762", "1706.03762", "https://arxiv.org/pdf/1706.03762"),
        ("arXiv:1706.03762v5", "1706.03762", "https://arxiv.org/pdf/1706.03762v5"),
        ("https://arxiv.org/abs/1706.03762", "1706.03762", "https://arxiv.org/pdf/1706.03762"),
        ("hep-th/9901001", "hep-th/9901001", "https://arxiv.org/pdf/hep-th/9901001"),
        ("https://example.org/p.pdf", None, "https://example.org/p.pdf"),
        ("10.48550/arXiv.1706.03762", "1706.03762", "https://arxiv.org/pdf/1706.03762"),
        ("https://doi.org/10.48550/arXiv.1706.03762v2", "1706.03762", "https://arxiv.org/pdf/1706.03762v2"),
    ],
)
def test_sources(text, arxiv, url):
    source = parse_source(text)
    assert (source.arxiv, source.url) == (arxiv, url)


def test_an_arxiv_id_stays_text_in_the_settings():
    assert yaml.safe_load(yaml.safe_dump({"arxiv": "1706.03760"}, default_style="'")) == {"arxiv": "1706.03760"}


@pytest.mark.parametrize("text", ["nowhere.pdf", "ftp://x/y.pdf", "17060.3762"])
def test_no_source(text):
    with pytest.raises(UsageError, match="no file, no arXiv id, no DOI"):
        parse_source(text)


@pytest.mark.parametrize("slug", ["../up", "Upper", "two words", "a_b"])
def test_slugs_are_folder_names(library, tmp_path, slug):
    with pytest.raises(UsageError, match="no good folder name"):
        add_paper(library, str(write_paper(tmp_path / "x.pdf")), slug=slug)


def test_slugify():
    assert slugify("Ünïcode: 深度 Learning_2") == "unicode-深度-learning-2"
