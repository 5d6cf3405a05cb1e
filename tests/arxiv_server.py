"""A stand-in for arXiv on this machine: thirty days of announcements, with all that goes wrong in them."""

import datetime as dt
import http.server
import random
import threading
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

FIRST = dt.date(2026, 3, 1)


class Paper:
    def __init__(self, number: int, submitted: dt.date, announced: dt.date, kind: str, withdrawn: bool) -> None:
        self.id = f"{submitted:%y%m}.{number:05d}"
        self.submitted, self.announced, self.kind, self.withdrawn = submitted, announced, kind, withdrawn
        self.title = f"On <i>waves</i> & photons, number {number}"
        self.abstract = (
            "This paper has been withdrawn." if withdrawn else f"We study $x_{number}$ <script>alert(1)</script>."
        )


def month(seed: int, papers_a_day: int = 6) -> list[Paper]:
    """Papers of thirty days: some wait long in moderation, some are withdrawn, some are cross-lists or replacements."""
    chance = random.Random(seed)
    made = []
    for day in range(30):
        for _ in range(papers_a_day):
            submitted = FIRST + dt.timedelta(day)
            waits = chance.choice([1, 1, 1, 2, 3, 21])
            kind = chance.choice(["new", "new", "new", "cross", "replace"])
            made.append(Paper(len(made), submitted, submitted + dt.timedelta(waits), kind, chance.random() < 0.1))
    return made


class ArxivServer:
    """Serves RSS at /rss/<category> and the API at /api/query as they are on ``today``; ``faults`` is the share of
    requests that go wrong."""

    def __init__(self, papers: list[Paper], faults: float = 0.0, seed: int = 0) -> None:
        self.papers, self.faults, self.today = papers, faults, FIRST
        self.chance = random.Random(seed)
        self.requests: list[str] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests.append(self.path)
                if outer.chance.random() < outer.faults:
                    return outer._fault(self)
                address = urlsplit(self.path)
                body = outer._rss() if address.path.startswith("/rss/") else outer._api(parse_qs(address.query))
                etag = f'"{outer.today}"' if address.path.startswith("/rss/") else ""
                if etag and self.headers.get("If-None-Match") == etag:
                    self.send_response(304)
                    self.end_headers()
                    return None
                return outer._send(self, 200, body.encode(), etag)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> "ArxivServer":
        self.thread.start()
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _fault(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        match self.chance.choice(["503", "429", "broken", "html", "cut", "empty"]):
            case "503":
                self._send(handler, 503, b"busy")
            case "429":
                self._send(handler, 429, b"slow down")
            case "broken":
                self._send(handler, 200, self._rss().encode()[: len(self._rss()) // 2])
            case "html":
                self._send(handler, 200, b"<html><body>Maintenance</body></html>")
            case "cut":
                handler.send_response(200)
                handler.send_header("Content-Length", "100000")
                handler.end_headers()
                handler.wfile.write(b"<?xml version='1.0'?><rss")
                handler.close_connection = True
            case "empty":
                self._send(handler, 200, b"")

    def _send(self, handler: http.server.BaseHTTPRequestHandler, status: int, body: bytes, etag: str = "") -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Content-Type", "application/xml")
        if etag:
            handler.send_header("ETag", etag)
        handler.end_headers()
        handler.wfile.write(body)

    def _rss(self) -> str:
        items = "".join(
            f"<item><title>{escape(p.title)}</title><link>https://arxiv.org/abs/{p.id}</link>"
            f"<description>arXiv:{p.id}v1 Announce Type: {p.kind} \nAbstract: {escape(p.abstract)}</description>"
            f"<guid isPermaLink='false'>oai:arXiv.org:{p.id}v{2 if p.kind == 'replace' else 1}</guid>"
            f"<category>cs.IR</category><pubDate>Mon, 02 Mar 2026 00:00:00 -0500</pubDate>"
            f"<arxiv:announce_type>{p.kind}</arxiv:announce_type><dc:creator>Ada Lovelace, Li Wei</dc:creator></item>"
            for p in self.papers
            if p.announced == self.today
            for _ in range(2 if p.id.endswith("7") else 1)  # announced twice in one feed
        )
        return (
            "<?xml version='1.0' encoding='UTF-8'?><rss xmlns:arxiv='http://arxiv.org/schemas/atom' "
            "xmlns:dc='http://purl.org/dc/elements/1.1/' version='2.0'><channel><title>cs.IR</title>"
            f"{items}</channel></rss>"
        )

    def _api(self, query: dict[str, list[str]]) -> str:
        start, size = int(query["start"][0]), int(query["max_results"][0])
        held = [p for p in self.papers if p.announced <= self.today and p.kind != "replace"]
        held.sort(key=lambda p: (p.submitted, p.id), reverse=True)
        entries = "".join(
            f"<entry><id>http://arxiv.org/abs/{p.id}v1</id><title>{escape(p.title)}</title>"
            f"<published>{p.submitted}T10:00:00Z</published><updated>{p.submitted}T10:00:00Z</updated>"
            f"<summary>{escape(p.abstract)}</summary><author><name>Ada Lovelace</name></author>"
            f"<arxiv:primary_category term='cs.IR'/><category term='cs.IR'/></entry>"
            for p in held[start : start + size]
        )
        return (
            "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
            "xmlns:arxiv='http://arxiv.org/schemas/atom' xmlns:opensearch='http://a9.com/-/spec/opensearch/1.1/'>"
            f"<title>query</title><opensearch:totalResults>{len(held)}</opensearch:totalResults>{entries}</feed>"
        )
