"""Builds a collection of real papers twice and measures it: ``python benchmarks/build.py FOLDER_OF_PDFS``.

Prints wall time and peak memory (proportional set size summed over the process tree, sampled) of the first build,
then the median time of unchanged rebuilds beside plain Material on the same Markdown, images and PDFs, alternating in
the same run. Fails when the second build opens a PDF or writes a file of the collection.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

CONFIG = """\
site_name: Benchmark
site_url: https://notes.example/
theme: {{name: material, font: false}}
docs_dir: {docs}
plugins: {plugins}
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables]
"""


def run(site: Path) -> tuple[float, int, str]:
    """One ``mkdocs build``: seconds, peak PSS in bytes over all its processes, and what it printed."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak))
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        sys.exit(f"mkdocs build failed in {site}:\n{output}")
    return seconds, peak[0], output


def _watch(pid: int, peak: list[int]) -> None:
    """Sample the proportional set size of a process and its descendants, ten times a second."""
    while psutil.pid_exists(pid):
        total = 0
        try:
            root = psutil.Process(pid)
            if root.status() == psutil.STATUS_ZOMBIE:
                return
            for process in [root, *root.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
        except psutil.NoSuchProcess:
            return
        peak[0] = max(peak[0], total)
        time.sleep(0.1)


def files(root: Path) -> dict[str, tuple[int, int]]:
    """Modification time and size of every file below a folder."""
    return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(root.rglob("*")) if p.is_file()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="build here and leave it")
    args = parser.parse_args()
    os.environ["PAPER_NOTES_WRITE"] = "missing"
    work = args.keep or Path(tempfile.mkdtemp(prefix="paper-notes-benchmark-"))
    site, plain = work / "site", work / "plain"
    for root in (site, plain):
        (root / "docs").mkdir(parents=True)
        (root / "docs" / "index.md").write_text("# Home\n")
    (site / "mkdocs.yml").write_text(CONFIG.format(docs="docs", plugins="[search, {paper-notes: {writer: extract}}]"))
    (plain / "mkdocs.yml").write_text(CONFIG.format(docs="docs", plugins="[search]"))
    for pdf in sorted(args.pdfs.glob("*.pdf")):
        folder = site / "paper-notes" / pdf.stem
        folder.mkdir(parents=True)
        shutil.copy(pdf, folder / "paper.pdf")

    seconds, peak, output = run(site)
    notes = len(list(site.glob("paper-notes/*/README.md")))
    images = len(list(site.glob("paper-notes/*/images/*.png")))
    print(output.strip())
    print(f"first build: {seconds:.1f} s, peak {peak / 2**20:.0f} MiB, {notes} notes, {images} images")

    shutil.copytree(site / "paper-notes", plain / "docs" / "paper-notes")
    before = files(site / "paper-notes") | files(site / ".cache")
    ours, theirs = [], []
    for _ in range(args.rounds):
        theirs.append(run(plain)[0])
        ours.append(run(site)[0])
    if files(site / "paper-notes") | files(site / ".cache") != before:
        sys.exit("an unchanged build wrote files")
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"unchanged build: {a:.2f} s, plain Material {b:.2f} s, ratio {a / b:.2f} (medians of {args.rounds})")
    if not args.keep:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
