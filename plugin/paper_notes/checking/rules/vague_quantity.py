"""Various and across, instead of which and how many; by density."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class VagueQuantity(PhraseRule):
    """Each phrase of ``phrases/<language>/vague-quantity.toml`` in the prose."""

    name = "vague-quantity"
    severity = "warning"
    limit = 5.0
    what = (
        "Many words for a number that is not given: across diverse tasks, various, a wide range of; 多种任务, 各种,"
        " 一系列. One alone is a suggestion."
    )
    why = "The number was in the paper. Which data sets, and how many, takes no more room."
    example = "It works across diverse tasks and a wide range of models."
    instead = "It works on 5 of 7 tasks (Table 2), with 3 models."
    bad = (
        "它在多种任务、各种场景、一系列模型上更好。\n",
        "It works across diverse tasks and a wide range of models.\n",
    )
    good = (
        "它在 7 个任务中的 5 个上更好。\n",
        "It works on 5 of 7 tasks.\n",
    )
