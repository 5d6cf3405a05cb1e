"""Kills a first build at random moments and builds again: ``python benchmarks/kill.py FOLDER_OF_PDFS``.

After each ``kill -9`` no README.md may be torn (its digest must fit) and every PNG must be whole; the build after the
last kill must complete.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pymupdf

from paper_notes.note.images import read_mark
from paper_notes.note.store import Owner, owner


def torn(root: Path) -> list[str]:
    """Files that are half written."""
    bad = [str(path) for path in root.glob("*/README.md") if owner(path) is not Owner.MACHINE]
    for path in root.glob("*/images/*.png"):
        if read_mark(path) is None or pymupdf.Pixmap(str(path)).width == 0:
            bad.append(str(path))
    return bad


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    moments = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "paper-notes"
        command = [sys.executable, "-m", "paper_notes", "build", str(root), "--writer", "extract", "--fail-on", "never"]
        for pdf in sorted(args.pdfs.glob("*.pdf")):
            (root / pdf.stem).mkdir(parents=True)
            shutil.copy(pdf, root / pdf.stem / "paper.pdf")
        for number in range(args.kills):
            process = subprocess.Popen(
                command, cwd=temporary, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
            time.sleep(moments.uniform(0.5, 12))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            notes = len(list(root.glob("*/README.md")))
            bad = torn(root)
            print(f"kill {number + 1}: {notes} notes on disk, torn: {bad or 'none'}")
            if bad:
                sys.exit(1)
        done = subprocess.run(command, cwd=temporary, capture_output=True, text=True)
        rests = [str(path) for path in root.rglob("*.tmp")]
        notes = len(list(root.glob("*/README.md")))
        print(f"build after the kills: exit {done.returncode}, {notes} notes, rests: {rests}")
        print(done.stderr[-800:])


if __name__ == "__main__":
    main()
