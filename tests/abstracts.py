"""A small corpus that tests make: records of three subjects, with what a snapshot of arXiv's metadata has."""

import json
from pathlib import Path

SUBJECTS = {
    "cs.IR": ("ranking documents for queries", "an inverted index scores documents by the terms of a query"),
    "hep-ph": ("photon pairs at colliders", "cross sections of photon pairs produced at hadron colliders"),
    "q-bio": ("calcium waves in glia", "waves of calcium spread through networks of glia cells"),
}


def records(times: int = 4) -> list[dict]:
    """``times`` records a subject, each with words of its own."""
    made = []
    for number in range(times):
        for place, (category, (title, abstract)) in enumerate(SUBJECTS.items()):
            made.append(
                {
                    "id": f"2{number:03d}.{place:05d}",
                    "title": f"On {title}, part {number}",
                    "abstract": f"  We study {abstract}.\nThis is study number{number} of its kind.\n",
                    "authors": f"Ada Lovelace{number} and Li Wei",
                    "categories": f"{category} stat.ML",
                    "update_date": f"20{10 + number}-05-0{place + 1}",
                    "versions": [{"version": "v1", "created": f"Mon, 2 Apr 20{10 + number} 19:18:42 GMT"}],
                }
            )
    return made


def write(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
