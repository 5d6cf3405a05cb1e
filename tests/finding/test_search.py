from dataclasses import replace

import numpy as np
import pytest

from abstracts import records, write
from paper_notes.errors import UsageError
from paper_notes.finding.embedders import LSA, EmbedderOptions, load_embedder
from paper_notes.finding.embedding import Work, embed, join_vectors, open_run
from paper_notes.finding.indexing import index_corpus
from paper_notes.finding.searching import Filters, Searcher, open_searcher
from paper_notes.finding.source import open_source
from paper_notes.finding.store import STORAGES, open_store
from paper_notes.finding.terms import terms

pytest.importorskip("scipy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "index"
    made(folder, 8)
    return folder


def made(folder, times):
    """A corpus of the test's records, indexed and embedded."""
    index_corpus(open_source(write(folder.parent / "c.jsonl", records(times))), folder)
    work = Work(folder, (1, 1), EmbedderOptions(LSA))
    open_run(work, "npz")
    store = open_store(folder / "vectors", "npz")
    embed(work, store)
    join_vectors(store, folder)


@pytest.mark.parametrize("mode", ["words", "meaning", "both"])
def test_each_mode_finds_the_subject(folder, mode):
    hits = open_searcher(folder).search("colliding hadrons", mode, limit=5)
    assert hits
    assert {hit.record.categories[0] for hit in hits} == {"hep-ph"}
    if mode != "meaning":
        assert hits[0].words == ("hadron", "colliders") or hits[0].words == ("colliders", "hadron")


def test_meaning_finds_what_shares_no_word(folder):
    hits = open_searcher(folder).search("inverted", "meaning", limit=8)
    assert {hit.record.categories[0] for hit in hits} == {"cs.IR"}
    assert all(hit.nearness > 0.3 for hit in hits)


def test_filters_hold_together(folder):
    searcher = open_searcher(folder)
    found = searcher.search("study", filters=Filters(("cs.IR", "q-bio"), "2014", "Lovelace5"), limit=50)
    assert {(hit.record.categories[0], hit.record.date[:4]) for hit in found} == {("cs.IR", "2015"), ("q-bio", "2015")}
    assert {hit.record.categories[0] for hit in searcher.search("study", filters=Filters(("cs",)), limit=50)} == {
        "cs.IR"
    }
    with pytest.raises(UsageError, match="no date"):
        searcher.search("study", filters=Filters(since="soon"))


def test_like_leaves_the_paper_itself_out(folder):
    found = open_searcher(folder).like("2003.00002", limit=4)
    assert {hit.record.categories[0] for hit in found} == {"q-bio"}
    assert "2003.00002" not in {hit.record.id for hit in found}
    with pytest.raises(UsageError, match="no record"):
        open_searcher(folder).like("none")


def test_nothing_to_search_for_is_told(folder):
    with pytest.raises(UsageError, match="no word"):
        open_searcher(folder).search("and of the")
    with pytest.raises(UsageError, match="no vectors"):
        open_searcher(folder, meaning=False).search("waves", "meaning")
    with pytest.raises(UsageError, match="no index"):
        Searcher.open(folder.parent / "nowhere")


def test_blocks_and_workers_give_the_same_index(tmp_path, monkeypatch):
    source = open_source(write(tmp_path / "c.jsonl", records(9)))
    index_corpus(source, tmp_path / "one")
    monkeypatch.setattr("paper_notes.finding.indexing.BLOCK_RECORDS", 5)
    index_corpus(source, tmp_path / "blocks")
    index_corpus(source, tmp_path / "workers", workers=2)
    query = terms("photon waves number3")
    one, *others = (Searcher.open(tmp_path / name).words for name in ("one", "blocks", "workers"))
    for other in others:
        assert np.allclose(one.scores(dict.fromkeys(query, 1.0)), other.scores(dict.fromkeys(query, 1.0)))
    for name in ("words_records.npy", "words_weights.npy", "words_terms.txt", "lsa.npz"):
        assert (tmp_path / "blocks" / name).read_bytes() == (tmp_path / "workers" / name).read_bytes()


@pytest.mark.parametrize("storage", STORAGES)
def test_a_run_that_is_stopped_anywhere_ends_as_an_undisturbed_one(tmp_path, monkeypatch, storage):
    pytest.importorskip({"lance": "lance", "h5": "h5py", "npz": "numpy"}[storage])
    monkeypatch.setattr("paper_notes.finding.embedding.SHARD_RECORDS", 4)
    index_corpus(open_source(write(tmp_path / "c.jsonl", records(6))), tmp_path / "index")
    work = Work(tmp_path / "index", (1, 1), EmbedderOptions(LSA))
    real = load_embedder(work.options, work.folder)

    class Stopped(Exception):
        pass

    class Faulty:
        dimensions = real.dimensions

        def __init__(self, calls: int) -> None:
            self.calls = calls

        def embed(self, texts, kind):
            self.calls -= 1
            if self.calls < 0:
                raise Stopped
            return real.embed(texts, kind)

    embed(work, open_store(tmp_path / "whole", storage))
    with monkeypatch.context() as patched:
        for calls in (1, 2, 3):
            patched.setattr("paper_notes.finding.embedding.load_embedder", lambda *_, calls=calls: Faulty(calls))
            with pytest.raises(Stopped):
                embed(replace(work, corpus=(2, calls)), open_store(tmp_path / "broken", storage))
    assert embed(replace(work, corpus=(3, 1)), open_store(tmp_path / "broken", storage)) == 8
    whole, broken = (list(open_store(tmp_path / name, storage).shards()) for name in ("whole", "broken"))
    assert [shard.ids for shard in whole] == [shard.ids for shard in broken]
    assert [name for shard in whole for name in shard.ids] == [row["id"] for row in records(6)]
    for one, other in zip(whole, broken, strict=True):
        assert np.array_equal(one.title, other.title)
        assert np.array_equal(one.abstract, other.abstract)


def test_workers_make_the_same_vectors(tmp_path, monkeypatch):
    index_corpus(open_source(write(tmp_path / "c.jsonl", records(1500))), tmp_path / "index")
    work = Work(tmp_path / "index", (1, 1), EmbedderOptions(LSA))
    for name, workers in (("one", 1), ("two", 2)):
        embed(work, open_store(tmp_path / name, "npz"), workers=workers)
    one, two = (list(open_store(tmp_path / name, "npz").shards()) for name in ("one", "two"))
    assert len(one) == 2
    for first, second in zip(one, two, strict=True):
        assert first.ids == second.ids
        assert np.array_equal(first.abstract, second.abstract)


def test_vectors_made_otherwise_are_not_mixed(tmp_path):
    index_corpus(open_source(write(tmp_path / "c.jsonl", records(4))), tmp_path)
    work = Work(tmp_path, (1, 2), EmbedderOptions(LSA))
    assert open_run(work, "npz") == open_run(work, "npz")
    for other in (replace(work, corpus=(9, 2)), replace(work, options=EmbedderOptions(LSA, normalize=False))):
        with pytest.raises(UsageError, match="were made with"):
            open_run(other, "npz")
    with pytest.raises(UsageError, match="were made with"):
        open_run(work, "h5")


def test_chinese_is_compared_by_pairs_of_characters():
    assert terms("残差网络 ResNet-50 的 training") == ["残差", "差网", "网络", "resnet", "50", "的", "train"]


def test_a_large_corpus_is_searched_through_an_index_as_if_all_were_compared(tmp_path, monkeypatch):
    pytest.importorskip("lance")
    for module in ("neighbours", "searching"):
        monkeypatch.setattr(f"paper_notes.finding.{module}.EXACT_RECORDS", 100)
    monkeypatch.setattr("paper_notes.finding.searching.FEW_ROWS", 20)
    made(tmp_path / "index", 200)
    indexed, exact = open_searcher(tmp_path / "index"), open_searcher(tmp_path / "index")
    assert indexed.neighbours is not None
    exact.neighbours = None
    for mode in ("meaning", "both"):
        for filters in (Filters(), Filters(("cs.IR",)), Filters(since="2015"), Filters(("cs.IR",), author="Lovelace5")):
            one, other = (each.search("inverted index of photons", mode, filters, 8) for each in (indexed, exact))
            assert [round(hit.score, 3) for hit in one] == [round(hit.score, 3) for hit in other]
            assert one
            assert all(hit.record.categories[0] in (filters.categories or (hit.record.categories[0],)) for hit in one)
    one, other = (each.like("2003.00002", limit=4) for each in (indexed, exact))
    assert [round(hit.score, 3) for hit in one] == [round(hit.score, 3) for hit in other]
    (tmp_path / "index" / "neighbours.lance" / "_versions").rename(tmp_path / "gone")
    with pytest.raises(UsageError, match="no index of vectors"):
        open_searcher(tmp_path / "index")
