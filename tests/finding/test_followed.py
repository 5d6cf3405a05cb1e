"""Authors who are followed: told apart from namesakes, and looked up in the lists of two services."""

import datetime as dt
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from paper_notes.errors import UsageError
from paper_notes.finding.announcements import Announcement
from paper_notes.finding.arrivals import Sources, gather
from paper_notes.finding.feed_reader import FeedReader
from paper_notes.finding.followed import Followed
from paper_notes.finding.scan_settings import read_scan_settings
from paper_notes.finding.scan_state import ScanState

TODAY = dt.date(2026, 3, 2)


def test_a_namesake_is_told_by_coauthors_and_field():
    author = Followed("Wei Li", coauthors=("Ada Lovelace",), categories=("cs.IR", "q-bio"))
    for paper, found in (
        (Announcement("1", "t", authors=("Li, Wei", "A. Lovelace"), categories=("hep-ph",)), "Li, Wei"),
        (Announcement("2", "t", authors=("W. Li",), categories=("q-bio.NC",)), "W. Li"),
        (Announcement("3", "t", authors=("Wei Li",), categories=("cs.IR",)), "Wei Li"),
        (Announcement("4", "t", authors=("Wei Li",), categories=("cs.CV",)), ""),
        (Announcement("5", "t", authors=("Ada Lovelace",), categories=("cs.IR",)), ""),
        (Announcement("6", "t", authors=("W Li et al.",), followed=("Wei Li",)), "Wei Li"),
    ):
        assert author.wrote(paper) == found
    assert Followed("Wei Li").wrote(Announcement("4", "t", authors=("Wei Li",), categories=("cs.CV",))) == "Wei Li"


OPENALEX = {
    "results": [
        {
            "id": "https://openalex.org/W1",
            "title": "Waves <b>in</b> glia",
            "publication_date": "2026-02-20",
            "authorships": [{"author": {"display_name": "Ada Lovelace"}}, {"author": None}],
            "abstract_inverted_index": {"spread": [1], "Waves": [0], "fast": [2]},
            "locations": [{"landing_page_url": None}, {"landing_page_url": "http://arxiv.org/abs/2602.00001"}],
            "doi": "https://doi.org/10.1/x",
        },
        {"id": "https://openalex.org/W2", "title": "On jets", "doi": "https://doi.org/10.1/jets", "authorships": "?"},
        {"id": "javascript:alert(1)", "title": "No address"},
        {"id": "https://openalex.org/W4", "title": None},
        7,
    ]
}
SCHOLAR = {
    "data": [
        {"title": "Waves in glia", "externalIds": {"ArXiv": "2602.00001"}, "authors": [{"name": "A. Lovelace"}]},
        {"title": "Notes", "externalIds": None, "url": "https://example.org/n", "publicationDate": None},
    ]
}


@contextmanager
def lists(answers):
    """Both services: ``answers`` by path, (status, data); what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            asked.append((parts.path, parse_qs(parts.query), dict(self.headers)))
            status, data = answers[parts.path]
            self.send_response(status)
            if status == 302:
                self.send_header("Location", data)
            self.end_headers()
            self.wfile.write(data if isinstance(data, bytes) else json.dumps(data).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        base = f"http://127.0.0.1:{server.server_port}"
        yield (base + "/oa", base + "/s2"), asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def gathered(bases, state, *authors, today=TODAY):
    reader = FeedReader(sleep=lambda seconds: None)
    return gather(Sources(authors=authors, list_bases=bases), state, reader, today)


LOVELACE = Followed("Ada Lovelace", openalex="A12", semantic_scholar="34")


def test_lists_bring_papers_once_whichever_names_them(monkeypatch):
    monkeypatch.setenv("S2_API_KEY", "secret-a")
    monkeypatch.setenv("OPENALEX_API_KEY", "secret-b")
    state = ScanState()
    with lists({"/oa/works": (200, OPENALEX), "/s2/author/34/papers": (200, SCHOLAR)}) as (bases, asked):
        first = gathered(bases, state, LOVELACE)
        again = gathered(bases, state, LOVELACE, today=TODAY + dt.timedelta(1))
    assert list(first.papers) == ["2602.00001", "https://doi.org/10.1/jets", "https://example.org/n"]
    waves = first.papers["2602.00001"]
    assert (waves.title, waves.abstract) == ("Waves <b>in</b> glia", "Waves spread fast")
    assert (waves.url, waves.authors, waves.followed) == (
        "https://arxiv.org/abs/2602.00001",
        ("Ada Lovelace",),
        ("Ada Lovelace",),
    )
    assert LOVELACE.wrote(waves) == "Ada Lovelace"
    assert again.papers == {}
    assert first.problems == again.problems == []
    (_, query, _), (_, other, headers) = asked[:2]
    assert query["filter"] == ["author.id:A12,from_publication_date:2026-01-31"]
    assert query["api_key"] == ["secret-b"]
    assert headers["x-api-key"] == "secret-a"
    assert other["publicationDateOrYear"] == ["2026-01-31:"]
    assert asked[2][1]["filter"] == ["author.id:A12,from_publication_date:2026-01-01"]


def test_an_orcid_is_looked_up(monkeypatch):
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    with lists({"/oa/works": (200, OPENALEX)}) as (bases, asked):
        gathered(bases, ScanState(), Followed("Ada Lovelace", orcid="0000-0001-2345-678X"))
    assert asked[0][1]["filter"][0].startswith("author.orcid:0000-0001-2345-678X,")
    assert "api_key" not in asked[0][1]


@pytest.mark.parametrize(
    "answer", [(500, {}), (200, b"{"), (200, {"results": 3}), (200, []), (302, "http://127.0.0.1:9/")]
)
def test_a_list_that_cannot_be_read_is_told_and_asked_again_further_back(monkeypatch, answer):
    monkeypatch.setenv("OPENALEX_API_KEY", "secret-b")
    state = ScanState()
    with lists({"/oa/works": answer, "/s2/author/34/papers": (200, SCHOLAR)}) as (bases, _):
        found = gathered(bases, state, LOVELACE)
    assert "2602.00001" in found.papers
    (problem,) = found.problems
    assert problem.startswith("Ada Lovelace:")
    assert "secret" not in problem
    with lists({"/oa/works": (200, OPENALEX), "/s2/author/34/papers": (200, SCHOLAR)}) as (others, asked):
        state.feeds = {name.replace(bases[0][:-3], others[0][:-3]): each for name, each in state.feeds.items()}
        late = gathered(others, state, LOVELACE, today=TODAY + dt.timedelta(1))
    assert asked[0][1]["filter"] == ["author.id:A12,from_publication_date:2026-02-01"]
    assert "https://doi.org/10.1/jets" in late.papers


def test_authors_are_written_as_names_or_with_what_tells_them_apart(tmp_path):
    path = tmp_path / "scan.yml"
    path.write_text(
        "authors:\n  - Grace Hopper\n  - name: Wei Li\n    with: [Ada Lovelace]\n    orcid: 0000-0001-2345-6789\n"
    )
    followed = read_scan_settings(path).followed
    assert [each.name for each in followed] == ["Grace Hopper", "Wei Li"]
    assert followed[1].coauthors == ("Ada Lovelace",)
    for wrong in ("orcid: 12", "openalex: W1", "semantic_scholar: '../x'", "colour: red"):
        path.write_text(f"authors:\n  - name: Wei Li\n    {wrong}\n")
        with pytest.raises(UsageError):
            read_scan_settings(path)
