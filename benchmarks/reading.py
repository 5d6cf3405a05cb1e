"""How long reading takes: milliseconds a page for each paper of a folder, in one process, beside the floor.

The floor is MuPDF's own ``page.get_text("dict")`` on the same pages, measured right before; on a busy machine look
at the ratio. Nothing is rendered. Scans are left out: OCR is Tesseract's time.

    python benchmarks/reading.py FOLDER
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import msgspec
import pymupdf

from paper_notes.errors import PaperError
from paper_notes.paper.public import public
from paper_notes.paper.reader import read_paper


def floor(path: Path) -> float:
    """CPU seconds of ``get_text("dict")`` on all pages."""
    with pymupdf.open(path) as document:
        start = time.process_time()
        for page in document:
            page.get_text("dict")
        return time.process_time() - start


def reading(path: Path) -> tuple[float, int]:
    """CPU seconds of reading the paper to its public JSON, and its pages; 0 pages for what needs OCR."""
    start = time.process_time()
    paper = read_paper(path)
    msgspec.json.encode(public(paper))
    seconds = time.process_time() - start
    return seconds, paper.pages if not any("OCR" in problem.message for problem in paper.problems) else 0


def is_scan(path: Path) -> bool:
    """Whether the first page has no text."""
    with pymupdf.open(path) as document:
        return not document[0].get_text().strip()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    rows = []
    for path in sorted(arguments.folder.glob("*.pdf")):
        try:
            if is_scan(path):
                continue
            runs = [(floor(path), *reading(path)) for _ in range(arguments.rounds)]
        except (PaperError, RuntimeError) as error:
            print(f"{path.name}: {error}")
            continue
        pages = runs[0][2]
        if not pages:
            continue
        least = min(run[0] for run in runs) / pages * 1000
        took = min(run[1] for run in runs) / pages * 1000
        rows.append((took, least))
        print(
            f"{path.stem[:40]:40} {pages:4} pages {took:7.1f} ms a page, floor {least:5.1f}, ratio {took / least:4.1f}"
        )
    if rows:
        took, least = (statistics.median(column) for column in zip(*rows, strict=True))
        print(
            f"{'median':40} {len(rows):4} papers {took:6.1f} ms a page, floor {least:5.1f}, ratio {took / least:4.1f}"
        )


if __name__ == "__main__":
    main()
