"""What a paper prints about itself: title, authors, abstract, language, year, venue, arXiv id, DOI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paper_notes.language.identify import Language, language_of
from paper_notes.paper.front.abstract import NO_NAMES, Abstract, abstract_of, is_prose, label_of
from paper_notes.paper.front.authors import authors_of, share_of_names
from paper_notes.paper.front.cover import Opening
from paper_notes.paper.front.imprint import imprint_of
from paper_notes.paper.front.title import Title, title_of
from paper_notes.paper.front.zones import Zone
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.model import Metadata
from paper_notes.paper.pdf.pages import Line, Page
from paper_notes.paper.text.headings import Heading
from paper_notes.paper.text.roles import known_heading
from paper_notes.paper.text.sentences import Vocabulary

LANGUAGE_PAGES = 12
"""Pages whose text tells a paper's language."""


def metadata_of(
    layout: Layout,
    opening: Opening,
    headings: Sequence[Heading],
    vocabulary: Vocabulary,
    pdf: Mapping[str, str | None],
) -> tuple[Metadata, Title | None, Abstract]:
    """The metadata, the title with its place, and the abstract with its blocks.

    ``pdf`` is the PDF's own metadata: a witness, never the source.
    """
    language = _language(layout.pages)
    title = title_of(layout, opening, vocabulary, pdf.get("title") or "")
    abstract = abstract_of(
        layout,
        opening,
        title.page if title else 1,
        title.zones if title else (),
        title.box.y1 if title else 0.0,
        vocabulary,
    )
    cover = opening.cover_in(chinese=language == "zh")
    authors = cover.authors if cover else ()
    if title and not authors and title.page not in opening.covers:
        authors = authors_of(_between(layout, headings, title, abstract), pdf.get("author") or "")
    imprint = imprint_of(layout.pages, title)
    return (
        Metadata(
            title.text if title else "",
            authors,
            abstract.text,
            language,
            next((c.year for c in opening.covers.values() if c.year), None) or imprint.year,
            imprint.venue,
            imprint.arxiv,
            imprint.doi,
        ),
        title,
        abstract,
    )


def _language(pages: Sequence[Page]) -> Language:
    return language_of("".join(line.text for page in pages[:LANGUAGE_PAGES] for line in page.lines))


def _between(layout: Layout, headings: Sequence[Heading], title: Title, abstract: Abstract) -> list[Line]:
    """The lines of those zones of the title's page that may hold names: beside or below the title, above the abstract
    and the text or in a column beside them."""
    inside = {id(span) for zone in abstract.zones for row in zone.rows for span in row.spans}
    walls = [zone for zone in title.zones if any(id(span) in inside for row in zone.rows for span in row.spans)]
    sure = {
        id(span)
        for heading in headings
        if heading.page == title.page and (heading.scheme or known_heading(heading.title))
        for row in layout.blocks[heading.block].rows
        for span in row.spans
    }
    below = [zone for zone in title.zones if zone.box.y0 > title.box.y1]
    walls += [zone for zone in below if any(id(span) in sure for span in zone.rows[0].spans) or _is_text(zone)]
    own = {id(zone) for zone in (*title.own, *walls)}
    found: list[Zone] = []
    for zone in title.zones:
        if id(zone) in own or zone.box.y0 < title.box.y1 - 0.3 * title.size or NO_NAMES.match(zone.text):
            continue
        if any(_stands_below(zone, wall) for wall in walls):
            continue
        found.append(zone)
    # a side column holds editors, citations and licences, in type of its own: it is looked at when no names stand
    # below the title, or when they are set like those
    under = [zone for zone in found if min(zone.box.x1, title.box.x1) > max(zone.box.x0, title.box.x0) + zone.size]
    styles = {_style(zone) for zone in under if share_of_names(zone.lines) > 0.5}
    return [line for zone in found if zone in under or not styles or _style(zone) in styles for line in zone.lines]


def _style(zone: Zone) -> tuple[str, int]:
    return zone.rows[0].font, round(2 * zone.size)


def _stands_below(zone: Zone, wall: Zone) -> bool:
    common = min(zone.box.x1, wall.box.x1) - max(zone.box.x0, wall.box.x0)
    return zone.box.y0 > wall.box.y0 and common > 0


def _is_text(zone: Zone) -> bool:
    """Whether the zone is a paragraph of the paper rather than names and addresses, or opens the abstract."""
    if label_of(zone.rows[0]) or known_heading(zone.text):
        return True
    return len(zone.rows) > 3 and is_prose(zone)
