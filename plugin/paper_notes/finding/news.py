"""What a scan shows: a page a day and their archive as Markdown, the same as JSON, blocks for Slack.

All of it is made of the scan's state, so it can be made anew at any time. Titles, names and abstracts are foreign text
and stay text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from paper_notes.files import write_atomically
from paper_notes.finding.letters import news_feed
from paper_notes.finding.news_words import AUTHORS_TOLD, WORDS, command_to_add, reasons
from paper_notes.finding.scan_state import Found, ScanState
from paper_notes.note.escape import escape

SLACK_ABSTRACT = 600
SLACK_PAPERS = 45
"""A message holds 50 blocks."""
DAY_MARK = "<!-- paper-notes:news -->"
ARCHIVE_MARK = "<!-- paper-notes:news-archive -->"
"""Where a site of notes shows the data beside the page; what follows is for everybody else."""


def write_news(state: ScanState, out: Path, language: str) -> list[Path]:
    """Write the pages of all days and the archive into a folder; pages of days that the state doesn't know any more are
    left alone. Returns what was written; what is the same already isn't. Raises OSError."""
    pages = {f"{day}.md": day_page(day, found, language).encode() for day, found in state.days.items()}
    pages |= {f"{day}.json": msgspec.json.format(msgspec.json.encode(found)) for day, found in state.days.items()}
    pages["index.md"] = archive_page(state.days, language).encode()
    pages["feed.xml"] = news_feed(state.days, language)
    written = []
    for name, data in pages.items():
        path = out / name
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)
            written.append(path)
    return written


def day_page(day: str, found: Sequence[Found], language: str) -> str:
    """The page of a day: the papers shown, best first, each with why it is there and how to add it."""
    words = WORDS[language]
    shown = [each for each in found if each.shown]
    lines = ["---", "search:", "  boost: 0.5", "---", "", f"# {words['day'].format(day=day)}", "", DAY_MARK, ""]
    if not shown:
        lines += [words["none"], ""]
    for each in shown:
        lines += [*_card(each, language), ""]
    hidden = len(found) - len(shown)
    if hidden:
        lines += [words["rest"].format(number=hidden), ""]
    return "\n".join(lines)


def archive_page(days: Mapping[str, Sequence[Found]], language: str) -> str:
    """The list of all days, newest first."""
    words = WORDS[language]
    lines = [f"# {words['title']}", "", ARCHIVE_MARK, ""]
    for day in sorted(days, reverse=True):
        shown = [each for each in days[day] if each.shown]
        best = ("：" if language == "zh" else ": ") + escape(shown[0].paper.title) if shown else ""
        lines.append(f"- [{day}]({day}.md) ({words['papers'].format(number=len(shown))}){best}")
    return "\n".join([*lines, ""])


def _card(found: Found, language: str) -> list[str]:
    paper, words = found.paper, WORDS[language]
    title = escape(paper.title)
    lines = [f"## [{title}]({paper.url})" if paper.url else f"## {title}", ""]
    authors = words["comma"].join(paper.authors[:AUTHORS_TOLD])
    more = f" +{len(paper.authors) - AUTHORS_TOLD}" if len(paper.authors) > AUTHORS_TOLD else ""
    about = [escape(authors) + more, *map(escape, paper.categories[:4]), paper.published]
    lines += [" · ".join(filter(None, about)), ""]
    if reason := reasons(found, language):
        lines += [f"*{escape(reason)}* ({found.why.score:.2f})", ""]
    if paper.abstract:
        lines += [escape(paper.abstract), ""]
    if command := command_to_add(paper):
        lines += [f"{words['add']}: `{command}`", ""]
    return lines[:-1]


def slack_blocks(day: str, found: Sequence[Found], language: str) -> list[dict[str, Any]]:
    """The papers shown of a day as Slack's blocks; foreign text is escaped as Slack wants it."""
    shown = [each for each in found if each.shown]
    heading = WORDS[language]["day"].format(day=day)
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": f"{heading} ({len(shown)})"}}
    ]
    for each in shown[:SLACK_PAPERS]:
        paper = each.paper
        title = _slack(paper.title)
        named = f"<{paper.url}|{title}>" if paper.url else title
        abstract = paper.abstract if len(paper.abstract) <= SLACK_ABSTRACT else paper.abstract[:SLACK_ABSTRACT] + "…"
        parts = [
            f"*{named}*",
            _slack(", ".join(paper.authors[:AUTHORS_TOLD])),
            _slack(reasons(each, language)),
            _slack(abstract),
        ]
        text = "\n".join(filter(None, parts))
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": text[:2990]}})
    return blocks


def _slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("*", "∗").replace("`", "ˋ")
