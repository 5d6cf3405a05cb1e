"""Typesets paper.pdf from paper.typ and results.json: ``python build.py``; needs the Noto CJK fonts.

``python benchmarks/chinese_terms.py --json results.json`` measures the results.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
BINS = 60
PIXELS = 9
HIGHEST = 0.45


def agreement_picture(target: Path) -> None:
    """How often two notes have a similarity by words (across) and by pairs (up), as a PNG; darker is more often."""
    import jieba
    import numpy as np
    import pymupdf

    from chinese_terms import WAYS, counted
    from paper_notes.site.related import similarities
    from shelf_collections import known_papers

    jieba.setLogLevel(60)
    papers = known_papers()
    upper = np.triu_indices(len(papers), 1)
    by_words = similarities(counted(papers, WAYS["words of two or more"]))[upper]
    by_pairs = similarities(counted(papers, WAYS["pairs without function characters"]))[upper]
    edges = np.linspace(0, HIGHEST, BINS + 1)
    counts = np.histogram2d(np.minimum(by_pairs, HIGHEST), np.minimum(by_words, HIGHEST), bins=(edges, edges))[0]
    ink = np.log1p(counts) / np.log1p(counts.max())
    grey = np.kron(255 * (1 - ink[::-1]), np.ones((PIXELS, PIXELS))).astype(np.uint8)
    grey[[0, -1], :] = 120
    grey[:, [0, -1]] = 120
    height, width = grey.shape
    pymupdf.Pixmap(pymupdf.csGRAY, width, height, grey.tobytes(), False).save(target)


def main() -> None:
    """Draw the picture, typeset the paper."""
    import typst

    sys.path[:0] = [str(REPOSITORY / "plugin"), str(REPOSITORY / "benchmarks")]
    agreement_picture(HERE / "agreement.png")
    typst.compile(
        str(HERE / "paper.typ"),
        output=str(HERE.parent / "paper.pdf"),
        root=str(HERE.parents[1]),
        timestamp=datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC),
    )


if __name__ == "__main__":
    main()
