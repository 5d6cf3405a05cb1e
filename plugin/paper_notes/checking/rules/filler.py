"""Words that can go, by density."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class Filler(PhraseRule):
    """Each phrase of ``phrases/<language>/filler.toml`` in the prose."""

    name = "filler"
    severity = "warning"
    limit = 12.0
    what = (
        "Many words that can go: furthermore, in order to, the fact that; 此外, 具体来说, 进行分析. One alone is a "
        "suggestion."
    )
    why = "Order already shows that a sentence goes on from the last one."
    example = "此外，为了解决这一问题，对数据进行了分析。"
    instead = "对数据的分析见表 2。"
    bad = (
        "此外，能够进行分析。具体来说，进一步进行了验证。\n",
        "Furthermore, in order to win. Moreover, due to the fact that it ran.\n",
    )
    good = (
        "数据见表 2。\n",
        "Table 2 has the data.\n",
    )
