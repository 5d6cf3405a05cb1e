"""Models of others: a server with OpenAI's embeddings interface, and a folder as sentence-transformers writes it."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner

from abstracts import records, write
from paper_notes.commands.corpus import command
from paper_notes.errors import UsageError
from paper_notes.finding import embedders
from paper_notes.finding.embedders import EmbedderOptions, EmbeddingFailed, load_embedder

WORDS = ("photon", "inverted", "calcium", "glia", "document", "collider")


def counted(text: str) -> list[float]:
    """A vector that a person can check: how often each of the words stands in the text."""
    return [float(text.lower().count(word)) for word in WORDS] + [1.0]


@contextmanager
def embeddings_server(answers=()):
    """Gives ``counted`` vectors, in another order than asked; ``answers`` (status, headers, body) come first."""
    first, asked = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, self.headers.get("Authorization"), body))
            rows = [{"index": place, "embedding": counted(text)} for place, text in enumerate(body["input"])]
            status, headers, data = first.pop(0) if first else (200, {}, json.dumps({"data": rows[::-1]}))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def waits(monkeypatch):
    """The waits that were asked for, not waited."""
    found = []
    # a name of its own: other threads of the test run sleep, too
    monkeypatch.setattr(embedders, "time", SimpleNamespace(sleep=found.append))
    return found


def test_a_server_gets_prompts_and_batches_and_its_key(tmp_path):
    with embeddings_server() as (url, asked):
        options = EmbedderOptions("m", url, batch=2, query_prompt="Q: ", normalize=False)
        model = load_embedder(options, tmp_path, "secret")
        found = model.embed(["photon photon", "", "glia", "calcium glia"], "query")
    assert found.tolist() == [counted("photon photon"), [0.0] * 7, counted("glia"), counted("calcium glia")]
    batches = [body["input"] for _, _, body in asked]
    assert batches == [["dimensions"], ["Q: photon photon", "Q: glia"], ["Q: calcium glia"]]
    assert {(path, key, body["model"]) for path, key, body in asked} == {("/v1/embeddings", "Bearer secret", "m")}
    assert "secret" not in repr(model)


def test_vectors_of_a_server_are_made_unit_ones(tmp_path):
    with embeddings_server() as (url, _):
        found = load_embedder(EmbedderOptions("m", url), tmp_path).embed(["photon", "glia glia"], "passage")
    assert np.allclose(np.linalg.norm(found, axis=1), 1)


def test_a_busy_server_is_waited_for(tmp_path, waits):
    busy = [(429, {"Retry-After": "3"}, ""), (503, {}, ""), (500, {"Retry-After": "900"}, "")]
    with embeddings_server(busy) as (url, asked):
        assert load_embedder(EmbedderOptions("m", url), tmp_path).dimensions == 7
    assert len(asked) == 4
    assert waits[0] == 3
    assert max(waits) == 60


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((401, {}, "key secret is wrong"), "answered 401"),
        ((200, {}, "<html>"), "holds no embeddings"),
        ((200, {}, '{"data": [{"index": 0, "embedding": ["x"]}]}'), "holds no embeddings"),
        ((200, {}, '{"data": []}'), "holds no embeddings"),
    ],
)
def test_what_is_no_answer_is_told_in_a_line_without_the_key(tmp_path, waits, answer, told):
    with embeddings_server([answer] * 6) as (url, _), pytest.raises(EmbeddingFailed, match=told) as failed:
        load_embedder(EmbedderOptions("m", url + "?key=secret"), tmp_path, "secret").embed(["photon"], "query")
    assert "secret" not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_server_that_gives_other_vectors_in_the_middle_is_refused(tmp_path):
    short = (200, {}, json.dumps({"data": [{"index": 0, "embedding": [1.0, 2.0]}]}))
    with embeddings_server() as (url, _):
        model = load_embedder(EmbedderOptions("m", url), tmp_path)
        assert model.dimensions == 7
    with embeddings_server([short]) as (url, _), pytest.raises(EmbeddingFailed, match="not one vector of 7"):
        model.options = EmbedderOptions("m", url)
        model.embed(["photon"], "passage")


def test_a_corpus_is_embedded_by_a_server_and_searched_with_it(tmp_path, monkeypatch):
    pytest.importorskip("scipy")
    monkeypatch.setenv("PAPER_NOTES_EMBED_KEY", "secret")
    corpus = write(tmp_path / "c.jsonl", records(5))
    with embeddings_server() as (url, asked):
        made = CliRunner().invoke(command, ["embed", str(corpus), "--model", "m", "--url", url])
        assert made.exit_code == 0, made.output
        assert "vectors of 7 numbers" in made.output
        before = len(asked)  # one for the dimensions, one for the titles, one for the abstracts
        again = CliRunner().invoke(command, ["embed", str(corpus), "--model", "m", "--url", url])
        assert "15 of them from an earlier run" in again.output
        assert len(asked) == before
        found = CliRunner().invoke(command, ["search", f"{corpus}.index", "glia calcium", "--mode", "meaning"])
        checked = CliRunner().invoke(command, ["verify", f"{corpus}.index", "--samples", "3"])
    assert "calcium waves" in found.output.splitlines()[0]
    assert checked.exit_code == 0, checked.output
    assert "secret" not in made.output + found.output + checked.output
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]


def test_a_folder_that_is_missing_or_no_model_is_told(tmp_path):
    pytest.importorskip("sentence_transformers")
    with pytest.raises(UsageError, match="no model"):
        load_embedder(EmbedderOptions(str(tmp_path / "none")), tmp_path)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EmbeddingFailed, match="can't be loaded"):
        load_embedder(EmbedderOptions(str(tmp_path)), tmp_path)


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """A BERT of two layers with made-up weights, in the form in which models are published."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("model")
    vocabulary = {word: number for number, word in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder / "bert")
    torch.manual_seed(0)
    small = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32
    )
    BertModel(small).save_pretrained(folder / "bert")
    parts = pytest.importorskip("sentence_transformers.sentence_transformer.modules")
    bert = parts.Transformer(str(folder / "bert"), max_seq_length=32)
    pooling = parts.Pooling(16)
    sentence_transformers.SentenceTransformer(modules=[bert, pooling]).save(str(folder / "whole"))
    return folder / "whole"


