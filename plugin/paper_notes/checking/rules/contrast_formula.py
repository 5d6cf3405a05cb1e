"""Not A but B, not only A but also B, by density."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class ContrastFormula(PhraseRule):
    """Each phrase of ``phrases/<language>/contrast-formula.toml`` in the prose."""

    name = "contrast-formula"
    severity = "warning"
    limit = 4.0
    what = (
        "Many sentences built as a contrast: not only … but also, rather than, while maintaining; 不仅…还…, "
        "不是…而是…, 而非. One alone is a suggestion."
    )
    why = (
        "The figure is worth its words only where somebody holds the first half. Elsewhere it says half as "
        "much in twice the space."
    )
    example = "它不仅更快，还更准，是一次重构而非修补。"
    instead = "它快 2 倍，HR@10 高 0.05。"
    bad = (
        "它不是修补，而是重构，靠结构而非数据。\n",
        "It is not only faster but also better, rather than bigger.\n",
    )
    good = (
        "它快 2 倍。\n",
        "It is twice as fast.\n",
    )
