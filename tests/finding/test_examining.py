import json

import numpy as np
import pytest
from click.testing import CliRunner

from abstracts import records, write
from paper_notes.commands.corpus import command
from paper_notes.finding.embedding import open_vectors
from paper_notes.finding.examining import compare, cosine, explore, verify
from paper_notes.finding.lengths import percentile
from paper_notes.finding.shelf import Shelf
from paper_notes.finding.store import Shard, open_store

pytest.importorskip("scipy")


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = write(tmp_path_factory.mktemp("vectors") / "c.jsonl", records(6))
    run("embed", path, "--storage", "npz")
    return path.with_name("c.jsonl.index")


def test_sound_vectors_pass_and_damaged_ones_are_named(index, tmp_path):
    assert "0 out of place" in run("verify", index, "--samples", 4)
    shelf, store = Shelf.open(index), open_vectors(index / "vectors")[1]
    (shard,) = store.shards()
    wrong = shard.title.copy()
    wrong[2], wrong[3, 0] = 0, np.nan
    ids = list(shard.ids)
    ids[5], ids[6] = ids[6], ids[5]
    damaged = open_store(tmp_path, "npz")
    damaged.append(Shard(ids, wrong, shard.abstract))
    report = verify(shelf, damaged, None)
    assert (report.wrong_ids, report.wrong_rows, report.sound) == (2, [5, 6], False)
    assert (report.unexpected_zeros, report.not_finite) == ([ids[2]], [ids[3]])
    short = open_store(tmp_path / "short", "npz")
    short.append(Shard(shard.ids[:3], shard.title[:3], shard.abstract[:3]))
    assert not verify(shelf, short, None).sound


def test_vectors_of_another_model_are_found_out(index, tmp_path):
    class Other:
        dimensions = 17

        def embed(self, texts, kind):
            return np.random.default_rng(1).standard_normal((len(texts), self.dimensions)).astype(np.float32)

    store = open_vectors(index / "vectors")[1]
    other = Other()
    other.dimensions = explore(store).dimensions
    assert not verify(Shelf.open(index), store, other, sample=3).sound


def test_the_same_vectors_turned_have_the_same_neighbours(index, tmp_path):
    store = open_vectors(index / "vectors")[1]
    (shard,) = store.shards()
    turn, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((shard.title.shape[1],) * 2))
    turned, mixed = open_store(tmp_path / "turned", "npz"), open_store(tmp_path / "mixed", "npz")
    turned.append(Shard(shard.ids[::-1], (shard.title @ turn)[::-1], (shard.abstract @ turn)[::-1]))
    mixed.append(Shard(shard.ids, np.roll(shard.title, 1, axis=0), np.roll(shard.abstract, 4, axis=0)))
    same, other = compare(store, turned), compare(store, mixed)
    assert same.overlap > 0.95 > other.overlap
    assert same.title_to_abstract[0] == pytest.approx(same.title_to_abstract[1], abs=1e-4)
    assert same.correlation > 0.99
    assert same.direct != pytest.approx((1, 1))


def test_what_is_shown_can_be_drawn_and_exported(index, tmp_path):
    shown = run("explore", index, "--paper", "2002.00001", "--chart", tmp_path / "pca.svg")
    assert "On photon pairs at colliders, part 2" in shown
    assert (tmp_path / "pca.svg").read_text().count("<circle") == 18
    run("export", index, tmp_path / "out", "--storage", "npz")
    assert "100.0% of the ten nearest" in run("compare", index, index, "--charts", tmp_path)
    assert (tmp_path / "scatter.svg").read_text().startswith("<svg")
    assert "holds vectors already" in str(
        CliRunner().invoke(command, ["export", str(index), str(tmp_path / "out"), "--storage", "npz"]).exception
    )


def test_lengths_are_told_in_words_and_in_a_models_tokens(tmp_path):
    tokenizers = pytest.importorskip("tokenizers")
    path = write(tmp_path / "c.jsonl", [*records(3), {"id": "long", "title": "t", "abstract": "w " * 600}])
    report = json.loads(run("lengths", path, "--json", "--chart", tmp_path / "h.svg"))
    assert (report["records"], report["words"]["greatest"], report["cut"]["512"]) == (10, 600, 0.1)
    assert report["medians_by"]["year"]["2010"] == 18
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel({"w": 0, "?": 1}, unk_token="?"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    made.save(str(tmp_path / "tokenizer.json"))
    in_tokens = json.loads(run("lengths", path, "--json", "--tokenizer", tmp_path))
    assert (in_tokens["measured_in"], in_tokens["tokens"]["greatest"]) == ("tokens", 600)
    assert in_tokens["tokens"]["mean"] > report["words"]["mean"]  # marks are tokens, too


def test_percentiles_are_of_the_nearest_rank():
    from collections import Counter

    assert [percentile(Counter({1: 1, 2: 1, 3: 1, 9: 1}), part) for part in (1, 50, 75, 99)] == [1, 2, 3, 9]


def test_a_zero_vector_has_no_cosine():
    assert cosine(np.zeros(3, np.float32), np.ones(3, np.float32)) is None
