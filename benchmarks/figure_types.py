"""Score the types that figures are given against labels made by hand.

    python benchmarks/figure_types.py PAPERS_DIR

PAPERS_DIR holds <slug>.pdf; ``figure_types.json`` holds slug, label as printed and type. The labels follow one rule:
arch is the structure of a whole model or system; method is how something works or is set up (algorithms, mechanisms,
definitions, data sets); result is what was measured or seen; compare sets it beside other approaches; ablation
changes parts or settings of the same approach.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from paper_notes.paper.reader import read_paper

LABELS = Path(__file__).with_name("figure_types.json")


def main() -> None:
    """Print each difference, accuracy, and recall by type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    papers = parser.parse_args().papers
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missing = 0
    for slug, labels in json.loads(LABELS.read_text(encoding="utf-8")).items():
        path = papers / f"{slug}.pdf"
        if not path.is_file():
            continue
        said = {_key(figure.label): figure for figure in read_paper(path).figures}
        for label, wanted in labels.items():
            figure = said.get(_key(label))
            if figure is None:
                missing += 1
                continue
            total[wanted] += 1
            if figure.type == wanted:
                right[wanted] += 1
            else:
                print(f"{slug} {label}: {figure.type}, by hand {wanted}")
    print(f"{sum(right.values())} of {sum(total.values())} right, {missing} not found")
    for kind in total:
        print(f"{kind:9} {right[kind]} of {total[kind]}")


def _key(label: str) -> str:
    return "".join(label.split()).lower()


if __name__ == "__main__":
    main()
