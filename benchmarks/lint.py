"""How well the prose score tells notes by people from notes by language models, and how quick the linter is.

    python benchmarks/lint.py [CORPUS] [--chars 1500] [--speed]

CORPUS holds ``manifest.json`` (a list of ``file``, ``cls`` "human" or "ai", ``lang``, ``repo``) and the notes. Printed
for each language: the area under the ROC curve and the share of model-written notes above the score that 5 % of human
notes exceed,

- of the score as it is;
- cross-validated, one repository left out at a time: every phrase weight is then computed anew from the other
  repositories, and a phrase that none of their model-written notes holds is dropped. The weights of marks (emoji,
  dashes, bold and so on) are house style, not fitted, and stay as they are.

With ``--speed``: files per second of the whole process over the corpus, against markdown-it-py parsing alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from paper_notes.checking.config import Config
from paper_notes.checking.linter import check
from paper_notes.checking.phrase_list import Phrase, load_phrases
from paper_notes.checking.phrase_rule import phrase_hits
from paper_notes.checking.score import SMALLEST, prose_units
from paper_notes.note.document import Document

SMOOTHING = 0.2
HIGHEST = 2.0
FALSE_ALARMS = 0.05


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(__file__).resolve().parents[2] / "shared" / "notes-corpus"
    parser.add_argument("corpus", type=Path, nargs="?", default=shared)
    parser.add_argument("--chars", type=int, default=1500, help="cut each note to so many characters; 0 for all")
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    if not (args.corpus / "manifest.json").exists():
        sys.exit(f"no manifest.json in {args.corpus}")
    rows = json.loads((args.corpus / "manifest.json").read_text())
    if args.speed:
        speed(args.corpus, rows)
        return
    for row in rows:
        measure(row, (args.corpus / row["file"]).read_text(errors="replace")[: args.chars or None])
    print("| language | notes (model, human) | AUC | found at 5 % | AUC, left out | found, left out |")
    print("|-|-|-|-|-|-|")
    for language in ("zh", "en"):
        some = [row for row in rows if row["lang"] == language]
        model = np.array([row["cls"] == "ai" for row in some])
        scores = np.array([row["score"] for row in some])
        held_out = cross_validated(some, language)
        figures = " | ".join(f"{auc(s, model):.3f} | {found(s, model):.3f}" for s in (scores, held_out))
        print(f"| {language} | {model.sum()}, {(~model).sum()} | {figures} |")
        by_repository(some, held_out, model)


def measure(row: dict[str, Any], text: str) -> None:
    """Put score, units of prose, phrase counts and the weight of all else into a row."""
    document, config = Document(text), Config()
    report = check(document, config=config)
    row["score"], row["units"] = report.score, max(prose_units(document), SMALLEST)
    hits = [hit for found in phrase_hits(document, config.options).values() for hit in found]
    row["phrases"] = Counter(hit.phrase for hit in hits)
    rules = {hit.phrase.group.rule for hit in hits}
    row["marks"] = sum(finding.weight for finding in report.findings if finding.rule not in rules)


def cross_validated(rows: list[dict[str, Any]], language: str) -> np.ndarray:
    """Scores of each repository's notes by weights that the other repositories gave."""
    phrases = [phrase for phrase in load_phrases(language) if phrase.group.weight > 0]
    groups = sorted({(phrase.group.rule, phrase.group.name) for phrase in phrases})
    scores = np.zeros(len(rows))
    for repository in sorted({row["repo"] for row in rows}):
        train = [row for row in rows if row["repo"] != repository]
        kept = {phrase for phrase in phrases if any(row["cls"] == "ai" and row["phrases"][phrase] for row in train)}
        weights = fitted(train, groups, kept)
        for index, row in enumerate(rows):
            if row["repo"] == repository:
                scores[index] = densities(row, groups, kept) @ weights + row["marks"] / row["units"]
    return scores


def densities(row: dict[str, Any], groups: list[tuple[str, str]], kept: set[Phrase]) -> np.ndarray:
    """Hits of each group per unit of prose."""
    counts: Counter[tuple[str, str]] = Counter()
    for phrase, count in row["phrases"].items():
        if phrase in kept:
            counts[phrase.group.rule, phrase.group.name] += count
    return np.array([counts[group] for group in groups]) / row["units"]


def fitted(rows: list[dict[str, Any]], groups: list[tuple[str, str]], kept: set[Phrase]) -> np.ndarray:
    """A group's weight: the binary logarithm of how much denser it is in model-written notes, repositories counting
    alike, between 0 and 2 in steps of a half."""
    by_repository = defaultdict(list)
    for row in rows:
        by_repository[row["cls"], row["repo"]].append(densities(row, groups, kept))
    mean = {
        cls: np.mean([np.mean(found, 0) for (one, _), found in by_repository.items() if one == cls], 0)
        for cls in ("ai", "human")
    }
    ratio = np.log2((mean["ai"] + SMOOTHING) / (mean["human"] + SMOOTHING))
    return np.round(np.clip(ratio, 0, HIGHEST) * 2) / 2


def auc(scores: np.ndarray, model: np.ndarray) -> float:
    """The chance that a model-written note scores higher than a human one, ties counting half."""
    high, low = scores[model][:, None], scores[~model][None]
    return float((high > low).mean() + (high == low).mean() / 2)


def bar(scores: np.ndarray, model: np.ndarray) -> float:
    """The score that at most 5 % of the human notes exceed."""
    human = sorted(scores[~model], reverse=True)
    return float(human[int(FALSE_ALARMS * len(human))])


def found(scores: np.ndarray, model: np.ndarray) -> float:
    """The share of model-written notes above the bar."""
    return float((scores[model] > bar(scores, model)).mean())


def by_repository(rows: list[dict[str, Any]], scores: np.ndarray, model: np.ndarray) -> None:
    """Print how much of each left-out repository of model-written notes is found, to the error stream."""
    limit = bar(scores, model)
    for repository in sorted({row["repo"] for row, is_model in zip(rows, model, strict=True) if is_model}):
        of_it = np.array([row["repo"] == repository for row in rows])
        print(f"  {repository}: {(scores[of_it] > limit).mean():.2f} of {of_it.sum()} found", file=sys.stderr)


def speed(corpus: Path, rows: list[dict[str, Any]]) -> None:
    """Print files per second: the command over all files, and one process that only parses."""
    from markdown_it import MarkdownIt

    paths = [str(corpus / row["file"]) for row in rows]
    texts = [Path(path).read_text(errors="replace") for path in paths]
    whole, parse = [], []
    for _ in range(3):
        start = time.perf_counter()
        command = [sys.executable, "-m", "paper_notes", "lint", "--format", "json", *paths]
        subprocess.run(command, capture_output=True, check=False)
        whole.append(time.perf_counter() - start)
        start = time.perf_counter()
        markdown = MarkdownIt("commonmark").enable("table")
        for text in texts:
            markdown.parse(text)
        parse.append(time.perf_counter() - start)
    lint, alone = sorted(whole)[1], sorted(parse)[1]
    print(f"lint {len(paths) / lint:.0f} files/s, markdown-it-py alone {len(paths) / alone:.0f} files/s (medians of 3)")


if __name__ == "__main__":
    main()
