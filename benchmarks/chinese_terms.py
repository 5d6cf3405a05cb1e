"""The figures of the paper on comparing Chinese notes without a dictionary: ``python benchmarks/chinese_terms.py``.

Times and memory (as Linux tells it) are of this machine; all other figures are the same everywhere for one version
of jieba.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import jieba
import numpy as np

from paper_notes.site.related import similarities
from paper_notes.site.terms import NoteText, terms
from shelf_collections import KnownPaper, citations, known_papers

HAN = re.compile(r"[\u4e00-\u9fff]+")
TERMS = Path(__file__).parent / "data" / "chinese_terms.txt"
DRAWS = 5000


def runs(text: str) -> list[str]:
    """The unbroken runs of Chinese characters."""
    return HAN.findall(text)


def grams(text: str, size: int) -> list[str]:
    """Overlapping groups of ``size`` characters."""
    return [run[i : i + size] for run in runs(text) for i in range(len(run) - size + 1)]


def words(text: str, shortest: int, search: bool = False) -> list[str]:
    """Words by jieba's dictionary, of at least ``shortest`` characters."""
    cut = jieba.cut_for_search if search else jieba.cut
    return [word for word in cut(text) if len(word) >= shortest and HAN.fullmatch(word)]


def ours(text: str) -> list[str]:
    """The pairs that the program compares: none with a function character."""
    return [term for term, count in terms(NoteText(body=text)).items() if not term.isascii() for _ in range(count)]


WAYS: dict[str, Callable[[str], list[str]]] = {
    "characters": lambda text: grams(text, 1),
    "pairs": lambda text: grams(text, 2),
    "pairs without function characters": ours,
    "triples": lambda text: grams(text, 3),
    "characters and pairs": lambda text: grams(text, 1) + grams(text, 2),
    "words": lambda text: words(text, 1),
    "words of two or more": lambda text: words(text, 2),
    "words, search mode": lambda text: words(text, 2, search=True),
    "words and pairs": lambda text: words(text, 2) + ours(text),
}


def counted(papers: list[KnownPaper], way: Callable[[str], list[str]]) -> list[Counter[str]]:
    """Chinese terms by one way; the English words within the sentence count the same in all."""
    counts = []
    for paper in papers:
        latin = {t: c for t, c in terms(NoteText(body=paper.chinese)).items() if t.isascii()}
        counts.append(Counter(way(paper.chinese)) + Counter(latin))
    return counts


def ranks(papers: list[KnownPaper], similarity: np.ndarray) -> np.ndarray:
    """For each citation, asked for from both ends: the rank (from 0) of the other end."""
    rank = np.argsort((-similarity).argsort(axis=1, kind="stable"), axis=1)
    return np.array([[rank[a, b], rank[b, a]] for a, b in citations(papers)])


def scores(papers: list[KnownPaper], similarity: np.ndarray) -> dict[str, float]:
    """Share of citations found, mean reciprocal rank, share of the five nearest in the same area."""
    found = ranks(papers, similarity).ravel()
    areas = np.array([paper.area for paper in papers])
    nearest = (-similarity).argsort(axis=1, kind="stable")[:, :5]
    return {
        "at5": float((found < 5).mean()),
        "at10": float((found < 10).mean()),
        "mrr": float((1 / (1 + found)).mean()),
        "area": float((areas[nearest] == areas[:, None]).mean()),
    }


