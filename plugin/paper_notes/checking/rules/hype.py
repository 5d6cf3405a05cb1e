"""Words that praise instead of describing, by density."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class Hype(PhraseRule):
    """Each phrase of ``phrases/<language>/hype.toml`` in the prose."""

    name = "hype"
    severity = "warning"
    limit = 6.0
    what = (
        "Many words that praise instead of describing: significantly, comprehensive, groundbreaking, crucial;"
        " 显著提升, 强大的, 至关重要, 首次. One alone is a suggestion."
    )
    why = "A reader can check a number, but not an adjective."
    example = "The model significantly improves performance with a powerful, comprehensive design."
    instead = "The model raises accuracy from 71.2 to 74.9 %."
    bad = (
        "它显著提升了强大的性能，至关重要。\n",
        "A comprehensive and groundbreaking design, significantly better.\n",
    )
    good = (
        "准确率从 71.2 升到 74.9。\n",
        "Accuracy rises from 71.2 to 74.9 %.\n",
    )
