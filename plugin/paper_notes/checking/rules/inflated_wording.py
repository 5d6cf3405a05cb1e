"""Grand words where a plain one says the same, by density."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class InflatedWording(PhraseRule):
    """Each phrase of ``phrases/<language>/inflated-wording.toml`` in the prose."""

    name = "inflated-wording"
    severity = "warning"
    limit = 8.0
    what = (
        "Many grand words for plain things: leverage, underscore, landscape, capabilities; 闭环, 赋能, 范式, 洞察, "
        "旨在. One alone is a suggestion."
    )
    why = (
        "A grand word hides which thing is meant. What a field's terms name stays: terms are listed in "
        "phrases/<language>/terms.toml and in the user's own settings."
    )
    example = "The framework leverages its capabilities to foster insights."
    instead = "The model uses the user's last 200 clicks."
    bad = (
        "它旨在形成闭环，给出核心洞察。\n",
        "It leverages capabilities and fosters insights.\n",
    )
    good = (
        "模型用最近 200 次点击。\n",
        "The model uses the last 200 clicks.\n",
    )
