"""The paper's "we" outside a quotation."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class PaperWe(PhraseRule):
    """Each phrase of ``phrases/<language>/paper-we.toml`` in the prose."""

    name = "paper-we"
    severity = "warning"
    what = "\"We\" or 我们 in a note's own words, where it speaks for the paper's authors."
    why = "A reader can't tell the authors' claim from the note's."
    example = "We train on 8 GPUs."
    instead = "The authors train on 8 GPUs. Or, quoted: “We train on 8 GPUs” [p. 6](paper.pdf#page=6)."
    bad = (
        "我们用 8 张卡训练。\n",
        "We train on 8 GPUs.\n",
    )
    good = (
        "作者用 8 张卡训练。\n",
        "“We train on 8 GPUs” [p. 6](paper.pdf#page=6).\n",
    )
