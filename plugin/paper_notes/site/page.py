"""A note's page: from the HTML of its Markdown to the page that readers see.

Header with the paper's data, figures with captions, citations that know their page, related notes. Works on the page's
content before the search index is made, so that authors, tags and captions are found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from paper_notes.language.identify import language_of
from paper_notes.language.whole_numbers import capped
from paper_notes.note.evidence import CitedPassage, NoteEvidence
from paper_notes.note.identifiers import arxiv_url, doi_url
from paper_notes.site.bibtex import bibtex
from paper_notes.site.cited_pages import CitedPage
from paper_notes.site.entry import Entry
from paper_notes.site.foreign import mark_foreign
from paper_notes.site.index import published
from paper_notes.site.interface import INTERFACE, Interface
from paper_notes.site.pictures import ShownPicture
from paper_notes.site.templates import render

_CITED = re.compile(r"(?:^|/)paper\.pdf#page=(\d+)$")
_QUOTED = re.compile(r"[“„\"]([^“”„\"]{3,600})[”\"][\s,.;:，。；：、(（\[]*$|「([^「」]{3,600})」[\s，。；：、（]*$")
_PAGE_NUMBER = re.compile(r"pp?\.\s*\d+(?:[–-]\d+)?")
_QUOTED_WITHIN = 800
"""Characters before a citation in which the quotation that it vouches for begins."""
_EXTRACT = re.compile(r"\bextract\b|摘录", re.I)
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
    place it is for; ``evidence`` is what was decided of the note's claims.
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
    evidence: NoteEvidence | None = None


def quoted_passages(html: str, evidence: NoteEvidence | None = None) -> dict[int, list[str]]:
    """The cited pages of a note's HTML, with the passages that are to be marked on each: those that are quoted right
    before a citation, and those that its claim rests on.

    A quotation is text in quotation marks before the citation, or a block quote that the citation stands in.
    """
    wanted: dict[int, list[str]] = {}
    for page, _, quote in _citations(LexborHTMLParser(html, is_fragment=True)):
        passages = wanted.setdefault(page, [])
        if quote and quote not in passages:
            passages.append(quote)
    for behind in evidence.cited if evidence else ():
        if behind.passage and behind.page in wanted and behind.passage not in wanted[behind.page]:
            wanted[behind.page].append(behind.passage)
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
    found = _citations(tree)
    behind = _behind([number for number, _, _ in found], context.evidence)
    for (number, link, quote), passage in zip(found, behind, strict=True):
        link.attrs["type"] = "application/pdf"
        link.attrs["title"] = words.page_preview.format(number)
        page, picture = context.cited.get(number), context.page_pictures.get(number)
        if page is None or not picture:
            continue
        link.attrs["data-pn-page"] = picture
        link.attrs["data-pn-size"] = f"{page.width} {page.height}"
        if passage.standing is not None:
            link.attrs["data-pn-said"] = words.decided[_decided(passage)]
            link.attrs["data-pn-passage"] = passage.passage
        if marks := page.marks.get(quote) or page.marks.get(passage.passage):
            link.attrs["data-pn-marks"] = ";".join(" ".join(f"{value:g}" for value in mark) for mark in marks)


def _behind(pages: list[int], evidence: NoteEvidence | None) -> list[CitedPassage]:
    """What stands behind each citation of a page, given the pages that they lead to.

    The note's citations and the page's come in one order; where a page is cited in another number of places, as when
    the gate left some out, nothing is told of it.
    """
    known: dict[int, list[CitedPassage]] = {}
    for passage in evidence.cited if evidence else ():
        known.setdefault(passage.page, []).append(passage)
    count = Counter(pages)
    turns = {page: iter(held) for page, held in known.items() if len(held) == count[page]}
    return [next(turns[page]) if page in turns else CitedPassage(page) for page in pages]


def _decided(passage: CitedPassage) -> str:
    """The key of what is said of a claim."""
    if passage.standing == "undecided":
        return "undecided" if passage.passage else "nothing"
    return f"{passage.standing} {passage.by}"


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
        "colon": "：" if entry.language == "zh" else ": ",
        "semicolon": "，" if entry.language == "zh" else "; ",
        "counts": _counts(context.evidence, words),
        "bibtex": bibtex(front, entry.slug),
        "known": bool(front.authors),
        "notice": "" if _mark_own_notice(tree, entry) else words.notices.get(entry.state, ""),
        "state": entry.state,
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


def _counts(evidence: NoteEvidence | None, words: Interface) -> list[str]:
    """How many of a note's claims were decided by whom, in words; contradicted ones only where there are any."""
    if evidence is None:
        return []
    counts = {
        "program": evidence.by_program,
        "model": evidence.by_model,
        "contradicted": evidence.contradicted,
        "nobody": evidence.by_nobody,
    }
    return [words.evidence_by[who].format(count) for who, count in counts.items() if count or who != "contradicted"]


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
    if first is not None and _says_unreviewed(first, entry):
        first.decompose()  # a person has, since
    elif found and first is not None:
        first.attrs["class"] = "pn-notice pn-notice--extract"
        first.attrs["role"] = "note"
        if entry.edited:  # what it says of itself is no longer so
            notice = INTERFACE[entry.language].notices[entry.state]
            first.replace_with(_first(f'<p class="pn-notice pn-notice--extract" role="note">{escape(notice)}</p>'))
    return found


def _says_unreviewed(first: LexborNode, entry: Entry) -> bool:
    """Whether a reviewed note still begins with the paragraph in which an extract says what it is."""
    provenance = entry.front.provenance
    strong = first.child
    return (
        entry.standing == "reviewed"
        and provenance is not None
        and provenance.writer.startswith("extract")
        and first.tag == "p"
        and strong is not None
        and strong.tag == "strong"
        and bool(_EXTRACT.search(strong.text()))
    )


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
