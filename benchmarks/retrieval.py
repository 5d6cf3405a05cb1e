"""How well records are found: nDCG@10 and recall@100 of words, meaning and both on collections with judgements.

    python benchmarks/retrieval.py FOLDER...

Each folder holds corpus.jsonl, queries.jsonl and qrels.tsv in BEIR's form.
"""

import json
import math
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np

from paper_notes.finding.embedders import LSA, EmbedderOptions
from paper_notes.finding.embedding import Work, embed, join_vectors, open_run
from paper_notes.finding.indexing import index_corpus
from paper_notes.finding.searching import Searcher, open_searcher
from paper_notes.finding.source import Source, open_source
from paper_notes.finding.store import open_store

MODES = ("words", "meaning", "both")


def main(folders: list[Path]) -> None:
    print(f"{'collection':<14}" + "".join(f"{mode:>22}" for mode in MODES))
    for folder in folders:
        queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]
        judged: dict[str, dict[str, float]] = defaultdict(dict)
        for line in (folder / "qrels.tsv").read_text().splitlines()[1:]:
            query, record, gain = line.split("\t")
            judged[query][record] = float(gain)
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        with tempfile.TemporaryDirectory() as name:
            searcher = searcher_of(open_source(folder / "corpus.jsonl"), Path(name))
            for query in queries:
                for mode in MODES if query["_id"] in judged else ():
                    hits = [hit.record.id for hit in searcher.search(query["text"], mode, limit=100)]
                    found[mode].append(measure(hits, judged[query["_id"]]))
        row = "".join(f"{np.mean([m[0] for m in f]):>14.4f} {np.mean([m[1] for m in f]):.4f} " for f in found.values())
        print(f"{folder.name:<14}{row}")


def searcher_of(source: Source, folder: Path) -> Searcher:
    """The index of a collection, with the vectors of the built-in analysis."""
    manifest = index_corpus(source, folder)
    work = Work(folder, (manifest.size, manifest.changed), EmbedderOptions(LSA))
    open_run(work, "npz")
    store = open_store(folder / "vectors", "npz")
    embed(work, store)
    join_vectors(store, folder)
    return open_searcher(folder)


def measure(hits: list[str], gains: dict[str, float]) -> tuple[float, float]:
    """nDCG@10 with gains as they are, and recall@100."""
    got = sum(gains.get(hit, 0.0) / math.log2(place + 2) for place, hit in enumerate(hits[:10]))
    best = sum(gain / math.log2(place + 2) for place, gain in enumerate(sorted(gains.values(), reverse=True)[:10]))
    return got / best, sum(hit in gains for hit in hits) / len(gains)


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
