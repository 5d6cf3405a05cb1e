"""Conclusions that hold for any paper."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class VagueConclusion(PhraseRule):
    """Each phrase of ``phrases/<language>/vague-conclusion.toml`` in the prose."""

    name = "vague-conclusion"
    severity = "warning"
    what = (
        "A conclusion without content: good results without a figure, further research is needed, the "
        "experiments validate the effectiveness; 取得了很好的效果, 有待进一步研究, 验证了有效性."
    )
    why = "Every paper reports good results and leaves something open. Which, and how much, is what a reader came for."
    example = "实验验证了该方法的有效性。"
    instead = "在 MovieLens-20M 上 HR@10 从 0.31 升到 0.36（[p. 8](paper.pdf#page=8)）。"
    bad = (
        "该模型取得了很好的效果。\n",
        "这一点有待进一步研究。\n",
        "Extensive experiments demonstrate the effectiveness of it.\n",
        "Further research is needed.\n",
    )
    good = (
        "HR@10 从 0.31 升到 0.36。\n",
        "HR@10 rises from 0.31 to 0.36.\n",
    )
