"""What is stamped on the pages of a document: the same words in the very same place of most of them.

A database's mark may stand between the rows of the text, the line along which a thesis is bound beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from paper_notes.paper.labels import match_label
from paper_notes.paper.pdf.pages import Line, Page

STAMPED, FEWEST_STAMPED = 0.5, 4
"""Share of the pages, and pages, on which a text stands in the very same place that is stamped on them."""


def stamps_of(pages: Sequence[Page]) -> frozenset[tuple[str, int, int]]:
    """Words and places (see :func:`place_of`) that most pages have in common; a caption is none."""
    enough = max(FEWEST_STAMPED, STAMPED * len(pages))
    counts: Counter[tuple[str, int, int]] = Counter()
    if len(pages) >= enough:
        for page in pages:
            counts.update({place_of(line) for line in page.lines if not line.blank})
    return frozenset(stamp for stamp, count in counts.items() if count >= enough and match_label(stamp[0]) is None)


def place_of(line: Line) -> tuple[str, int, int]:
    """What a line says and where it begins, to the nearest point."""
    return line.text.strip()[:80], round(line.box.x0), round(line.box.y0)
