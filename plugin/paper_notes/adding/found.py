"""What was found in a paper that was added, and what is doubtful about it, in words."""

from __future__ import annotations

from collections import Counter

from paper_notes.adding.papers import Added
from paper_notes.errors import PaperNotesError
from paper_notes.library.paper_settings import PaperSettings
from paper_notes.messages import say
from paper_notes.paper.model import UNREAD, Figure, Paper

_AUTHORS_SHOWN = 4
_SHORTEST_TITLE = 6
"""Characters; what is shorter is seldom a paper's title."""
_LONGEST_TITLE = 250


def found_lines(added: Added) -> list[str]:
    """Title, authors, year, figures, and one line for each thing that a person should look at."""
    settings, meta = added.folder.settings(), added.paper.metadata
    rows = [
        (say("title", "标题"), settings.title or meta.title),
        (say("authors", "作者"), _authors(settings.authors or meta.authors)),
        (say("year", "年份"), str(settings.year or meta.year or "")),
        (say("venue", "出处"), settings.venue or meta.venue or ""),
        (say("pages", "页数"), str(added.paper.pages)),
        (say("figures", "图表"), _figures(added.paper.figures)),
    ]
    width = max(_width(name) for name, _ in rows)
    lines = [f"  {name}{' ' * (width - _width(name))}  {value}" for name, value in rows if value]
    return lines + [say(f"  doubtful: {doubt}", f"  存疑：{doubt}") for doubt in doubts(added.paper, settings)]


def doubts(paper: Paper, settings: PaperSettings) -> list[str]:
    """What could not be read or may be wrong; what ``paper.yml`` says is never doubted."""
    meta, found = paper.metadata, []
    if not settings.title and not meta.title:
        found.append(say("no title was found", "没有找到标题"))
    elif not settings.title and (
        not _SHORTEST_TITLE <= len(meta.title) <= _LONGEST_TITLE or UNREAD in meta.title or not meta.title[0].isalpha()
    ):
        found.append(say("the title may be wrong", "标题可能不对"))
    if not settings.authors and not meta.authors:
        found.append(say("no authors were found", "没有找到作者"))
    if not settings.year and not meta.year:
        found.append(say("no year is printed", "没有印出年份"))
    if not paper.figures:
        found.append(say("no captioned figure or table was found", "没有找到带标题的图表"))
    if paper.ocr_pages:
        pages = len(paper.ocr_pages)
        found.append(
            say(f"{_pages(pages)} had no text and were read by OCR", f"有 {pages} 页没有文字层，文字由 OCR 识别")
        )
    elif not paper.has_text:
        found.append(say("it is a scan without text", "这是没有文字层的扫描件"))
    if paper.damage:
        found.append(paper.damage)
    elif paper.lost_pages or paper.partial_pages:
        pages = len({*paper.lost_pages, *paper.partial_pages})
        found.append(say(f"{_pages(pages)} could not be read to the end", f"有 {pages} 页没能完整读出"))
    return found


def unset(added: Added) -> bool:
    """Whether something is doubtful that ``paper.yml`` can set right."""
    try:
        settings = added.folder.settings()
    except (PaperNotesError, OSError):
        return False
    meta = added.paper.metadata
    return bool(doubts(added.paper, settings)) and not (
        (settings.title or meta.title) and (settings.authors or meta.authors) and (settings.year or meta.year)
    )


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _authors(authors: tuple[str, ...]) -> str:
    shown, more = authors[:_AUTHORS_SHOWN], len(authors) - _AUTHORS_SHOWN
    text = say(", ", "、").join(shown)
    return text + (say(f" and {more} more", f" 等 {len(authors)} 人") if more > 0 else "")


def _figures(figures: tuple[Figure, ...]) -> str:
    counts = Counter(figure.kind for figure in figures)
    words = {"figure": ("figure", "幅图"), "table": ("table", "张表"), "algorithm": ("algorithm", "个算法")}
    said = []
    for kind, (en, zh) in words.items():
        if count := counts[kind]:  # type: ignore[index]
            said.append(say(f"{count} {en}{'s' if count > 1 else ''}", f"{count} {zh}"))
    return say(", ", "、").join(said)


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
