"""Typesets paper.pdf from paper.typ and results.json: ``python build.py``.

``python benchmarks/shelf.py --json results.json`` measures the results.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
SCALE = 5
"""Pixels a note in the picture of similarities."""


def similarity_picture(target: Path) -> None:
    """The known papers' similarities, by slug on the left, in shelf order on the right, as a grey PNG."""
    import numpy as np
    import pymupdf

    from paper_notes.site.related import similarities
    from paper_notes.site.shelf import arrange
    from paper_notes.site.terms import NoteText, terms
    from shelf_collections import known_papers

    counts = [terms(NoteText(title=paper.title, summary=paper.english)) for paper in known_papers()]
    similarity = similarities(counts)
    order = arrange(similarity)
    ink = np.minimum(1.0, similarity / 0.3) ** 0.5
    both = [np.kron(panel, np.ones((SCALE, SCALE))) for panel in (ink, ink[np.ix_(order, order)])]
    gap = np.full((len(both[0]), 8 * SCALE), 0.0)
    grey = (255 * (1 - np.hstack([both[0], gap, both[1]]))).astype(np.uint8)
    for left in (0, both[0].shape[1] + gap.shape[1]):  # a frame around each panel
        right = left + both[0].shape[1]
        grey[[0, -1], left:right] = 120
        grey[:, [left, right - 1]] = 120
    height, width = grey.shape
    pymupdf.Pixmap(pymupdf.csGRAY, width, height, grey.tobytes(), False).save(target)


def main() -> None:
    """Draw the picture, typeset the paper."""
    import typst

    sys.path[:0] = [str(REPOSITORY / "plugin"), str(REPOSITORY / "benchmarks")]
    similarity_picture(HERE / "matrix.png")
    typst.compile(
        str(HERE / "paper.typ"),
        output=str(HERE.parent / "paper.pdf"),
        root=str(HERE),
        ignore_system_fonts=True,
        timestamp=datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC),
    )


if __name__ == "__main__":
    main()
