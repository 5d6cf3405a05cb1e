"""A corpus on a cluster of two workers on this machine comes out as in one process."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from abstracts import records, write
from paper_notes.commands.corpus import command
from paper_notes.finding.checking_file import check
from paper_notes.finding.embedders import LSA, EmbedderOptions
from paper_notes.finding.embedding import Work, embed
from paper_notes.finding.in_order import Cluster, in_order
from paper_notes.finding.indexing import index_corpus
from paper_notes.finding.source import open_source
from paper_notes.finding.store import open_store

ray = pytest.importorskip("ray")
CLUSTER = Cluster("local", 2)


@pytest.fixture(scope="module", autouse=True)
def ended():
    yield
    ray.shutdown()


def test_check_index_and_vectors_are_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("paper_notes.finding.source.BLOCK_BYTES", 2_000)
    monkeypatch.setattr("paper_notes.finding.indexing.BLOCK_RECORDS", 7)
    monkeypatch.setattr("paper_notes.finding.embedding.SHARD_RECORDS", 5)
    path = write(tmp_path / "c.jsonl", [*records(9), records(1)[0]])
    source = open_source(path)
    one, other = (check(source, out=tmp_path / name, workers=workers) for name, workers in (("a", 1), ("b", CLUSTER)))
    assert one == other
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    stores = []
    for name, workers in (("one", 1), ("two", CLUSTER)):
        index_corpus(source, tmp_path / name, workers=workers)
        work = Work(tmp_path / name, (1, 1), EmbedderOptions(LSA))
        stores.append(open_store(tmp_path / name / "vectors", "npz"))
        assert embed(work, stores[-1], workers=workers) == 0
        assert embed(work, stores[-1], workers=workers) == 27
    for name in ("words_records.npy", "words_weights.npy", "words_terms.txt", "lsa.npz"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    for first, second in zip(*(store.shards() for store in stores), strict=True):
        assert first.ids == second.ids
        assert np.array_equal(first.title, second.title)
        assert np.array_equal(first.abstract, second.abstract)


def test_tasks_of_several_rounds_come_back_in_order(monkeypatch):
    monkeypatch.setattr("paper_notes.finding.cluster.TASKS_A_ROUND", 3)
    assert list(in_order(str, range(20), CLUSTER)) == [(number, str(number)) for number in range(20)]


def test_the_command_works_on_a_cluster(tmp_path):
    path = write(tmp_path / "c.jsonl", records(3))
    on = ["--cluster", "local", "--actors", "2"]
    assert json.loads(CliRunner().invoke(command, ["check", str(path), "--json", *on]).output)["records"] == 9
    made = CliRunner().invoke(command, ["embed", str(path), "--storage", "npz", *on])
    assert "9 records" in made.output
