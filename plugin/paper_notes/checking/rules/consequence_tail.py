"""Clauses at a sentence's end that claim an effect, by density."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class ConsequenceTail(PhraseRule):
    """Each phrase of ``phrases/<language>/consequence-tail.toml`` in the prose."""

    name = "consequence-tail"
    severity = "warning"
    limit = 4.0
    what = (
        "Many clauses hung on a sentence's end that claim an effect nobody has argued for: , enabling …, "
        "thereby improving …; 从而实现…, ，以提升…. One alone is a suggestion."
    )
    why = "The effect is the interesting claim. In a subordinate clause it needs no evidence, and gets none."
    example = "The model shares weights, thereby improving efficiency."
    instead = "The model shares weights. Training takes 6 hours instead of 11 (Table 4)."
    bad = (
        "它共享参数，从而提升效率，以增强鲁棒性。\n",
        "It shares weights, thereby improving speed, enabling scale.\n",
    )
    good = (
        "它共享参数。训练从 11 小时降到 6 小时。\n",
        "It shares weights. Training takes 6 hours instead of 11.\n",
    )
