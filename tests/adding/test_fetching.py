"""What an address leads to: limits of time and size, private networks, secrets, DOIs; servers on loopback only."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest
import yaml

from paper_notes.adding.fetching import DownloadFailed, Fetcher, is_public, public_url
from paper_notes.adding.identifiers import parse_doi
from paper_notes.adding.papers import add_paper
from paper_notes.commands.add import add_all
from paper_notes.library.folders import Library
from papers import write_paper


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    return write_paper(tmp_path_factory.mktemp("served") / "served.pdf")


@pytest.fixture
def web(pdf):
    """Serves what ``pages`` hold, (status, headers, body), by path without query; notes what was asked in ``seen``."""
    running = []

    class Web:
        def __init__(self):
            web = self
            self.pages, self.seen, self.stop = {"/paper": (200, {}, pdf.read_bytes())}, [], threading.Event()

            class Handler(BaseHTTPRequestHandler):
                def do_GET(self):
                    web.seen.append((self.path, dict(self.headers)))
                    path = self.path.partition("?")[0]
                    wanted = f"{path} {self.headers.get('accept')}"
                    status, headers, body = web.pages.get(wanted) or web.pages.get(path) or (404, {}, b"")
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    if body is not None:
                        self.send_header("content-length", str(len(body)))
                    self.end_headers()
                    if body is not None:
                        self.wfile.write(body)
                    while body is None and not web.stop.wait(0.05):
                        self.wfile.write(b"%")

                def log_message(self, *args):
                    pass

            self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            self.server.daemon_threads = True
            self.port = self.server.server_address[1]
            self.url = f"http://127.0.0.1:{self.port}"
            threading.Thread(target=self.server.serve_forever, daemon=True).start()
            running.append(self)

        def redirect(self, path, location):
            self.pages[path] = (302, {"location": location}, b"")

    yield Web
    for one in running:
        one.stop.set()
        one.server.shutdown()


PRIVATE = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 "
    "::1 :: fe80::1%eth0 fd00::1 ff02::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::"
)


@pytest.mark.parametrize(
    "address",
    PRIVATE.split(),
)
def test_private_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses(address):
    assert is_public(address)


def test_a_redirect_to_another_place_on_this_machine_is_not_followed(web):
    typed, hidden = web(), web()
    typed.redirect("/go", f"{hidden.url}/paper")
    trusted = frozenset({typed.url})
    with pytest.raises(DownloadFailed, match=r"lies in a private network: it was not asked"):
        Fetcher(trusted).fetch(f"{typed.url}/go")
    assert not hidden.seen
    typed.redirect("/go", "/paper")
    assert Fetcher(trusted).fetch(f"{typed.url}/go").data.startswith(b"%PDF")
    for place in (
        "file:///etc/passwd",
        "ftp://x/y",
        "http://[::1]:1/",
        "http://localhost:1/",
        "http://0/",
        "//127.1:1/",
    ):
        typed.redirect("/go", place)
        with pytest.raises(DownloadFailed):
            Fetcher(trusted).fetch(f"{typed.url}/go")


def test_a_name_that_leads_home_is_not_asked_and_a_second_answer_changes_nothing(web):
    server = web()
    for found in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], []):
        with pytest.raises(DownloadFailed, match="private network"):
            Fetcher(resolve=lambda host, found=found: found, proxies=dict).fetch(
                f"http://paper.example:{server.port}/paper"
            )
    assert not server.seen
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    fetcher = Fetcher(resolve=lambda host: next(answers), proxies=dict)
    assert fetcher.judge(httpx2.URL("https://paper.example/p.pdf")) == "93.184.216.34"


def test_the_name_goes_along_when_the_connection_goes_to_an_address():
    fetcher = Fetcher(resolve=lambda host: ["93.184.216.34"], proxies=dict)
    with httpx2.Client() as client:
        request = fetcher._request(client, httpx2.URL("https://u:p@paper.example:8443/p.pdf"), "*/*", with_login=False)
    assert str(request.url) == "https://93.184.216.34:8443/p.pdf"
    assert request.headers["host"] == "paper.example:8443"
    assert request.extensions["sni_hostname"] == "paper.example"
    assert "authorization" not in request.headers


def test_time_and_size_are_limited(web):
    server = web()
    server.pages["/slow"] = (200, {}, None)
    started = time.monotonic()
    with pytest.raises(DownloadFailed, match="was not there after 1 s"):
        Fetcher(frozenset({server.url}), seconds=0.6).fetch(f"{server.url}/slow")
    assert time.monotonic() - started < 3
    with pytest.raises(DownloadFailed, match="larger than 0 MB"):
        Fetcher(frozenset({server.url}), most_bytes=500).fetch(f"{server.url}/paper")
    server.redirect("/loop", "/loop")
    with pytest.raises(DownloadFailed, match="over and over"):
        Fetcher(frozenset({server.url})).fetch(f"{server.url}/loop")


def test_no_secret_is_written_or_shown(web, tmp_path, capsys):
    server, library = web(), Library(tmp_path / "paper-notes")
    secret = f"http://user:hush@127.0.0.1:{server.port}"
    folder = add_paper(library, f"{secret}/paper?token=hush&id=7#hush", "shelf").folder
    assert server.seen[0][0] == "/paper?token=hush&id=7"
    assert server.seen[0][1]["authorization"].startswith("Basic ")
    assert yaml.safe_load(folder.settings_file.read_text(encoding="utf-8")) == {"url": f"{server.url}/paper?id=7"}
    assert add_all(library, (f"{secret}/nothing?key=hush", f"{secret}/paper?key=hush"), None) == 1
    shown = capsys.readouterr()
    assert "answered 404" in shown.err
    assert "hush" not in shown.out + shown.err
    assert "hush" not in "".join(p.read_text(errors="replace") for p in library.root.rglob("*.yml"))


def test_an_address_as_it_may_be_shown():
    assert public_url("https://openreview.net/pdf?id=abc") == "https://openreview.net/pdf?id=abc"
    signed = "https://s3.example/p.pdf?X-Amz-Signature=1&Expires=2&id=" + "x" * 99
    assert public_url(signed) == "https://s3.example/p.pdf"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: 10.1002/(SICI)1097-4571", "10.1002/(SICI)1097-4571"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182.", "10.1000/182"),
        ("https://example.org/10.1000/182", None),
        ("10.1000", None),
    ],
)
def test_dois(text, doi):
    assert parse_doi(text) == doi


LINKS = [{"URL": "/full.html", "content-type": "text/html"}, {"URL": "/paper", "content-type": "application/pdf"}]
LINKED = json.dumps({"title": "T", "link": LINKS}).encode()
METADATA = "application/vnd.citationstyles.csl+json"
PAGE = b'<html><head><meta name="citation_pdf_url" content="/paper"></head>'


@pytest.mark.parametrize(
    "pages",
    [
        {f"/10.1000/182 {METADATA}": (200, {"content-type": METADATA}, LINKED)},
        {"/10.1000/182": (302, {"location": "/landing"}, b""), "/landing": (200, {"content-type": "text/html"}, PAGE)},
        {"/10.1000/182": (302, {"location": "/paper"}, b"")},
    ],
    ids=["metadata", "page", "pdf"],
)
def test_a_doi_leads_to_an_open_pdf(web, tmp_path, pages):
    server = web()
    server.pages |= pages
    folder = add_paper(Library(tmp_path), "doi:10.1000/182", doi_base=server.url).folder
    assert folder.slug == "arranging-shelf-reading-notes"
    assert yaml.safe_load(folder.settings_file.read_text(encoding="utf-8")) == {"doi": "10.1000/182"}


def test_a_doi_without_an_open_pdf_says_where_to_get_it(web, tmp_path):
    server, hidden = web(), web()
    server.pages["/10.1000/182"] = (200, {"content-type": "text/html"}, b"<html>Buy it</html>")
    with pytest.raises(
        DownloadFailed, match=r"no open PDF was found for doi:10\.1000/182\. Get it at https://doi\.org/10"
    ):
        add_paper(Library(tmp_path), "10.1000/182", doi_base=server.url)
    inside = PAGE.replace(b"/paper", f"{hidden.url}/paper".encode())
    server.pages["/10.1000/182"] = (200, {"content-type": "text/html"}, inside)
    with pytest.raises(DownloadFailed, match="private network"):
        add_paper(Library(tmp_path), "10.1000/182", doi_base=server.url)
    assert not hidden.seen
    assert not list(tmp_path.iterdir())
