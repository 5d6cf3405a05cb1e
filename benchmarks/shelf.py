"""The figures of the paper "A Shelf for Reading Notes": ``python benchmarks/shelf.py [--json FILE] [--quick]``.

Everything it measures lies beside it or is made from a seed. Times are medians of three runs in this process and
differ by machine; all other figures are the same everywhere up to rounding.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import jieba
import numpy as np

import shelf_rivals as rivals
from paper_notes.site import terms as term_module
from paper_notes.site.related import similarities
from paper_notes.site.shelf import STEPS, arrange, bits, refine, step_weights
from paper_notes.site.terms import NoteText, terms
from shelf_collections import KnownPaper, citations, drifting_notes, known_papers

Order = np.ndarray


def orders(similarity: np.ndarray, years: list[int] | None = None) -> dict[str, Callable[[], list[Order]]]:
    """Name to a function that gives one order, or several to take the mean over."""
    n = len(similarity)
    mixed = [np.random.default_rng(seed).permutation(n) for seed in range(20)]
    ways: dict[str, Callable[[], list[Order]]] = {"random": lambda: mixed}
    if years:
        ways["by slug"] = lambda: [np.arange(n)]
        ways["by year"] = lambda: [np.argsort(years, kind="stable")]
    ways |= {
        "first component": lambda: [rivals.first_component(similarity)],
        "greedy": lambda: [rivals.greedy(similarity)],
        "path 2-opt": lambda: [rivals.path_two_opt(similarity)],
        "optimal leaves": lambda: [rivals.optimal_leaves(similarity)],
        "optimal leaves + reinsertion": lambda: [rivals.refined_from(similarity, rivals.optimal_leaves(similarity))],
        "reinsertion alone": lambda: [rivals.refined_from(similarity, start) for start in mixed],
        "spectral alone": lambda: [rivals.spectral(similarity)],
        "spectral + reinsertion": lambda: [np.array(arrange(similarity))],
    }
    return ways


def measure_orders(papers: list[KnownPaper], similarity: np.ndarray) -> dict[str, Any]:
    """Each way of ordering the known papers, by cost, neighbours, areas and citations."""
    walk = step_weights(similarity)
    cited = np.array(citations(papers))
    areas = np.array([paper.area for paper in papers])
    rows = {}
    for name, way in orders(similarity, [paper.year for paper in papers]).items():
        found = way()
        places = [np.argsort(order) for order in found]
        away = [np.abs(place[cited[:, 0]] - place[cited[:, 1]]) for place in places]
        rows[name] = {
            "bits": mean(bits(walk, order) for order in found),
            "neighbours": mean(similarity[order[:-1], order[1:]].mean() for order in found),
            "runs": mean((areas[order][1:] != areas[order][:-1]).sum() + 1 for order in found),
            "citation_median": mean(np.median(d) for d in away),
            "citation_near": mean((d <= 5).mean() for d in away),
        }
    ranked = -np.sort(-walk, axis=1)
    nearest_free = np.log2(1 + np.ceil(np.arange(1, len(walk) + 1) / 2))
    return {"rows": rows, "bound": float((ranked * nearest_free).sum()), "areas": len(set(areas.tolist()))}


def measure_texts(papers: list[KnownPaper], jieba_too: bool = True) -> dict[str, dict[str, float]]:
    """How well similarity finds citations and areas, by what is compared and how it is weighted."""
    english = [terms(NoteText(title=p.title, summary=p.english)) for p in papers]
    summary = [terms(NoteText(summary=p.english)) for p in papers]
    chinese = [terms(NoteText(summary=p.chinese)) for p in papers]
    ways = {
        "title and summary": similarities(english),
        "title weighs 1": similarities([terms(NoteText(body=f"{p.title}. {p.english}")) for p in papers]),
        "no idf": cosine(english, idf=False),
        "counts, no logarithm": cosine(english, log=False),
        "plurals kept": similarities(without(lambda: [terms(NoteText(p.title, (), p.english)) for p in papers])),
        "summary alone": similarities(summary),
        "Chinese summary, pairs": similarities(chinese),
    }
    if jieba_too:
        words = [
            Counter(w for w in jieba.cut(p.chinese) if len(w) > 1 and "\u4e00" <= w[0] <= "\u9fff") for p in papers
        ]
        latin = [Counter({t: c for t, c in count.items() if t.isascii()}) for count in chinese]
        doubled = [Counter({w: 2 * c for w, c in count.items()}) for count in words]
        ways["Chinese summary, words"] = similarities([a + b for a, b in zip(doubled, latin, strict=True)])
    mixed = [zh if number % 2 else en for number, (en, zh) in enumerate(zip(english, chinese, strict=True))]
    ways["languages alternate"] = similarities(mixed)
    return {name: retrieval(papers, similarity) for name, similarity in ways.items()}


def retrieval(papers: list[KnownPaper], similarity: np.ndarray) -> dict[str, float]:
    """Share of citations whose other end is among the 5 and 10 nearest, and of the 5 nearest in the same area."""
    nearest = (-similarity).argsort(axis=1, kind="stable")
    rank = np.argsort(nearest, axis=1)
    pairs = citations(papers)
    ends = np.array([rank[a, b] for a, b in pairs] + [rank[b, a] for a, b in pairs])
    areas = np.array([paper.area for paper in papers])
    same = areas[nearest[:, :5]] == areas[:, None]
    return {"at5": float((ends < 5).mean()), "at10": float((ends < 10).mean()), "area": float(same.mean())}


def measure_steps(papers: list[KnownPaper], similarity: np.ndarray) -> dict[str, dict[str, float]]:
    """The number of related notes a reader may step to, against citations and areas."""
    cited = np.array(citations(papers))
    areas = np.array([paper.area for paper in papers])
    rows = {}
    for steps in (2, 3, 5, 8, 12, 20):
        order = np.array(arrange(similarity, steps=steps))
        away = np.abs(np.subtract(*np.argsort(order)[cited.T]))
        rows[str(steps)] = {
            "citation_median": float(np.median(away)),
            "citation_near": float((away <= 5).mean()),
            "runs": int((areas[order][1:] != areas[order][:-1]).sum() + 1),
        }
    return rows


def measure_passes(similarity: np.ndarray) -> dict[str, list[float]]:
    """Bits a step after each pass, from the spectral order and from random ones (mean of 20)."""
    walk = step_weights(similarity)
    start = rivals.spectral(similarity)
    mixed = [np.random.default_rng(seed).permutation(len(walk)) for seed in range(20)]
    passes = range(9)
    return {
        "spectral": [bits(walk, refine(walk, start, number)) for number in passes],
        "random": [mean(bits(walk, refine(walk, order, number)) for order in mixed) for number in passes],
    }


def measure_recovery(seeds: int) -> dict[str, dict[str, float]]:
    """Spearman's rank correlation with the true order, mean over seeds, by share of background words."""
    table: dict[str, dict[str, float]] = {}
    for background in (0.5, 0.7, 0.8, 0.9, 0.95):
        found: dict[str, list[float]] = {}
        for seed in range(seeds):
            mixed = np.random.default_rng(seed).permutation(100)
            notes = drifting_notes(100, background, seed)
            similarity = similarities([terms(notes[number]) for number in mixed])
            for name, way in orders(similarity).items():
                found.setdefault(name, []).append(mean(abs(rank_correlation(mixed[order])) for order in way()))
        for name, values in found.items():
            table.setdefault(name, {})[str(background)] = mean(values)
    return table


