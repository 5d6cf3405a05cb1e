import datetime as dt
import itertools
import json
import random
from dataclasses import replace

import markdown
import msgspec
import pytest

from arxiv_server import FIRST, ArxivServer, month
from paper_notes.errors import UsageError
from paper_notes.finding.announcements import Announcement, MalformedFeed, parse_feed
from paper_notes.finding.feed_reader import FeedReader
from paper_notes.finding.followed import Followed, person
from paper_notes.finding.interest import Read, interests, weight_of
from paper_notes.finding.letters import day_letter, news_feed
from paper_notes.finding.news import slack_blocks, write_news
from paper_notes.finding.scan_settings import ScanSettings, read_scan_settings
from paper_notes.finding.scan_state import Found, ScanState, load_state, save_state
from paper_notes.finding.scanning import Judged, evaluate, scan
from paper_notes.finding.topics import Topics, parse_topics

pytest.importorskip("feedparser")


def run_days(server, path, days, killed=None):
    """Scan on these days; every run reads and saves its state. Those at ``killed`` end before it is saved."""
    problems = []
    settings = ScanSettings(
        categories=("cs.IR",), rss_base=f"{server.base}/rss", api_base=f"{server.base}/api/query", cutoff=0.0
    )
    for place, day in enumerate(days):
        server.today = day
        state = load_state(path)
        report = scan(settings, state, [], Topics(), FeedReader(sleep=lambda seconds: None), day)
        problems += report.problems
        if killed is None or place not in killed:
            save_state(path, state, day)
    return problems


def brought(path):
    return [each.paper.key for found in load_state(path).days.values() for each in found]


@pytest.mark.parametrize("seed", range(4))
def test_no_paper_is_lost_or_comes_twice_however_irregularly_it_runs(tmp_path, seed):
    papers, chance = month(seed), random.Random(seed)
    days = [FIRST + dt.timedelta(day) for day in range(55) if day in (0, 53, 54) or chance.random() < 0.6]
    gaps = {b - a for a, b in itertools.pairwise(days)}
    assert max(gaps) > dt.timedelta(2)
    killed = {place for place in range(len(days) - 2) if chance.random() < 0.2}
    path = tmp_path / "state.json"
    with ArxivServer(papers, faults=0.25, seed=seed) as server:
        problems = run_days(server, path, days, killed)
        server.faults = 0.0
        run_days(server, path, [days[-1] + dt.timedelta(1)])
    keys = brought(path)
    wanted = {paper.id for paper in papers if paper.kind != "replace" and not paper.withdrawn}
    assert len(keys) == len(set(keys))
    assert wanted == set(keys)
    assert all("can't be read" in problem for problem in problems)


def test_daily_runs_also_bring_what_waited_in_moderation(tmp_path):
    papers = month(9)
    with ArxivServer(papers) as server:
        run_days(server, tmp_path / "s.json", [FIRST + dt.timedelta(day) for day in range(54)])
        asked = len(server.requests)
        run_days(server, tmp_path / "s.json", [FIRST + dt.timedelta(53)])
    keys = brought(tmp_path / "s.json")
    assert sorted(keys) == sorted(paper.id for paper in papers if paper.kind != "replace" and not paper.withdrawn)
    assert len(server.requests) - asked == 2