def test_a_local_model_gives_the_same_vectors_as_its_library(tiny_model, tmp_path):
    from sentence_transformers import SentenceTransformer

    options = EmbedderOptions(str(tiny_model), batch=2, passage_prompt="glia ", device="cpu")
    model = load_embedder(options, tmp_path)
    found = model.embed(["photon collider", "", "calcium"], "passage")
    plain = SentenceTransformer(str(tiny_model), device="cpu").encode(["glia photon collider", "glia calcium"])
    assert model.dimensions == 16
    assert np.allclose(found[[0, 2]], plain / np.linalg.norm(plain, axis=1, keepdims=True), atol=1e-5)
    assert not found[1].any()


def test_a_length_cuts_what_a_local_model_reads(tiny_model, tmp_path):
    short = load_embedder(EmbedderOptions(str(tiny_model), max_length=4, device="cpu"), tmp_path)
    one, other = short.embed(["photon photon photon photon glia glia", "photon photon photon photon"], "passage")
    assert np.allclose(one, other, atol=1e-5)


def test_a_corpus_is_embedded_by_a_local_model(tiny_model, tmp_path):
    corpus = write(tmp_path / "c.jsonl", records(3))
    arguments = ["embed", str(corpus), "--model", str(tiny_model), "--device", "cpu", "--half"]
    made = CliRunner().invoke(command, arguments)
    assert made.exit_code == 0, made.output
    assert "vectors of 16 numbers" in made.output
