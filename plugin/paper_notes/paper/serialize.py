"""A paper to bytes and back, and as the public JSON of ``paper-notes read --json``."""

from __future__ import annotations

from typing import Any

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


def public(paper: Paper) -> dict[str, Any]:
    """What ``read --json`` prints for one paper; boxes in points from the top left of the page as displayed."""
    meta = paper.metadata
    return {
        "title": meta.title,
        "authors": list(meta.authors),
        "abstract": meta.abstract,
        "year": meta.year,
        "venue": meta.venue,
        "arxiv": meta.arxiv,
        "doi": meta.doi,
        "language": meta.language,
        "pages": paper.pages,
        "sections": [
            {
                "title": section.title,
                "number": section.number,
                "level": section.level,
                "page": section.page,
                "role": section.role,
            }
            for section in paper.sections
            if section.title
        ],
        "figures": [public_figure(figure) for figure in paper.figures],
        "formulas": [
            {"page": formula.page, "number": formula.number, "bbox": _rounded(formula.box), "text": formula.text}
            for formula in paper.formulas
        ],
        "references": list(paper.references),
        "has_text": paper.has_text,
        "problems": [
            {"message": problem.message, "page": problem.page, "hint": problem.hint} for problem in paper.problems
        ],
    }


def public_figure(figure: Any) -> dict[str, Any]:
    """One figure as ``figures --json`` and ``read --json`` print it."""
    return {
        "page": figure.page,
        "kind": figure.kind,
        "number": figure.number,
        "label": figure.label,
        "caption": figure.caption,
        "bbox": _rounded(figure.box),
        "caption_bbox": _rounded(figure.caption_box),
        "type": figure.type,
        "image": f"{figure.name}.png",
    }


def _rounded(box: tuple[float, ...]) -> list[float]:
    return [round(value, 1) for value in box]
