"""What a scan says of papers, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from paper_notes.finding.announcements import Announcement
from paper_notes.finding.scan_state import Found

AUTHORS_TOLD = 6
_ARXIV_KEY = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "New papers",
        "day": "New papers of {day}",
        "none": "No new paper was near enough to what you read.",
        "rest": "{number} further papers were looked at and are not shown.",
        "authors": "by {names}, whom you follow",
        "near": "near to {names}",
        "topics": "topic {names}",
        "add": "Add it",
        "held": "In the library",
        "papers": "{number} papers",
        "comma": ", ",
    },
    "zh": {
        "title": "新论文",
        "day": "{day} 的新论文",
        "none": "没有与你所读内容足够接近的新论文。",
        "rest": "另有 {number} 篇看过而未列出。",
        "authors": "作者 {names} 在你的关注之列",
        "near": "与 {names} 相近",
        "topics": "主题 {names}",
        "add": "加入",
        "held": "已在论文库",
        "papers": "{number} 篇",
        "comma": "、",
    },
}


def command_to_add(paper: Announcement) -> str:
    """What adds a paper to the library; "" for one that isn't arXiv's."""
    return f"paper-notes add {paper.key}" if _ARXIV_KEY.fullmatch(paper.key) else ""


def reasons(found: Found, language: str) -> str:
    """Why a paper is shown, in words."""
    words, why = WORDS[language], found.why
    parts = [
        words[name].format(names=words["comma"].join(values))
        for name, values in (("authors", why.authors), ("topics", why.topics), ("near", why.near))
        if values
    ]
    said = [*parts, why.comment] if why.comment else parts
    return ("；" if language == "zh" else "; ").join(said)
