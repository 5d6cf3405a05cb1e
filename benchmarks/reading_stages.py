"""Time a page, paper by paper, beside the floor of plain ``page.get_text("dict")`` on the same pages.

    python benchmarks/reading_stages.py PAPERS_DIR [--crops] [--repeat 3]

CPU milliseconds a page, the median of the repetitions: ``dict`` is the floor, ``pages`` is text and graphics,
``figures`` is captions and regions, ``read`` is the whole paper as ``read --json`` has it, ``crops`` are its pictures
at 200 dpi. The last row is the median over born-digital papers.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from paper_notes.paper.figures.crops import render_crop
from paper_notes.paper.figures.find import find_figures
from paper_notes.paper.layout.document import find_layout
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.pages import interpret, read_page
from paper_notes.paper.reader import read_document

DPI = 200


def main() -> None:
    """Print a row a paper, and the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--crops", action="store_true")
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    columns = ["dict", "pages", "figures", "read", *(["crops"] if args.crops else [])]
    print(f"{'ms a page':32}", *(f"{name:>8}" for name in columns), f"{'read/dict':>10}")
    rows = []
    for path in sorted(args.papers.glob("*.pdf")):
        with pymupdf.open(path) as document:
            if not any(page.get_text() for page in document.pages()):
                continue  # a scan: Tesseract's time, not ours
        row = [
            statistics.median(times) for times in zip(*(_times(path, args) for _ in range(args.repeat)), strict=True)
        ]
        rows.append(row)
        print(f"{path.stem[:32]:32}", *(f"{value:8.1f}" for value in row), f"{row[3] / row[0]:10.2f}")
    if rows:
        medians = [statistics.median(column) for column in zip(*rows, strict=True)]
        ratio = statistics.median(row[3] / row[0] for row in rows)
        print(f"{'median':32}", *(f"{value:8.1f}" for value in medians), f"{ratio:10.2f}")


def _times(path: Path, args: argparse.Namespace) -> list[float]:
    """Milliseconds a page of each stage, each on a freshly opened document."""
    times = []
    with pymupdf.open(path) as document:
        count = document.page_count
        times.append(_spent(lambda: [page.get_text("dict") for page in document.pages()]))
    with pymupdf.open(path) as document:
        times.append(_spent(lambda: [read_page(interpret(page)) for page in document.pages()]))
        pages = [read_page(interpret(page)) for page in document.pages()]
        times.append(_spent(lambda: find_figures(document, find_layout(pages))))
    with pymupdf.open(path) as document:
        times.append(_spent(lambda: read_document(document, "")))
    if args.crops:
        with pymupdf.open(path) as document:
            figures = read_document(document, "").figures
            times.append(_spent(lambda: [render_crop(document, f.page, f.box, DPI) for f in figures]))
    return [1000 * spent / count for spent in times]


def _spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
