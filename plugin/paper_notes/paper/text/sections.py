"""Blocks to sections: headings with what stands under them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from paper_notes.paper.characters import readable, tidy
from paper_notes.paper.front.abstract import Abstract
from paper_notes.paper.front.bibliography import references_in
from paper_notes.paper.layout.blocks import Block
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.layout.rows import says_bold
from paper_notes.paper.model import Box, Place, Section, SectionRole
from paper_notes.paper.text.heading_numbers import parted
from paper_notes.paper.text.headings import Heading
from paper_notes.paper.text.paragraphs import KEYWORDS, paragraphs_of
from paper_notes.paper.text.roles import role_of
from paper_notes.paper.text.sentences import Vocabulary, text_of_rows

_STATEMENT = re.compile(
    r"(fig|table|theorem|lemma|proof|definition|proposition|corollary|example|remark|claim|algorithm|step|note|q\d|a\d"
    r"|case|property|assumption|hypothesis|input|output|图|表|定理|引理|证明|定义|注|例|解)\b",
    re.I,
)
_LEAD_STOP = re.compile(r"(?<=[a-z]{3})[.:](?=\s+[A-Z])")
_ROLES = re.compile(
    r"(credit )?(authors?.{0,2} )?(credit )?(contributions?|contributorship)( statement)?|credit .*statement"
    r"|abbreviations",
    re.I,
)
"""Sections whose paragraphs begin with what somebody did, or with what is explained: that heads nothing."""
_FEWEST_REFERENCES = 5


@dataclass(slots=True)
class _Group:
    """A section being gathered: ``indices`` are of the layout's blocks, ``cut`` what a run-in heading takes of one."""

    title: str
    number: str
    level: int
    page: int
    role: SectionRole
    indices: list[int] = field(default_factory=list)
    cut: dict[int, int] = field(default_factory=dict)
    places: tuple[Place, ...] = ()


def sections_of(
    layout: Layout,
    headings: Sequence[Heading],
    start: int,
    abstract: Abstract,
    vocabulary: Vocabulary,
    above: Collection[int] = (),
) -> tuple[list[Section], dict[int, int]]:
    """The sections, and for each block that belongs to one the index of its section.

    ``start`` is the block where the text behind title and abstract begins. Text before the first heading is a
    section without a title: papers in letters' style have no "Introduction". So is a list of references that isn't
    headed. ``above`` are blocks of title and authors.
    """
    groups = _groups(layout, headings, start, abstract.blocks, above)
    sections: list[Section] = []
    owner: dict[int, int] = {}
    for group in groups:
        blocks = [layout.blocks[index] for index in group.indices]
        cuts = {id(layout.blocks[index]): length for index, length in group.cut.items()}
        if group.role == "abstract" and abstract.blocks.issuperset(group.indices):
            paragraphs = abstract.paragraphs
        elif group.role == "references":
            paragraphs = ()
        else:
            paragraphs = paragraphs_of(blocks, vocabulary, layout.body_size, cuts)
        if not group.title and group.role == "introduction" and sum(len(p.sentences) for p in paragraphs) < 3:
            continue
        owner.update(dict.fromkeys(group.indices, len(sections)))
        sections.append(
            Section(group.title, group.number, group.level, group.page, group.role, paragraphs, group.places)
        )
    return sections, owner


def _groups(
    layout: Layout, headings: Sequence[Heading], start: int, abstract: Collection[int], above: Collection[int]
) -> list[_Group]:
    heads = {heading.block: heading for heading in headings}
    groups: list[_Group] = []
    appendix = False
    bare = _bare_references(layout, heads)
    for index in range(min([start, *heads, *abstract]), len(layout.blocks)):
        block = layout.blocks[index]
        if index in heads:
            heading = heads[index]
            role = "appendix" if heading.scheme == "appendix" else role_of(heading.title)
            appendix = appendix or role == "appendix"
            if appendix and role == "other" and heading.level == 1:
                role = "appendix"
            group = _Group(heading.title, heading.number, heading.level, heading.page, role)
            group.places = tuple(Place(row.page, _rounded(row.box)) for row in block.rows)
            groups.append(group)
        elif index in abstract:
            if groups and groups[-1].title and not groups[-1].indices:
                groups[-1].role = "abstract"  # under "Summary", for instance
            elif not groups or groups[-1].role != "abstract":
                groups.append(_Group("", "", 1, block.page, "abstract"))
            groups[-1].indices.append(index)
        elif index in bare:
            if groups and groups[-1].role != "references":
                groups.append(_Group("", "", 1, block.page, "references"))
            groups[-1].indices.append(index)
        elif index in above or KEYWORDS.match(block.text) or (index < start and not groups):
            continue
        else:
            if not groups or (groups[-1].role == "abstract" and abstract):
                groups.append(_Group("", "", 1, block.page, "introduction"))
            _add(groups, index, block, behind_list=bool(bare) and index > max(bare))
    return groups


