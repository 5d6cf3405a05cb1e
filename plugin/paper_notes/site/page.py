"""A note's page: from the HTML of its Markdown to the page that readers see.

Header with the paper's data, figures with captions, citations that know their page, related notes. Works on the page's
content before the search index is made, so that authors, tags and captions are found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from paper_notes.language.identify import language_of
from paper_notes.language.whole_numbers import capped
from paper_notes.note.identifiers import arxiv_url, doi_url
from paper_notes.site.bibtex import bibtex
from paper_notes.site.cited_pages import CitedPage
from paper_notes.site.entry import Entry
from paper_notes.site.foreign import mark_foreign
from paper_notes.site.index import published
from paper_notes.site.interface import INTERFACE
from paper_notes.site.pictures import ShownPicture
from paper_notes.site.templates import render

_CITED = re.compile(r"(?:^|/)paper\.pdf#page=(\d+)$")
_QUOTED = re.compile(r"[“„\"]([^“”„\"]{3,600})[”\"][\s,.;:，。；：、(（\[]*$|「([^「」]{3,600})」[\s，。；：、（]*$")
_PAGE_NUMBER = re.compile(r"pp?\.\s*\d+(?:[–-]\d+)?")
_QUOTED_WITHIN = 800
"""Characters before a citation in which the quotation that it vouches for begins."""
_AUTHORS_SHOWN = 10
_AROUND = " —–-“”\"'「」"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another note, as a page links to it."""

    title: str
    url: str
    language: str
    summary: str = ""
    title_language: str = "en"


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a note's page is told of the site around it; every URL is relative to the page (or absolute).

    ``page_pictures`` are the URLs of the cited pages' thumbnails by page number; ``pictures`` the note's images by
    their path in the folder (``images/…``), ``lighter`` the URLs of the copies that are shown in their place;
    ``being_written`` says that a better note is on its way; ``copies`` are the URLs of what the buttons copy, by the
    place it is for.
    """

    pdf_url: str = ""
    edit_url: str = ""
    markdown_url: str = ""
    index_url: str = ""
    both_url: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Neighbour, ...] = ()
    cited_in: tuple[Neighbour, ...] = ()
    previous: Neighbour | None = None
    next: Neighbour | None = None
    cited: Mapping[int, CitedPage] = field(default_factory=dict)
    page_pictures: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[str, ShownPicture] = field(default_factory=dict)
    lighter: Mapping[str, str] = field(default_factory=dict)
    being_written: bool = False
    copies: Mapping[str, str] = field(default_factory=dict)


def quoted_passages(html: str) -> dict[int, list[str]]:
    """The cited pages of a note's HTML, with the passages that are quoted right before each citation.

    A quotation is text in quotation marks before the citation, or a block quote that the citation stands in.
    """
    wanted: dict[int, list[str]] = {}
    for page, _, quote in _citations(LexborHTMLParser(html, is_fragment=True)):
        passages = wanted.setdefault(page, [])
        if quote and quote not in passages:
            passages.append(quote)
    return wanted


def render_note_page(html: str, entry: Entry, context: PageContext) -> str:
    """The content of a note's page from the HTML of its Markdown."""
    tree = LexborHTMLParser(html, is_fragment=True)
    _mark_citations(tree, context, entry)
    _dress_figures(tree, entry, context)
    _wrap_tables(tree)
    mark_foreign(tree, entry.language)
    _place_header(tree, entry, context)
    footer = render("note_footer.html", context=context, words=INTERFACE[entry.language], all_words=INTERFACE)
    return f'<div class="pn-note" lang="{INTERFACE[entry.language].tag}">\n{tree.html}\n{footer}</div>'


