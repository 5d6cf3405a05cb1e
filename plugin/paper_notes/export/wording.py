"""The words that exports add to a note, in its language."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from paper_notes.export.model import Article, PageRange
from paper_notes.note.identifiers import arxiv_url, doi_url


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words; ``{}`` are filled with :meth:`str.format`."""

    page: str
    pages: str
    between: str
    opening: str
    closing: str
    comma: str
    sources: str
    note_of: str
    and_others: str
    title: str
    summary: str
    cover: str
    tags: str
    category: str
    by_hand: str
    upload: str
    too_long: str
    line: str
    nothing: str
    copy: str
    copied: str
    marker: str


WORDING = {
    "zh": Wording(
        page="第 {} 页",
        pages="第 {} 页",
        between="、",
        opening="（",
        closing="）",
        comma="，",
        sources="参考来源",
        note_of="本文是以下论文的阅读笔记，文中页码均指该论文：",
        and_others="等",
        title="标题",
        summary="摘要",
        cover="封面",
        tags="标签",
        category="分类",
        by_hand="需要手动完成",
        upload="上传图片 {}",
        too_long="标题有 {} 个字符，平台最多 {} 个，publish.json 中已截短",
        line="第 {} 行",
        nothing="无",
        copy="复制全文",
        copied="已复制，可以粘贴到编辑器",
        marker="以下内容由你维护，再次导出时不会改动",
    ),
    "en": Wording(
        page="p. {}",
        pages="pp. {}",
        between=", ",
        opening="(",
        closing=")",
        comma=", ",
        sources="Sources",
        note_of="This is a reading note on the paper below; page numbers refer to it:",
        and_others="et al.",
        title="Title",
        summary="Summary",
        cover="Cover",
        tags="Tags",
        category="Category",
        by_hand="Left to do by hand",
        upload="upload the picture {}",
        too_long="the title has {} characters and the platform takes {}: publish.json has it cut short",
        line="line {}",
        nothing="nothing",
        copy="Copy everything",
        copied="Copied: paste it into the editor",
        marker="What stands below is yours: exporting again leaves it alone",
    ),
}


def page_label(pages: tuple[PageRange, ...], language: str) -> str:
    """ "第 1、3–4 页", "p. 3", "pp. 1, 3–4"."""
    words = WORDING[language]
    parts = list(dict.fromkeys(str(p.first) if p.last == p.first else f"{p.first}–{p.last}" for p in pages))
    many = len(parts) > 1 or "–" in parts[0]
    return (words.pages if many else words.page).format(words.between.join(parts))


def reference(article: Article) -> str:
    """The paper as a list of sources names it: title, authors, where and when; without its address."""
    front, words = article.entry.front, WORDING[article.language]
    names = words.between.join(front.authors[:3])
    if len(front.authors) > 3:
        names += words.and_others if is_wide(names[-1:]) else f" {words.and_others}"
    year = str(front.year) if front.year and str(front.year) not in (front.venue or "") else ""
    title = f"《{front.title}》" if article.language == "zh" else front.title
    return words.comma.join(part for part in (title, names, " ".join((front.venue or "", year)).strip()) if part)


def is_wide(text: str) -> bool:
    """Whether a text begins with a character that is as wide as a Chinese one."""
    return text[:1] != "" and unicodedata.east_asian_width(text[0]) in "WF"


def paper_address(article: Article) -> str:
    """Where the paper can be read: arXiv's page of it, its DOI, or the PDF; "" when nothing is known."""
    front = article.entry.front
    return arxiv_url(front.arxiv) or doi_url(front.doi) or article.pdf
