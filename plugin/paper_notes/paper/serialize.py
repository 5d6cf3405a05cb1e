"""A paper to bytes and back, as the cache keeps it."""

from __future__ import annotations

import msgspec

from paper_notes.paper.model import Paper

_decoder = msgspec.json.Decoder(Paper)
_encoder = msgspec.json.Encoder()


def to_json(paper: Paper) -> bytes:
    """Everything that was read, as JSON."""
    return _encoder.encode(paper)


def from_json(raw: bytes) -> Paper:
    """Undo :func:`to_json`; raises ``msgspec.DecodeError`` when the bytes are no paper."""
    return _decoder.decode(raw)