def measure_time(sizes: list[int]) -> dict[str, dict[str, float]]:
    """Seconds for each stage, median of three."""
    rows = {}
    for n in sizes:
        notes = drifting_notes(n, 0.7, 1, words=600)
        runs: dict[str, list[float]] = {"terms": [], "similarity": [], "spectral": [], "shelf": []}
        for _ in range(3):
            clock = [time.perf_counter()]
            counts = [terms(note) for note in notes]
            clock.append(time.perf_counter())
            similarity = similarities(counts)
            clock.append(time.perf_counter())
            order = rivals.spectral(similarity)
            clock.append(time.perf_counter())
            refine(step_weights(similarity), order)
            clock.append(time.perf_counter())
            for name, seconds in zip(runs, np.diff(clock).tolist(), strict=True):
                runs[name].append(seconds)
        rows[str(n)] = {name: median(values) for name, values in runs.items()}
    return rows


def cosine(counts: list[Counter[str]], *, idf: bool = True, log: bool = True) -> np.ndarray:
    """The plain formula, written without regard to speed, with its parts to switch off."""
    vocabulary = sorted(set().union(*counts))
    times = np.array([[count[term] for term in vocabulary] for count in counts], float)
    weights = np.where(times > 0, 1 + np.log(np.maximum(times, 1)), 0) if log else times
    if idf:
        weights = weights * np.log((len(counts) + 1) / ((times > 0).sum(axis=0) + 0.5))
    weights = weights / np.linalg.norm(weights, axis=1, keepdims=True)
    similarity = weights @ weights.T
    np.fill_diagonal(similarity, 0)
    return np.round(similarity, 6)


def without(counted: Callable[[], list[Counter[str]]]) -> list[Counter[str]]:
    """Term counts with plurals kept apart."""
    singular = term_module._singular
    term_module._singular = lambda word: word  # type: ignore[assignment]
    try:
        return counted()
    finally:
        term_module._singular = singular


def rank_correlation(order: np.ndarray) -> float:
    """Spearman's coefficient of an order of 0 … n-1."""
    return float(np.corrcoef(order, np.arange(len(order)))[0, 1])


def mean(values: Any) -> float:
    """The mean of any iterable of numbers."""
    return float(np.mean(list(values)))


def main() -> None:
    """Measure, print, and save what the paper is typeset from."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path, help="save the results here")
    options.add_argument("--quick", action="store_true", help="fewer seeds and sizes")
    given = options.parse_args()
    papers = known_papers()
    similarity = similarities([terms(NoteText(title=p.title, summary=p.english)) for p in papers])
    order = arrange(similarity)
    results = {
        "papers": len(papers),
        "citations": len(citations(papers)),
        "steps": STEPS,
        "shelf": [{"slug": papers[i].slug, "area": papers[i].area} for i in order],
        "orders": measure_orders(papers, similarity),
        "texts": measure_texts(papers),
        "number_of_steps": measure_steps(papers, similarity),
        "passes": measure_passes(similarity),
        "recovery": measure_recovery(2 if given.quick else 10),
        "seconds": measure_time([125, 250] if given.quick else [125, 250, 500, 1000, 2000]),
    }
    for part, values in results.items():
        print(part)
        print(
            json.dumps(values, indent=1, ensure_ascii=False) if part != "shelf" else " ".join(v["slug"] for v in values)
        )
    if given.json:
        given.json.write_text(json.dumps(rounded(results), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def rounded(value: Any) -> Any:
    """Floats to four decimals, all the way down."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value


if __name__ == "__main__":
    main()