def render_both_page(html: str, entry: Entry, context: PageContext) -> str:
    """The content of a page that shows a note in two languages; ``entry`` is the note's, in its main language."""
    tree = LexborHTMLParser(html, is_fragment=True)
    _mark_citations(tree, context, entry)
    _dress_figures(tree, entry, context)
    _wrap_tables(tree)
    head = render("both_header.html", context=context, all_words=INTERFACE, title=entry.title)
    return f'<div class="pn-note pn-note--both">\n{head}{tree.html}</div>'


def _citations(tree: LexborHTMLParser) -> list[tuple[int, LexborNode, str]]:
    """Page, link and quoted passage ("" for none) of each citation."""
    found = []
    for link in tree.css('a[href*="paper.pdf#page="]'):
        match = _CITED.search(link.attributes.get("href") or "")
        if match:
            found.append((capped(match.group(1)), link, _passage(link)))
    return found


def _passage(link: LexborNode) -> str:
    """The text that the citation vouches for."""
    before: list[str] = []
    node: LexborNode | None = link
    block = link.parent
    while block is not None and block.tag in ("em", "strong", "span", "sup", "small"):
        node, block = block, block.parent
    sibling = node.prev if node is not None else None
    while sibling is not None:
        if sibling.tag == "a" and "paper.pdf#page=" in (sibling.attributes.get("href") or ""):
            break
        before.insert(0, sibling.text(deep=True))
        sibling = sibling.prev
    text = " ".join("".join(before).split())
    quoted = _QUOTED.search(text[-_QUOTED_WITHIN:])
    if quoted:
        return (quoted.group(1) or quoted.group(2)).strip()
    parent = block
    while parent is not None:
        if parent.tag == "blockquote":
            earlier = block.prev if block is not None and not text and block.tag == "p" else None
            while earlier is not None and earlier.tag != "p":
                earlier = earlier.prev
            whole = text or (" ".join(earlier.text(deep=True).split()) if earlier is not None else "")
            return whole.strip(_AROUND)
        parent = parent.parent
    return ""


def _mark_citations(tree: LexborHTMLParser, context: PageContext, entry: Entry) -> None:
    words = INTERFACE[entry.language]
    for link in tree.css('a[href*="#page="], a[href*="/pdf/"]'):
        if _PAGE_NUMBER.fullmatch(link.text().strip()):
            link.attrs["class"] = "pn-page"  # also where the paper itself isn't here
            _keep_with_text(link)
    for number, link, quote in _citations(tree):
        link.attrs["type"] = "application/pdf"
        link.attrs["title"] = words.page_preview.format(number)
        page, picture = context.cited.get(number), context.page_pictures.get(number)
        if page is None or not picture:
            continue
        link.attrs["data-pn-page"] = picture
        link.attrs["data-pn-size"] = f"{page.width} {page.height}"
        if marks := page.marks.get(quote):
            link.attrs["data-pn-marks"] = ";".join(" ".join(f"{value:g}" for value in mark) for mark in marks)


def _keep_with_text(link: LexborNode) -> None:
    """No line begins with a citation: the space before it doesn't break."""
    before = link.prev
    if before is not None and before.is_text_node:
        text = before.text_content or ""
        if text.strip() and text[-1].isspace():
            before.replace_with(f"{text.rstrip()}\u00a0")


def _dress_figures(tree: LexborHTMLParser, entry: Entry, context: PageContext) -> None:
    """An image that is a paragraph of its own becomes a figure; its alternative text is the caption."""
    words = INTERFACE[entry.language]
    for number, image in enumerate(tree.css("img")):
        source = image.attributes.get("src") or ""
        if not source:  # the gate took its address
            continue
        alt = image.attributes.get("alt") or ""
        name = unquote(source[source.rfind("images/") :])
        if picture := context.pictures.get(name):
            image.attrs["width"], image.attrs["height"] = str(picture.width), str(picture.height)
            # the style sheet reserves the figure's place with these, before it is loaded
            image.attrs["style"] = f"--pn-width:{picture.width};--pn-height:{picture.height}"
        if number:
            image.attrs["loading"] = "lazy"
        image.attrs["decoding"] = "async"
        parent = image.parent
        if parent is None or parent.tag != "p" or parent.text(deep=True).strip() or len(parent.css("img")) != 1:
            continue
        if any(child.tag == "a" for child in parent.iter()):
            continue
        image.attrs["src"] = context.lighter.get(name, source)  # enlarged, it is the original
        # the line below a formula cut out of the paper says its number already
        equation = source.rpartition("/")[2].startswith("eq")
        figure = render("figure.html", image=image.html, source=source, alt=alt, words=words, equation=equation)
        parent.replace_with(_first(figure))


