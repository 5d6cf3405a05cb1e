"""What the collection's own papers state still comes out of the code, and the data behind them is consistent."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from paper_notes.site.related import similarities
from paper_notes.site.shelf import arrange, bits, step_weights
from paper_notes.site.terms import NoteText, terms

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def collection():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import shelf_collections
    finally:
        sys.path.pop(0)
    return shelf_collections


@pytest.fixture(scope="module")
def similarity(collection):
    return similarities([terms(NoteText(title=p.title, summary=p.english)) for p in collection.known_papers()])


def stated(slug):
    return json.loads((ROOT / "paper-notes" / slug / "source" / "results.json").read_text(encoding="utf-8"))


def test_known_papers_cite_earlier_ones_of_the_list(collection):
    papers = {paper.slug: paper for paper in collection.known_papers()}
    for paper in papers.values():
        assert paper.title
        assert paper.english.endswith(".")
        assert paper.chinese.endswith("。")
        for cited in paper.cites:
            assert papers[cited].year <= paper.year, f"{paper.slug} cites {cited}"


def test_the_shelf_of_known_papers_is_the_one_stated(collection, similarity):
    papers = collection.known_papers()
    results = stated("a-shelf-for-reading-notes")
    assert (len(papers), len(collection.citations(papers))) == (results["papers"], results["citations"])
    order = np.array(arrange(similarity))
    place = np.argsort(order)
    away = np.array([abs(place[a] - place[b]) for a, b in collection.citations(papers)])
    row = results["orders"]["rows"]["spectral + reinsertion"]
    assert bits(step_weights(similarity), order) == pytest.approx(row["bits"], abs=0.005)
    assert (away <= 5).mean() == pytest.approx(row["citation_near"], abs=0.005)


def test_pairs_of_characters_find_what_is_stated(collection):
    papers = collection.known_papers()
    similarity = similarities([terms(NoteText(body=paper.chinese)) for paper in papers])
    rank = np.argsort((-similarity).argsort(axis=1, kind="stable"), axis=1)
    found = np.array([rank[pair] for a, b in collection.citations(papers) for pair in ((a, b), (b, a))])
    scores = stated("chinese-notes-without-a-dictionary")["scores"]
    assert (found < 10).mean() == pytest.approx(scores["pairs without function characters"]["at10"], abs=0.005)