def interval(papers: list[KnownPaper], one: np.ndarray, other: np.ndarray) -> dict[str, float]:
    """Difference of the shares found among ten, with the 95 % bootstrap interval over papers that cite."""
    row = [a for a, _ in citations(papers)]
    gain = ((ranks(papers, one) < 10).mean(axis=1) - (ranks(papers, other) < 10).mean(axis=1)).tolist()
    by_paper: dict[int, list[float]] = {}
    for paper, value in zip(row, gain, strict=True):
        by_paper.setdefault(paper, []).append(value)
    sums = np.array([sum(values) for values in by_paper.values()])
    sizes = np.array([len(values) for values in by_paper.values()])
    random = np.random.default_rng(1)
    drawn = random.integers(len(sums), size=(DRAWS, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return {"difference": float(np.mean(gain)), "low": float(low), "high": float(high)}


def origins(papers: list[KnownPaper]) -> dict[str, dict[str, float]]:
    """Where the shared pairs of two sentences stand: inside a word in both, or across a word boundary in one."""
    inside: list[Counter[bool]] = []
    kept = [set(ours(paper.chinese)) for paper in papers]
    within: list[set[str]] = []
    for paper, pairs in zip(papers, kept, strict=True):
        own = {a + b for word in jieba.cut(paper.chinese) for a, b in pairwise(word)}
        within.append(pairs & own)
        inside.append(Counter(pair in own for pair in pairs))
    cited = {frozenset(pair) for pair in citations(papers)}
    groups: dict[str, list[tuple[int, int]]] = {"cited": [], "other": []}
    for a in range(len(papers)):
        for b in range(a + 1, len(papers)):
            shared = kept[a] & kept[b]
            whole = shared & within[a] & within[b]
            groups["cited" if frozenset((a, b)) in cited else "other"].append((len(whole), len(shared - whole)))
    table = {
        name: {
            "within": float(np.mean([w for w, _ in values])),
            "across": float(np.mean([c for _, c in values])),
            "some": float(np.mean([w + c > 0 for w, c in values])),
        }
        for name, values in groups.items()
    }
    listed = {a + b for term in TERMS.read_text(encoding="utf-8").split() for a, b in pairwise(term)}
    crossing = [
        pair for a, b in citations(papers) for pair in (kept[a] & kept[b]) - (kept[a] & kept[b] & within[a] & within[b])
    ]
    table["crossing"] = {
        "found": len(crossing),
        "distinct": len(set(crossing)),
        "in_terms": sum(p in listed for p in crossing) / len(crossing),
    }
    total = sum(inside, Counter())
    table["all pairs"] = {"within": total[True] / total.total(), "across": total[False] / total.total(), "some": 1.0}
    return table


def technical_terms(papers: list[KnownPaper]) -> dict[str, Any]:
    """How jieba cuts technical terms where they stand in the sentences."""
    text = [paper.chinese for paper in papers]
    listed = [line for line in TERMS.read_text(encoding="utf-8").split() if HAN.fullmatch(line)]
    kept = cut = 0
    examples: dict[str, str] = {}
    present = []
    for term in listed:
        forms = Counter()
        for sentence in text:
            for found in re.finditer(term, sentence):
                forms[segmented(sentence, found.start(), found.end())] += 1
        if not forms:
            continue
        present.append(term)
        kept += forms[term]
        cut += forms.total() - forms[term]
        if forms[term] < forms.total():
            examples[term] = " / ".join(sorted(form for form in forms if form != term))
    return {"terms": len(present), "occurrences": kept + cut, "kept": kept, "examples": examples}


def segmented(sentence: str, start: int, end: int) -> str:
    """The term as the segmenter cuts it, its words joined by "|"; a word that sticks out is shown whole."""
    at, parts = 0, []
    for word in jieba.cut(sentence):
        if at < end and at + len(word) > start:
            parts.append(word)
        at += len(word)
    return "|".join(parts)


def vocabulary(papers: list[KnownPaper]) -> dict[str, list[list[int]]]:
    """Distinct terms after so many sentences, in a fixed shuffled order."""
    order = np.random.default_rng(3).permutation(len(papers))
    table = {}
    for name in ("characters", "pairs", "triples", "words of two or more"):
        seen: set[str] = set()
        points = []
        for number, index in enumerate(order, 1):
            seen.update(WAYS[name](papers[index].chinese))
            if number % 20 == 0 or number == len(papers):
                points.append([number, len(seen)])
        table[name] = points
    return table


def cost(papers: list[KnownPaper]) -> dict[str, dict[str, float]]:
    """Characters a second, and seconds and memory of a new process until it can cut; processor time, median of 5."""
    text = [paper.chinese for paper in papers] * 20
    size = sum(map(len, text))
    table = {}
    for name, way, start in (
        ("pairs", lambda t: grams(t, 2), "import re"),
        ("words", lambda t: words(t, 2), "import jieba; jieba.setLogLevel(60); list(jieba.cut('中文'))"),
    ):
        seconds = []
        for _ in range(5):
            began = time.process_time()
            for sentence in text:
                way(sentence)
            seconds.append(time.process_time() - began)
        code = f"{start}\nprint(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
        starts, memory = [], []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            starts.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            memory.append(int(out.stdout) / 1024)
        table[name] = {"speed": size / median(seconds), "start": median(starts), "megabytes": median(memory)}
    return table


def main() -> None:
    """Measure, print, save."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path, help="save the results here")
    given = options.parse_args()
    jieba.setLogLevel(60)
    papers = known_papers()
    matrices = {name: similarities(counted(papers, way)) for name, way in WAYS.items()}
    pairs, plain = matrices["pairs without function characters"], matrices["words of two or more"]
    upper = np.triu_indices(len(papers), 1)
    results = {
        "papers": len(papers),
        "citations": len(citations(papers)),
        "distinct": {
            name: len({term for paper in papers for term in WAYS[name](paper.chinese)})
            for name in ("pairs", "pairs without function characters")
        },
        "characters": sum(len("".join(runs(paper.chinese))) for paper in papers),
        "jieba": version("jieba"),
        "scores": {name: scores(papers, similarity) for name, similarity in matrices.items()},
        "interval": interval(papers, pairs, plain),
        "interval_search": interval(papers, pairs, matrices["words, search mode"]),
        "interval_function": interval(papers, pairs, matrices["pairs"]),
        "interval_both": interval(papers, matrices["words and pairs"], pairs),
        "correlation": float(np.corrcoef(pairs[upper], plain[upper])[0, 1]),
        "origins": origins(papers),
        "terms": technical_terms(papers),
        "vocabulary": vocabulary(papers),
        "cost": cost(papers),
    }
    print(json.dumps(results, indent=1, ensure_ascii=False))
    if given.json:
        text = json.dumps(results, indent=1, ensure_ascii=False, default=float)
        given.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
