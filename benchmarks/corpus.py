"""How a large corpus is handled: ``python benchmarks/corpus.py [--records 1000000] [--kills 10] [--folder DIR]``.

Makes a corpus (see corpus_text.py), checks it with the command and with a loop of json.loads beside it, indexes and
embeds it, kills runs that embed, and searches: rates, memory of all processes, sizes on disk, recall of the index of
vectors against comparing all of them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import psutil

from corpus_text import write_corpus
from paper_notes.finding.embedding import open_vectors
from paper_notes.finding.searching import open_searcher

COMMAND = [sys.executable, "-m", "paper_notes", "corpus"]
QUERIES = 100


def run(*arguments: str) -> tuple[float, int]:
    """Run a command on the corpus; returns seconds and the most memory (bytes) that all its processes had of their own
    at once."""
    start, most = time.perf_counter(), 0
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [watched, *watched.children(recursive=True)]
            most = max(most, sum(each.memory_full_info().uss for each in family))
        except psutil.Error:
            pass
        time.sleep(0.2)
    if process.returncode:
        sys.exit(f"{arguments[0]} ended with {process.returncode}")
    return time.perf_counter() - start, most


def plain_check(path: Path) -> float:
    """The seconds that the plain way takes: a line at a time, json.loads, what is empty, what is double, the years."""
    start = time.perf_counter()
    empty: Counter[str] = Counter()
    years: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    seen, doubled = set(), 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            for name in ("id", "title", "abstract", "authors"):
                if not str(record.get(name) or "").strip():
                    empty[name] += 1
            doubled += record["id"] in seen
            seen.add(record["id"])
            years[record.get("update_date", "")[:4]] += 1
            categories.update(record.get("categories", "").split())
    return time.perf_counter() - start


def size(folder: Path) -> int:
    """Bytes of a file or of all files of a folder."""
    if folder.is_file():
        return folder.stat().st_size
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def digest(index: Path) -> str:
    """A digest of what is stored: identifiers and vectors, in order."""
    found = hashlib.sha256()
    for shard in open_vectors(index / "vectors")[1].shards():
        found.update("\n".join(shard.ids).encode() + b"\n")
        found.update(np.ascontiguousarray(shard.title).tobytes() + np.ascontiguousarray(shard.abstract).tobytes())
    return found.hexdigest()


def kills(corpus: Path, index: Path, times: int, seconds: float, seed: int = 1) -> str:
    """Kill runs that embed, then let one end; returns the digest of what it left."""
    moments = random.Random(seed)
    shutil.rmtree(index, ignore_errors=True)
    for number in range(times):
        process = subprocess.Popen(
            [*COMMAND, "embed", str(corpus), "--index", str(index)], stdout=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(moments.uniform(0.3, 1.0) * seconds if number else 0.95 * seconds)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        held = len(open_vectors(index / "vectors")[1]) if (index / "vectors" / "run.json").exists() else 0
        print(f"  kill {number + 1}: {held:,} vectors on disk", flush=True)
    run("embed", str(corpus), "--index", str(index))
    return digest(index)


def search(index: Path) -> None:
    """Times of a query in one process, and the recall of the index of vectors."""
    start = time.perf_counter()
    searcher = open_searcher(index)
    print(f"opened in {time.perf_counter() - start:.2f} s")
    rows = np.random.default_rng(2).integers(0, len(searcher.shelf), QUERIES).tolist()
    queries = [" ".join(searcher.shelf.record(row).abstract.split()[:8]) for row in rows]
    for mode in ("words", "meaning", "both"):
        times = []
        for query in queries:
            start = time.perf_counter()
            searcher.search(query, mode)
            times.append(time.perf_counter() - start)
        low, middle, high = np.percentile(times, [5, 50, 95]) * 1000
        print(f"search by {mode}: p50 {middle:.0f} ms, p5 {low:.0f}, p95 {high:.0f}")
    if searcher.neighbours is None:
        print("all vectors are compared: recall 1")
        return
    found = 0
    exact = open_searcher(index)
    exact.neighbours = None
    for query in queries:
        one, other = ({hit.row for hit in each.search(query, "meaning")} for each in (searcher, exact))
        found += len(one & other)
    print(f"recall@10 of the index of vectors: {found / 10 / QUERIES:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--kill-records", type=int, default=60_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--folder", type=Path, help="keep the corpus and its index here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        corpus, index = folder / f"{args.records}.jsonl", folder / f"{args.records}.index"
        if not corpus.exists():
            write_corpus(corpus, args.records)
        print(f"{args.records:,} records, {size(corpus) / 1e6:,.0f} MB, {psutil.getloadavg()[0]:.1f} load", flush=True)
        taken, memory = run("check", str(corpus))
        plain = plain_check(corpus)
        print(
            f"check: {args.records / taken:,.0f} records/s, plain {args.records / plain:,.0f}, "
            f"ratio {plain / taken:.2f}, {memory / 1e6:,.0f} MB",
            flush=True,
        )
        taken, memory = run("embed", str(corpus), "--index", str(index))
        print(f"index and embed: {args.records / taken:,.0f} records/s, {memory / 1e6:,.0f} MB", flush=True)
        for part in sorted(index.iterdir()):
            print(f"  {part.name}: {size(part) / 1e6:,.1f} MB")
        search(index)
        if args.kills:
            small, whole, killed = folder / "kill.jsonl", folder / "whole.index", folder / "killed.index"
            write_corpus(small, args.kill_records)
            taken, _ = run("embed", str(small), "--index", str(whole))
            same = kills(small, killed, args.kills, taken) == digest(whole)
            print(f"after {args.kills} kills: {'the same vectors' if same else 'OTHER vectors'} as undisturbed")


if __name__ == "__main__":
    main()