def _rounded(box: Box) -> Box:
    return Box(*(round(value, 1) for value in box))


def _add(groups: list[_Group], index: int, block: Block, *, behind_list: bool) -> None:
    """Put the block into the last group; a heading that runs in opens a group of its own below the last headed one.
    In a list of references nothing does, nor where roles of authors or abbreviations are told."""
    group = groups[-1]
    above = next((g for g in reversed(groups) if not g.cut), group)
    listed = group.role == "references" and not behind_list
    headed = block.kind in ("text", "item") and not listed and not _ROLES.fullmatch(above.title)
    title = run_in(block) if headed else ""
    if title:
        number = parted(title)
        name = number.title.strip(" .:：—–-")
        role = role_of(name)
        group = _Group(name, number.text, min(max(above.level + 1, 2), 4), block.page, role, cut={index: len(title)})
        group.places = text_of_rows(block.rows[:1], Vocabulary()).places(0, len(title))
        groups.append(group)
    group.indices.append(index)


def run_in(block: Block) -> str:
    """A heading that the paragraph begins with, in bold, or in italics up to a stop; "" when there is none."""
    row = block.rows[0]
    if row.bold and len(block.rows) > 1 and block.rows[1].bold:
        return ""
    for slanted in (False, True):
        lead = ""
        rest = ""
        for span in row.spans:
            marked = span.italic and not span.bold if slanted else span.bold or says_bold(span.font)
            if not rest and (marked or not span.text.strip()):
                lead += span.text
            else:
                rest += span.text
        title = _first_of(tidy(readable(lead)))
        words = title.split()
        if not words or not 2 <= len(title) <= 70 or len(words) > 9 or _STATEMENT.match(title):
            continue
        if slanted and not title.endswith((".", ":", "：", "—", "–")):
            continue
        goes_on = sum(map(str.isalpha, rest)) > 3 or len(block.rows) > 1
        opens = parted(title).title[:1]
        if goes_on and rest.strip() and opens.isalpha() and not opens.islower() and row.text.startswith(title):
            return title
    return ""


def _first_of(lead: str) -> str:
    """The lead up to its first stop behind the number: what follows may be set alike, as the names of species are."""
    behind = len(lead) - len(parted(lead).title) if parted(lead).scheme else 0
    stop = _LEAD_STOP.search(lead, behind)
    return lead[: stop.start() + 1] if stop else lead


def _bare_references(layout: Layout, heads: dict[int, Heading]) -> set[int]:
    """Blocks of a list of references that stands under no heading of its own, or goes on behind other headings: on the
    page that it begins on, statements may be set below it or beside it."""
    own = [index for index, heading in heads.items() if role_of(heading.title) == "references"]
    first = min(own, default=0)
    found: set[int] = set()
    run: list[int] = []
    entries = 0.0
    for index in range(first, len(layout.blocks) + 1):
        block = layout.blocks[index] if index < len(layout.blocks) else None
        held = references_in(block) if block is not None and index not in heads else 0
        if held:
            run.append(index)
            entries += held
        elif block is None or index in heads or not (run and _may_belong(block)):
            if entries >= _FEWEST_REFERENCES:
                found |= set(range(run[0], run[-1] + 1))
            run, entries = [], 0.0
    return found - set(heads)


def _may_belong(block: Block) -> bool:
    """Whether the block may be a part of an entry, or stand between two."""
    return block.kind in ("footnote", "aside", "item") or len(block.text) < 160
