"""What makes vectors of texts: the built-in analysis of the corpus, a local sentence-transformers folder, a server."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlsplit

from paper_notes.errors import PaperNotesError, UsageError
from paper_notes.finding.lsa import Lsa
from paper_notes.finding.source import needs_extra
from paper_notes.finding.terms import terms
from paper_notes.finding.waiting import asked_wait

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["query", "passage"]
LSA = "lsa"


class EmbeddingFailed(PaperNotesError):
    """The model or the server gave no vectors."""


class Embedder(Protocol):
    """Turns texts into vectors."""

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """(texts, dimensions) float32; a row of zeros for an empty text. Raises :class:`EmbeddingFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class EmbedderOptions:
    """``model`` is "lsa", a folder, or a model's name at the server ``url``.

    ``max_length`` in the model's tokens (0: its own), ``query_prompt`` and ``passage_prompt`` stand before texts, as
    instruct models want them; ``half`` computes in 16 bits where the device can.
    """

    model: str
    url: str = ""
    batch: int = 64
    max_length: int = 0
    normalize: bool = True
    half: bool = False
    device: str = ""
    query_prompt: str = ""
    passage_prompt: str = ""
    flash_attention: bool = False


@dataclass(frozen=True, slots=True)
class LsaEmbedder:
    """Latent semantic analysis (see :mod:`paper_notes.finding.lsa`)."""

    model: Lsa

    @property
    def dimensions(self) -> int:
        return self.model.dimensions

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        import numpy as np

        counts = [Counter(terms(text)) for text in texts]
        if kind == "query":
            return np.stack([self.model.query(each) for each in counts])
        return self.model.vectors(counts)


class LocalModel:
    """A sentence-transformers folder (E5, Jina, BGE, Qwen and their like), on a GPU where there is one.

    Raises :class:`UsageError` when the folder or the package is missing, :class:`EmbeddingFailed` when it is no model.
    """

    def __init__(self, options: EmbedderOptions) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise UsageError(
                "sentence-transformers is not installed", "Install it with: pip install sentence-transformers"
            ) from error
        folder = Path(options.model)
        if not folder.is_dir():
            raise UsageError(f"there is no model {folder}", "Name a folder that holds one, or use the model lsa.")
        arguments: dict[str, Any] = {}
        if options.half:
            arguments["torch_dtype"] = "float16"
        if options.flash_attention:
            arguments["attn_implementation"] = "flash_attention_2"
        self.options = options
        try:
            self.model = SentenceTransformer(
                str(folder), device=options.device or None, local_files_only=True, model_kwargs=arguments
            )
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            raise EmbeddingFailed(f"{folder}: the model can't be loaded ({_first_line(error)})") from error
        if options.max_length:
            self.model.max_seq_length = options.max_length

    @property
    def dimensions(self) -> int:
        known: Any = self.model
        ask = getattr(known, "get_embedding_dimension", None) or known.get_sentence_embedding_dimension
        return int(ask() or 0)

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        import numpy as np

        prompt = self.options.query_prompt if kind == "query" else self.options.passage_prompt
        found = np.zeros((len(texts), self.dimensions), np.float32)
        said = [place for place, text in enumerate(texts) if text.strip()]
        if said:
            try:
                found[said] = self.model.encode(
                    [prompt + texts[place] for place in said],
                    batch_size=self.options.batch,
                    normalize_embeddings=self.options.normalize,
                    convert_to_numpy=True,
                    show_progress_bar=False,
                ).astype(np.float32)
            except (RuntimeError, ValueError) as error:
                raise EmbeddingFailed(f"{self.options.model}: {_first_line(error)}") from error
        return found


_RETRIED = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
_TRIES = 6
_LONGEST_WAIT = 60.0
_TIMEOUT = 120.0


@dataclass(slots=True)
class Server:
    """A server with OpenAI's embeddings interface (vLLM, TEI, Ollama); the key comes from ``key``.

    Answers that ask for patience are waited for, at most a minute each and six times.
    """

    options: EmbedderOptions
    key: str = field(default="", repr=False)
    _dimensions: int = 0
    _client: Any = field(default=None, repr=False)

    @property
    def dimensions(self) -> int:
        if not self._dimensions:
            self._dimensions = len(self._ask(["dimensions"])[0])
        return self._dimensions

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        import numpy as np

        prompt = self.options.query_prompt if kind == "query" else self.options.passage_prompt
        found = np.zeros((len(texts), self.dimensions), np.float32)
        said = [place for place, text in enumerate(texts) if text.strip()]
        for first in range(0, len(said), self.options.batch):
            places = said[first : first + self.options.batch]
            rows = self._ask([prompt + texts[place] for place in places])
            if len(rows) != len(places) or any(len(row) != self._dimensions for row in rows):
                raise EmbeddingFailed(f"{self.options.url}: not one vector of {self._dimensions} numbers a text")
            found[places] = rows
        if self.options.normalize:
            found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
        return found

    def _ask(self, texts: list[str]) -> list[list[float]]:
        import httpx2

        if self._client is None:
            headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
            self._client = httpx2.Client(timeout=_TIMEOUT, headers=headers)
        address = self.options.url.rstrip("/") + "/embeddings"
        where = urlsplit(address)._replace(query="", fragment="").geturl()
        problem = ""
        for attempt in range(_TRIES):
            try:
                answer = self._client.post(address, json={"model": self.options.model, "input": texts})
            except httpx2.HTTPError as error:
                problem = str(error) or type(error).__name__
                wait = 2.0**attempt / 4
            else:
                if answer.status_code == 200:
                    return _vectors(answer, where)
                problem = f"it answered {answer.status_code}"
                if answer.status_code not in _RETRIED:
                    break
                wait = asked_wait(answer.headers.get("retry-after"), 2.0**attempt / 4)
            if attempt + 1 < _TRIES:
                time.sleep(min(wait, _LONGEST_WAIT))
        raise EmbeddingFailed(f"{where} gave no vectors ({problem})")


def load_embedder(options: EmbedderOptions, folder: Path, key: str = "") -> Embedder:
    """The embedder of a model; ``folder`` is where a trained ``lsa`` lies. Raises :class:`UsageError`."""
    if options.url:
        return Server(options, key)
    if options.model == LSA:
        try:
            import scipy.sparse  # noqa: F401
        except ImportError as error:
            raise needs_extra("scipy") from error
        try:
            return LsaEmbedder(Lsa.load(folder))
        except (OSError, KeyError, ValueError) as error:
            raise UsageError(f"{folder}: no analysis lies here", "Make it with: paper-notes corpus embed") from error
    return LocalModel(options)


def _vectors(answer: Any, where: str) -> list[list[float]]:
    try:
        rows = sorted(answer.json()["data"], key=lambda row: row["index"])
        found = [[float(number) for number in row["embedding"]] for row in rows]
        if not found:
            raise ValueError("no vectors")
        return found
    except (KeyError, TypeError, ValueError) as error:
        raise EmbeddingFailed(f"{where}: the answer holds no embeddings") from error


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