def test_a_broken_feed_is_none():
    for data in (b"", b"<html></html>", b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>x</tit"):
        with pytest.raises(MalformedFeed):
            parse_feed(data, "here")


def test_a_feed_of_another_kind_names_papers_by_its_ids():
    data = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
    <entry><id>tag:example,1</id><title>A</title><link href="javascript:alert(1)"/></entry>
    <entry><id>https://example.org/2</id><title>B</title><link href="https://example.org/2"/></entry></feed>"""
    one, other = parse_feed(data, "here").papers
    assert (one.key, one.url, other.key, other.url) == ("tag:example,1", "", "https://example.org/2", other.key)


def test_what_cannot_be_read_of_the_state_is_told_not_forgotten(tmp_path):
    (tmp_path / "s.json").write_text("{")
    with pytest.raises(UsageError, match="come again"):
        load_state(tmp_path / "s.json")


LIBRARY = [
    Read("waves", "Calcium waves in glia", "Waves of calcium spread through astrocytes by gap junctions."),
    Read("index", "Inverted files", "An inverted index ranks documents for a query."),
]
NEAR = Announcement("1", "Gap junctions and waves in astrocytes", "We image calcium spreading through glia.")
FAR = Announcement(
    "2", "Jets at colliders", "Cross sections of jets in hadron collisions.", authors=("Grace M. Hopper",)
)


def test_what_is_near_to_the_library_comes_first_and_says_to_what():
    wanted = interests(LIBRARY, Topics(), (), [NEAR, FAR])
    assert wanted.why(NEAR).score > 2 * wanted.why(FAR).score
    assert wanted.why(NEAR).near == ("waves",)


def test_what_the_reader_liked_weighs_more_and_what_was_disliked_is_held_against():
    def score(weight):
        rated = [replace(LIBRARY[0], weight=weight), LIBRARY[1]]
        return interests(rated, Topics(), (), [NEAR, FAR]).why(NEAR).score

    assert score(weight_of(5, "read")) > score(weight_of(None, None)) > score(weight_of(None, "to read"))
    assert score(weight_of(None, "to read")) > score(weight_of(2, None)) >= score(weight_of(1, "read")) == 0


def test_the_library_tells_what_was_rated(tmp_path):
    from paper_notes.finding.scanning import read_library

    for name, said in (("a", "rating: 5"), ("b", "reading: to read"), ("c", "rating: seven")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(f"# {name}\n\nText on glia.\n")
        (tmp_path / name / "paper.yml").write_text(said + "\n")
    assert [(each.slug, each.weight) for each in read_library(tmp_path)] == [("a", 1.5), ("b", 0.8), ("c", 1.0)]


def test_authors_and_topics_count():
    topics = parse_topics(
        "1. Jets of hadrons\n - Relevant: cross sections\n - Not relevant: calcium,\n  glia\n\n2) 钙波\n\nLikes data."
    )
    assert [(t.number, t.relevant, t.not_relevant) for t in topics.topics] == [
        ("1", "cross sections", "calcium, glia"),
        ("2", "", ""),
    ]
    assert topics.taste == "Likes data."
    wanted = interests([], topics, [Followed("Hopper, Grace")], [NEAR, FAR])
    assert wanted.why(FAR).authors == ("Grace M. Hopper",)
    assert wanted.why(FAR).score == 1.0
    assert wanted.why(FAR).topics == ("1",)
    assert wanted.why(NEAR).topics == ()
    assert person("G. Hopper") == person("Hopper, Grace") != person("M. Hopper")


def test_an_evaluation_measures_what_it_says():
    wanted = interests(LIBRARY, Topics(), (), [NEAR, FAR])
    judged = [Judged(NEAR.title, True, NEAR.abstract), Judged(FAR.title, False, FAR.abstract)]
    assert evaluate(judged, wanted, 0.1).auc == 1.0
    turned = [msgspec.structs.replace(each, relevant=not each.relevant) for each in judged]
    found = evaluate(turned, wanted, 0.1)
    assert (found.auc, found.precision) == (0.0, 0.0)


def test_pages_hold_foreign_text_as_text_and_are_written_once(tmp_path):
    hostile = Announcement(
        "2603.00001", "<script>x</script> [a](javascript:b)", "![i](http://e.org/p.png) {{ config }}", ("**A**",)
    )
    state = ScanState(days={"2026-03-02": [Found(hostile), Found(FAR, shown=False)], "2026-03-01": []})
    for language in ("en", "zh"):
        out = tmp_path / language
        assert len(write_news(state, out, language)) == 6
        assert write_news(state, out, language) == []
        page = (out / "2026-03-02.md").read_text(encoding="utf-8")
        html = markdown.markdown(page)
        assert not any(mark in html for mark in ("<script", "<img", 'javascript:b"', "{{"))
        assert "paper-notes add 2603.00001" in page
        assert "Jets" not in page
        assert "1" in (out / "index.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "en" / "2026-03-02.json").read_text())[1]["shown"] is False
    (text,) = [b["text"]["text"] for b in slack_blocks("2026-03-02", state.days["2026-03-02"], "en")[1:]]
    assert "<script>" not in text


def test_feed_and_letter_hold_foreign_text_as_text():
    import feedparser

    hostile = Announcement(
        "2603.00001", "A <b>&amp; B\x07\u202e", "]]><script>x</script>", ("Q <i>",), url='https://e.org/?a=1&b="'
    )
    days = {"2026-03-01": [Found(NEAR)], "2026-03-02": [Found(hostile), Found(FAR, shown=False)]}
    feed = feedparser.parse(news_feed(days, "zh"), sanitize_html=False)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["A <b>&amp; B", NEAR.title]
    assert feed.entries[0].link == hostile.url
    assert (feed.feed.title, feed.entries[0].updated) == ("新论文", "2026-03-02T00:00:00Z")
    assert news_feed(days, "zh") == news_feed(dict(reversed(days.items())), "zh")
    letter = day_letter("2026-03-02", days["2026-03-02"], "en")
    assert "A &lt;b&gt;&amp;amp; B</a>" in letter
    assert "<script" not in letter
    assert "<i>" not in letter
    assert "paper-notes add 2603.00001" in letter
    assert "1 further" in letter
    assert "No new paper" in day_letter("2026-03-02", [Found(FAR, shown=False)], "en")


def test_settings_are_checked(tmp_path):
    path = tmp_path / "scan.yml"
    for text, said in (
        ("", "neither"),
        ("categories: [cs.IR]\ncolour: red", "colour"),
        ("categories: ['cs/../x']", "no category"),
        ("feeds: ['file:///etc/passwd']", "no http"),
        ("feeds: ['https://u:secret@example.org/f']", "without a password"),
    ):
        path.write_text(text)
        with pytest.raises(UsageError, match=said):
            read_scan_settings(path)
    path.write_text("categories: [cs.IR]\nauthors: [A B]\n")
    assert read_scan_settings(path).sources.categories == ("cs.IR",)


def test_the_command_scans_remembers_and_measures(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from paper_notes.commands.scan import command

    monkeypatch.setattr("paper_notes.finding.feed_reader.SECONDS_BETWEEN", 0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        FeedReader.__init__, "__defaults__", (lambda seconds: None, *FeedReader.__init__.__defaults__[1:])
    )
    today = dt.datetime.now(dt.UTC).date()
    papers = month(1)
    for paper in papers:
        paper.submitted, paper.announced = today - dt.timedelta(1), today
    with ArxivServer(papers) as server:
        server.today = today
        (tmp_path / "scan.yml").write_text(
            f"categories: [cs.IR]\nauthors: [Ada Lovelace]\nmost: 5\n"
            f"rss_base: {server.base}/rss\napi_base: {server.base}/api/query\n"
        )
        foreseen = CliRunner().invoke(command, ["--dry-run"])
        assert (
            foreseen.output
            == f"{sum(paper.kind != 'replace' and not paper.withdrawn for paper in papers)} new papers\n"
        )
        assert [path.name for path in tmp_path.iterdir()] == ["scan.yml"]
        first = CliRunner().invoke(command, ["--mail", "day.html"])
        again = CliRunner().invoke(command, [])
    assert first.exit_code == again.exit_code == 0, first.output
    assert "5 shown" in first.output
    assert "0 new papers looked at, 5 shown" in again.output
    assert (tmp_path / "docs" / "news" / f"{today}.md").read_text().count("## [") == 5
    lines = [{"title": "a b", "relevant": True, "authors": ["Ada Lovelace"]}, {"title": "c", "relevant": False}]
    (tmp_path / "marks.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert "curve 1.000" in CliRunner().invoke(command, ["--evaluate", "marks.jsonl"]).output
    assert CliRunner().invoke(command, ["--slack"]).exit_code == 1


def test_a_day_is_told_to_slack_once(tmp_path, monkeypatch):
    pytest.importorskip("slack_sdk")
    import http.server
    import threading

    from paper_notes.finding.slack import post_day

    calls, answers = [], [{"ok": True, "ts": "1.2"}]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(
                (self.path, self.headers["Authorization"], self.rfile.read(int(self.headers["Content-Length"])))
            )
            body = json.dumps(answers[min(len(calls), len(answers)) - 1]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_address[1]}/"
        assert post_day("2026-03-02", [Found(NEAR), Found(FAR)], "en", "xoxb-secret", "C1", base) == ""
        assert calls[0][0] == "/chat.postMessage"
        assert calls[0][1] == "Bearer xoxb-secret"
        assert b"Gap+junctions" in calls[0][2] or b"Gap junctions" in calls[0][2]
        answers.append({"ok": False, "error": "channel_not_found"})
        told = post_day("2026-03-02", [Found(NEAR)], "en", "xoxb-secret", "C1", base)
        assert "channel_not_found" in told
        assert "secret" not in told
    finally:
        server.shutdown()
        server.server_close()
