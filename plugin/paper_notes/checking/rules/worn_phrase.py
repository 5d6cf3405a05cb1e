"""Expressions worn out by blogs and newsletters."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class WornPhrase(PhraseRule):
    """Each phrase of ``phrases/<language>/worn-phrase.toml`` in the prose."""

    name = "worn-phrase"
    severity = "suggestion"
    what = (
        "An expression that blogs have worn out: let's dive in, in a nutshell, a masterclass in; "
        "归根结底, 大道至简, 那么问题来了, 干货满满, 点赞收藏."
    )
    why = "It keeps a reader company and tells nothing; a note is read for what the paper does."
    example = "那么问题来了：为什么不用 Softmax？说白了，它太慢。"
    instead = "不用 Softmax，因为每一步都要对整个词表求和。"
    bad = (
        "那么问题来了：为什么不用 Softmax？\n",
        "它的精髓在于不做归一化。\n",
        "以上是全部内容，欢迎批评指正。\n",
        "Let's dive in: the model has two parts.\n",
        "In a nutshell, it is a filter.\n",
    )
    good = (
        "这里的问题是归一化。\n",
        "本质矩阵有五个自由度。\n",
        "The swimmers dive in pairs.\n",
    )
