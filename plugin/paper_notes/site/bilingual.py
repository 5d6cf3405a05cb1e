"""A note in two languages side by side: Markdown whose blocks stand in pairs.

Sections are paired by what they are (TL;DR, overview, method …), blocks inside a section by their kind and order, so
that a figure stands beside the same figure when one language has a paragraph more before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from paper_notes.note.outline import Part, outline
from paper_notes.note.sections import section_key
from paper_notes.site.entry import Entry
from paper_notes.site.interface import INTERFACE

_HEADINGS = {"h1", "h2"}
_LONGEST_ALIGNED = 1_000
"""Parts of one section."""


def side_by_side(left: Entry, right: Entry) -> str:
    """The Markdown (with HTML around it, for ``md_in_html``) of both notes, block beside block.

    The meta blocks are left out; the notes' own pages show what they say.
    """
    rows = [
        _row(left, _first_heading(left), right, _first_heading(right)),
        *(
            _row(left, one, right, two)
            for mine, yours in _paired_sections(_sections(left.body), _sections(right.body))
            for one, two in _paired_blocks(mine, yours)
        ),
    ]
    return "\n\n".join(rows) + "\n"


def _first_heading(entry: Entry) -> Part | None:
    return next((block for block in outline(entry.body).parts if block.kind == "h1"), None)


def _sections(body: str) -> list[tuple[str, list[Part]]]:
    """Key and blocks of each section; the key of one that isn't known is its heading, of what stands before, ""."""
    found: list[tuple[str, list[Part]]] = [("", [])]
    for block in outline(body).parts:
        if block.kind in _HEADINGS:
            title = block.title
            found.append((section_key(title) or title, [block]))
        else:
            found[-1][1].append(block)
    return [(key, part) for key, part in found if part and part[0].kind == "h2"]


def _paired_sections(
    left: list[tuple[str, list[Part]]], right: list[tuple[str, list[Part]]]
) -> Iterator[tuple[list[Part], list[Part]]]:
    return (
        (left[i][1] if i is not None else [], right[j][1] if j is not None else [])
        for i, j in _aligned([key for key, _ in left], [key for key, _ in right])
    )


def _paired_blocks(left: list[Part], right: list[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    return (
        (left[i] if i is not None else None, right[j] if j is not None else None)
        for i, j in _aligned([block.kind for block in left], [block.kind for block in right])
    )


def _aligned(left: list[str], right: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of places; equal values are paired in order, what lies between them place by place.

    Longer lists are paired place by place throughout: finding equal ones takes the product of their lengths.
    """
    if max(len(left), len(right)) > _LONGEST_ALIGNED:
        yield from (
            (i if i < len(left) else None, i if i < len(right) else None) for i in range(max(len(left), len(right)))
        )
        return
    for _, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for step in range(max(b - a, d - c)):
            yield (a + step if a + step < b else None, c + step if c + step < d else None)


def _row(left: Entry, mine: Part | None, right: Entry, yours: Part | None) -> str:
    cells = [
        f'<div lang="{INTERFACE[entry.language].tag}" markdown="1">\n\n{block.source if block else ""}\n\n</div>'
        for entry, block in ((left, mine), (right, yours))
    ]
    return '<div class="pn-pair" markdown="1">\n' + "\n".join(cells) + "\n</div>"
