"""Praise that would fit any paper."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class EmptyPraise(PhraseRule):
    """Each phrase of ``phrases/<language>/empty-praise.toml`` in the prose."""

    name = "empty-praise"
    severity = "error"
    what = (
        "Praise without a reason: this is an important work, it provides new ideas for the field, it has "
        "great significance and broad application prospects; "
        "这是一篇重要的工作, 为该领域提供了新思路, 具有重要意义, 广泛应用前景."
    )
    why = "Praise that fits any paper tells a reader nothing; what was solved that nobody had solved does."
    example = "这是一篇重要的工作，为该领域提供了新思路。"
    instead = "此前的推荐模型加大算力不再变好；HSTU 到 1.5 万亿参数仍在变好。"
    bad = (
        "这是一篇重要的工作。\n",
        "它为该领域提供了新思路。\n",
        "该工作具有重要意义。\n",
        "它有广泛的应用前景。\n",
        "This is an important work.\n",
        "It provides new ideas for the field.\n",
        "It has important significance and broad application prospects.\n",
    )
    good = (
        "HSTU 到 1.5 万亿参数仍在变好。\n",
        "HSTU keeps improving up to 1.5 trillion parameters.\n",
    )
