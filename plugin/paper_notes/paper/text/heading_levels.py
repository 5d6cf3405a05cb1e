"""The level of each heading: by the depth of its number, else by the headings that look alike, else by size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from paper_notes.paper.text.heading_numbers import place
from paper_notes.paper.text.headings import Heading
from paper_notes.paper.text.roles import known_heading, role_of

_ALWAYS_TOP = re.compile(
    r"abstract|introduction|references|bibliography|acknowledge?ments?|appendix|appendices|author contributions"
    r"|competing (financial )?interests"
    r"|conflicts? of interests?|declaration of .*|data availability( statement)?|funding|online methods"
    r"|contents|table of contents"
    r"|摘\s*要|引\s*言|绪\s*论|前\s*言|参\s*考\s*文\s*献|致\s*谢|附\s*录|目\s*录",
    re.I,
)


def levelled(headings: Sequence[Heading]) -> list[Heading]:
    """The headings with their levels."""
    levels = _by_number(headings)
    by_look: dict[object, int] = {}
    for heading in headings:
        if heading.block in levels:
            by_look.setdefault((heading.look, heading.caps), levels[heading.block])
    for heading in headings:
        if heading.block not in levels and _ALWAYS_TOP.fullmatch(heading.title):
            levels[heading.block] = 1
    top = _top_look(headings, levels)
    for heading in headings:
        if heading.block in levels:
            continue
        look = (heading.look, heading.caps)
        if look in by_look:
            levels[heading.block] = by_look[look]
        elif look == top or (top is None and known_heading(heading.title)):
            levels[heading.block] = 1
        elif known_heading(heading.title) and not any(h.scheme for h in headings):
            levels[heading.block] = 1 if _weight(heading) >= _top_weight(headings, levels) else 2
        else:
            levels[heading.block] = 1 if _weight(heading) > 1.05 * _top_weight(headings, levels) else 2
    return [replace(heading, level=levels[heading.block]) for heading in headings]


def _by_number(headings: Sequence[Heading]) -> dict[int, int]:
    schemes = {heading.scheme for heading in headings}
    chapters = "chapter" in schemes
    levels: dict[int, int] = {}
    arabic = [heading for heading in headings if heading.scheme == "arabic"]
    restarts = sum(place(heading.number, "arabic") == 1 for heading in arabic) > 1
    larger = [h for h in headings if not h.scheme and arabic and h.look.size > 1.1 * arabic[0].look.size]
    tops = {heading.look for heading in headings if heading.scheme == "arabic"}
    behind = min((h.block for h in headings if role_of(h.title) in ("references", "appendix")), default=None)
    for heading in headings:
        match heading.scheme:
            case "deep" | "letterdeep":
                levels[heading.block] = heading.number.count(".") + 1
            case "appendix":
                levels[heading.block] = 1
            case "chapter" | "roman" | "han":
                levels[heading.block] = 2 if heading.scheme == "han" and chapters else 1
            case "hanparen":
                levels[heading.block] = 2 if schemes & {"han", "arabic", "chapter"} else 1
            case "letter":
                appended = behind is not None and heading.block > behind
                like_top = "roman" not in schemes and (not tops or heading.look in tops)
                levels[heading.block] = 1 if appended or like_top else 2
            case "arabic":
                if schemes & {"roman", "han", "chapter"}:
                    levels[heading.block] = 3 if schemes & {"letter", "hanparen"} else 2
                else:
                    levels[heading.block] = 2 if restarts and len(larger) > 1 else 1
    return levels


def _top_look(headings: Sequence[Heading], levels: dict[int, int]) -> object | None:
    """How most level-1 headings behind the abstract look."""
    looks = Counter(
        (heading.look, heading.caps)
        for heading in headings
        if (levels.get(heading.block) == 1 or known_heading(heading.title))
        and not re.fullmatch(r"abstract|摘\s*要", heading.title, re.I)
    )
    return looks.most_common(1)[0][0] if looks else None


def _weight(heading: Heading) -> float:
    """Larger and bolder headings weigh more."""
    return heading.look.size + 0.5 * heading.look.bold - 0.5 * heading.look.italic


def _top_weight(headings: Sequence[Heading], levels: dict[int, int]) -> float:
    weights = Counter(_weight(heading) for heading in headings if levels.get(heading.block) == 1)
    return weights.most_common(1)[0][0] if weights else 0.0
