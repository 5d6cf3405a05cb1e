"""A draft of a paper of which something could not be read: it says so, and shows no picture that isn't there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paper_notes.language.identify import Language
from paper_notes.note.words import page_runs
from paper_notes.paper.model import Paper

_HEAD = re.compile(r"\A#[^\n]*\n+(?:>[^\n]*\n+)*")
_WORDS: dict[Language, tuple[str, str]] = {
    "en": (
        "**Not the whole paper.** The PDF is damaged: {} could not be read, or not to the end. What stands there is "
        "missing from this note.",
        "page|pages",
    ),
    "zh": ("**并非论文全文。**PDF 文件已损坏：第 {} 页无法读取或未能读完，其中的内容不在这篇笔记里。", "|"),
}


def with_missing_pages(body: str, paper: Paper, language: Language) -> str:
    """The note's text with a paragraph, below title and metadata, that names the pages it knows nothing of."""
    pages = sorted({*paper.lost_pages, *paper.partial_pages})
    if not pages:
        return body
    sentence, names = _WORDS[language]
    one, many = names.split("|")
    named = f"{one if len(pages) == 1 else many} {page_runs(pages)}".strip()
    head = _HEAD.match(body)
    at = head.end() if head else 0
    return f"{body[:at].rstrip()}\n\n{sentence.format(named)}\n\n{body[at:]}".lstrip()


def without_images(body: str, names: Iterable[str]) -> str:
    """The note's text without the images of these names (the stems of their files)."""
    for name in names:
        body = re.sub(rf"^!\[.*\]\(images/{re.escape(name)}\.png\)[ \t]*\n*", "", body, flags=re.M)
    return body
