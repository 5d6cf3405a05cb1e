"""Sentences that only announce the next one."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class TemplateSentence(PhraseRule):
    """Each phrase of ``phrases/<language>/template-sentence.toml`` in the prose."""

    name = "template-sentence"
    severity = "error"
    what = (
        "A stock sentence that announces what the next one says: the core contribution of this paper is, the "
        "advantage of this method is, in summary, it is worth noting that; "
        "本文的核心贡献是, 该方法的优势在于, 综上所述, 值得注意的是."
    )
    why = "It fits any paper, so it tells nothing about this one, and it stands where the fact should be."
    example = "值得注意的是，HSTU 不用 Softmax。"
    instead = "HSTU 不用 Softmax。"
    bad = (
        "本文的核心贡献是提出 HSTU。\n",
        "该方法的优势在于速度。\n",
        "综上所述，它更快。\n",
        "值得注意的是，它更快。\n",
        "The core contribution of this paper is HSTU.\n",
        "The advantage of this method is its speed.\n",
        "In summary, it is faster.\n",
        "It is worth noting that it is faster.\n",
    )
    good = (
        "HSTU 用逐点注意力代替 Softmax。\n",
        "> “综上所述，它更快。”[p. 3](paper.pdf#page=3)\n",
        "HSTU replaces softmax by pointwise attention.\n",
        "`in summary` is code.\n",
    )
