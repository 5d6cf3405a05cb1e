from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.phrase_rule import BANNED, PhraseRule
from paper_notes.checking.rule import Fault
from paper_notes.note.document import Document


class BannedPhrase(PhraseRule):
    name = BANNED
    severity = "error"
    what = "A phrase that this project's settings ban (``lint: phrases: banned``)."
    why = "Every collection has words of its own that its editors are tired of."
    example = "With `banned: [赋能]` in the settings: 大模型赋能推荐。"
    instead = "What the entry's ``instead`` says."
    bad = ("大模型赋能推荐。\n",)  # with the settings of the example
    good = ("大模型用于推荐。\n",)
    settings = ("lint.phrases.banned",)

    def check(self, document: Document) -> Iterator[Fault]:
        return super().check(document) if self.options.banned else iter(())