def _wrap_tables(tree: LexborHTMLParser) -> None:
    """A wide table scrolls by itself, also by keyboard, instead of the page."""
    for table in tree.css("table:not([class])"):
        table.attrs["class"] = "pn-data"  # with a class of its own, the theme's script leaves it alone
        box = _first('<div class="pn-table" tabindex="0" role="group"></div>')
        box.insert_child(_first(table.html or ""))
        table.replace_with(box)


def _place_header(tree: LexborHTMLParser, entry: Entry, context: PageContext) -> None:
    words = INTERFACE[entry.language]
    front = entry.front
    values = {
        "entry": entry,
        "front": front,
        "words": words,
        "all_words": INTERFACE,
        "context": context,
        "published": published(entry),
        "authors": front.authors[:_AUTHORS_SHOWN],
        "more_authors": front.authors[_AUTHORS_SHOWN:],
        "comma": "、" if entry.language == "zh" else ", ",
        "bibtex": bibtex(front, entry.slug),
        "known": bool(front.authors),
        "notice": "" if _mark_own_notice(tree, entry) else words.notices.get(_state(entry), ""),
        "state": _state(entry),
    }
    heading = tree.css_first("h1")
    block = tree.css_first("blockquote")
    if front.authors and block is not None and _is_meta_block(block, heading):
        block.decompose()  # the header says the same, from the same values
    if heading is None:
        return
    language = language_of(heading.text())
    if language != entry.language:
        heading.attrs["lang"] = INTERFACE[language].tag
    values |= {"arxiv_url": arxiv_url(entry.front.arxiv), "doi_url": doi_url(entry.front.doi)}
    before, after = render("note_kicker.html", **values), render("note_header.html", **values)
    heading.insert_before(_first(before))
    heading.insert_after(_first(after))


def _state(entry: Entry) -> str:
    """How far the note can be trusted, and whether a person has had a hand in it."""
    return f"edited-{entry.standing}" if entry.edited else entry.standing


def _mark_own_notice(tree: LexborHTMLParser, entry: Entry) -> bool:
    """Dress the paragraph in which an extract says what it is, also on GitHub; whether there is one."""
    first = tree.css_first("h1 ~ p, h1 ~ h2")
    found = (
        entry.standing == "extract"
        and first is not None
        and first.tag == "p"
        and first.child is not None
        and first.child.tag == "strong"
    )
    if found and first is not None:
        first.attrs["class"] = "pn-notice pn-notice--extract"
        first.attrs["role"] = "note"
        if entry.edited:  # what it says of itself is no longer so
            notice = INTERFACE[entry.language].notices[_state(entry)]
            first.replace_with(_first(f'<p class="pn-notice pn-notice--extract" role="note">{escape(notice)}</p>'))
    return found


def _is_meta_block(block: LexborNode, heading: LexborNode | None) -> bool:
    earlier = block.prev
    while earlier is not None and not earlier.is_element_node:
        earlier = earlier.prev
    return heading is not None and earlier is not None and earlier.tag == "h1" and len(block.css("strong")) >= 3


def _first(html: str) -> LexborNode:
    """The one element that a piece of HTML consists of."""
    node = LexborHTMLParser(html.strip(), is_fragment=True).root
    assert node is not None, html
    return node
