from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document

_EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}"
    "|[\U0001f300-\U0001faff\u2600-\u2604\u260e\u2611\u2614-\u2615\u26a0-\u26a1\u26d4\u2705\u270a-\u270d\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2763-\u2764\u2795-\u2797\u2b50\u2b55\u231a-\u231b\u23e9-\u23f3\u203c\u2049\u2139]\ufe0f?"
    "|[0-9#*]\ufe0f?\u20e3)[\U0001f3fb-\U0001f3ff]?(?:\u200d[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?)*"
)

_ANY = re.compile("[\u203c-\u2b55\U0001f1e6-\U0001faff]")
"""A character that may be one: tells at once that most notes have none."""


class Emoji(Rule):
    name = "emoji"
    severity = "warning"
    group = "format"
    weight = 1.0
    what = "An emoji in a heading, a paragraph, a list or a table. The stars of the meta block are exempt."
    why = "Emoji decorate and say nothing; in a list of results they take the place of the result."
    example = "## 🚀 Results"
    instead = "## Results"
    bad = ("## 🚀 Results\n", "速度提高 2 倍 ✅\n", "Text with a 👍🏽.\n")
    good = ("> **Paper**: X  \n> **Difficulty**: ⭐⭐⭐ (attention)\n", "`🚀` is code.\n", "A → B, x ∈ X, 5 × 4 ✓\n")

    def check(self, document: Document) -> Iterator[Fault]:
        if not _ANY.search(document.text):
            return
        for block in document.of_kind("heading", "paragraph", "cell"):
            if block.is_ours:
                for match, start, end in block.prose.finditer(_EMOJI):
                    yield _fault(match.group(), start, end)
        for block in document.of_kind("html"):
            for match in _EMOJI.finditer(document.text, block.start, block.end):
                yield _fault(match.group(), *match.span())


def _fault(emoji: str, start: int, end: int) -> Fault:
    return Fault(
        start, end, Message(f"leave out {emoji}: say in words what it stands for", f"删去 {emoji}：用文字说出它的意思")
    )
