"""Builds a collection of copies beside plain Material: ``python benchmarks/thousand.py PROJECT [--copies 50]``.

PROJECT is a project of real papers that is built already (``benchmarks/build.py PDFS --keep FOLDER`` leaves one in
FOLDER/site). Its folders are copied, images and PDFs too, and its cache, so that papers are not read again. Plain
Material gets the same Markdown, images and PDFs as pages of its own. Prints seconds and peak memory (PSS over the
process tree) for the first build of the copies, for a rebuild of everything (no ``site/`` and no cache but the papers
read), for unchanged rebuilds and for the rebuild after one edited note under ``mkdocs serve``, each alternating with
plain Material; then what a server would send for the index and for notes (gzip). Takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from build import CONFIG, run

PLAIN = "[search]\nnot_in_nav: '*'\nnav: [index.md]\n"
OURS = "[search, {paper-notes: {writer: extract, fail_on: never}}]"


def make(source: Path, work: Path, copies: int) -> tuple[Path, Path]:
    """The two projects: ours and plain Material's."""
    site, plain = work / "site", work / "plain"
    for root, plugins in ((site, OURS), (plain, PLAIN)):
        (root / "docs").mkdir(parents=True)
        (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
        (root / "mkdocs.yml").write_text(CONFIG.format(docs="docs", plugins=plugins), encoding="utf-8")
    shutil.copytree(source / ".cache" / "paper-notes" / "papers", site / ".cache" / "paper-notes" / "papers")
    for copy in range(copies):
        for folder in sorted((source / "paper-notes").iterdir()):
            shutil.copytree(folder, site / "paper-notes" / f"{folder.name}-{copy}", copy_function=os.link)
    return site, plain


def told(name: str, ours: tuple[float, int], theirs: tuple[float, int]) -> None:
    print(
        f"{name}: {ours[0]:.1f} s, {ours[1] / 2**20:.0f} MiB; plain Material {theirs[0]:.1f} s, "
        f"{theirs[1] / 2**20:.0f} MiB; ratio {ours[0] / theirs[0]:.2f}",
        flush=True,
    )


def rebuild_seconds(project: Path, note: Path, address: str, rounds: int = 3) -> float:
    """Median seconds from saving a note until ``mkdocs serve`` sends the new page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}/{address}"
    server = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = note.read_bytes()
    note.unlink()  # the copies are hard links
    note.write_bytes(before)
    try:
        _wait_for(url, b"", 900)
        times = []
        for turn in range(rounds):
            time.sleep(2)
            word = f"benchmarkword{turn}"
            start = time.perf_counter()
            note.write_bytes(before + f"\n\n{word}\n".encode())
            _wait_for(url, word.encode(), 900)
            times.append(time.perf_counter() - start)
        return statistics.median(times)
    finally:
        server.terminate()
        server.wait()
        note.write_bytes(before)


def _wait_for(url: str, word: bytes, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=seconds) as answer:
                if word in answer.read():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit(f"{url}: no {word!r} in {seconds} s")


def weights(site: Path) -> tuple[int, list[int], list[int]]:
    """Compressed bytes of the index, of each note's page, and of its page with what it loads but pictures."""
    shared: dict[Path, int] = {}

    def weight(file: Path) -> int:
        packed = file.suffix in {".woff", ".woff2", ".webp", ".png", ".jpg"}
        return shared.setdefault(file, file.stat().st_size if packed else len(gzip.compress(file.read_bytes(), 6)))

    def whole(page: Path) -> int:
        html = page.read_text(encoding="utf-8")
        linked = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', html)
        files = {(page.parent / link.split("?")[0]).resolve() for link in linked if "//" not in link}
        return weight(page) + sum(weight(file) for file in files if file.is_file())

    notes = sorted(site.glob("paper-notes/*/index.html"))
    index = min(
        (site / "index.html", site / "paper-notes" / "index.html"),
        key=lambda page: "data-pn-index" not in (page.read_text(encoding="utf-8") if page.is_file() else ""),
    )
    return whole(index), [weight(page) for page in notes], [whole(page) for page in notes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("--copies", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--no-serve", action="store_true")
    args = parser.parse_args()
    os.environ |= {"PAPER_NOTES_WRITE": "missing", "NO_MKDOCS_2_WARNING": "1"}
    work = Path(tempfile.mkdtemp(prefix=".thousand-", dir=args.project.resolve().parent))
    try:
        site, plain = make(args.project, work, args.copies)
        seconds, peak, _ = run(site)
        notes = sum(1 for _ in site.glob("paper-notes/*/README.md"))
        print(f"{notes} notes; first build of the copies: {seconds:.1f} s, {peak / 2**20:.0f} MiB", flush=True)
        shutil.copytree(site / "paper-notes", plain / "docs" / "paper-notes", copy_function=os.link)
        for _ in range(args.rounds):
            theirs = run(plain)[:2]
            told("unchanged", run(site)[:2], theirs)
        shutil.rmtree(site / "site")
        shutil.rmtree(plain / "site")
        for other in (site / ".cache" / "paper-notes").iterdir():
            if other.name != "papers":
                shutil.rmtree(other)
        theirs = run(plain)[:2]
        told("everything anew, papers read", run(site)[:2], theirs)
        index, bare, whole = weights(site / "site")
        middle = statistics.median
        print(f"index {index / 1000:.0f} KB with style sheets and scripts")
        print(
            f"a note's HTML {middle(bare) / 1000:.0f} KB, at most {max(bare) / 1000:.0f} KB; with style sheets and "
            f"scripts {middle(whole) / 1000:.0f} KB, at most {max(whole) / 1000:.0f} KB"
        )
        if not args.no_serve:
            slug = sorted(folder.name for folder in (site / "paper-notes").iterdir())[0]
            ours = rebuild_seconds(site, site / "paper-notes" / slug / "README.md", f"paper-notes/{slug}/")
            theirs = rebuild_seconds(plain, plain / "docs/paper-notes" / slug / "README.md", f"paper-notes/{slug}/")
            print(
                f"one edited note under serve: {ours:.1f} s, plain Material {theirs:.1f} s, ratio {ours / theirs:.2f}"
            )
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
