"""The paper as the subject of every sentence, by density."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class PaperAsSubject(PhraseRule):
    """Each phrase of ``phrases/<language>/paper-as-subject.toml`` in the prose."""

    name = "paper-as-subject"
    severity = "warning"
    limit = 6.0
    what = (
        "Many sentences that report what the paper does: the paper proposes, experiments show, existing "
        "methods; 本文提出, 实验表明, 现有方法. One alone is a suggestion."
    )
    why = "A note explains how things are. A sentence that begins with the paper reports that somebody said so."
    example = "本文提出 HSTU，该方法通过逐点注意力建模，实验表明其更优。"
    instead = "HSTU 的注意力不做归一化，所以交互次数的多少留在输出里。"
    bad = (
        "本文提出 HSTU，该方法通过注意力建模。实验结果表明它更好。\n",
        "This paper introduces HSTU. The paper evaluates it against existing methods.\n",
    )
    good = (
        "HSTU 的注意力不做归一化。\n",
        "HSTU's attention is not normalised.\n",
    )
