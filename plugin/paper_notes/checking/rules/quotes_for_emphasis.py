from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.checking.score import prose_units
from paper_notes.note.document import Document

_HAN = re.compile(r"[“「『\"][^“”「」『』\"\n]{1,20}[”」』\"]")
_LATIN = re.compile(r"“[^“”\n]{1,40}”")
_LIMIT = 3.0
_MENTIONED = re.compile(
    r"(?:称为|称作|称之为|叫做?|叫作|所谓的?|名为|命名为|定义为|术语|记作|记为|比如|例如|譬如|[诸类]?如|像|问|说|写道?|写成|读作"
    r"|输入|提示|回答|回复|指令|单词|词语?|一词|标题|标签|类别|字样"
    r"|\b(?:called|named|termed?|words?|phrases?|dubbed"
    r"|e\.g\.|like|such as|says?|said|asks?|asked|prompts?|labels?|titled"
    r"|input|reads?|writes?|class|tokens?|questions?|queries|query|answers?|known as|i\.e\.))[\s,，:：是为了]*\Z"
    r"|[:：]\s*\Z",
    re.I,
)
"""What stands before words that are mentioned, not used: names, examples, prompts."""
_SAID = re.compile(r"[，。？！；,?!;…]|[.](?=.)")
"""Within quotation marks: a whole utterance, such as a prompt."""


class QuotesForEmphasis(Rule):
    name = "quotes-for-emphasis"
    severity = "warning"
    group = "style"
    weight = 1.0
    what = (
        "Many words in quotation marks that are no quotation: more than 3 per 1,000 words or 1,500 Han characters. "
        "One alone is a suggestion. Names, examples, prompts and Latin terms in a Chinese note are exempt."
    )
    why = "In a note, quotation marks say that the paper has these words on the page cited. For emphasis they mislead."
    example = "模型学到了“何时”调用、“如何”调用。"
    instead = "模型学到了调用的时机和方法。"
    bad = ("模型学到了“何时”调用、“如何”调用。\n",)
    good = (
        "模型学到了调用的时机。\n",
        "“保留强度”[p. 3](paper.pdf#page=3)\n",
        "这一步称为“蒸馏”，提示词如“把它译成中文”。\n",
        "See [“a title”](https://example.org).\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        chinese = document.language == "zh"
        found = [(start, end) for _, start, end in document.find(_HAN if chinese else _LATIN)]
        links = [(span.start, span.end) for _, span in document.spans("link")]
        found = [(s, e) for s, e in found if not any(a <= s and e <= b for a, b in links)]
        found = [(s, e) for s, e in found if not _is_mention(document, s, e)]
        many = len(found) >= 2 and len(found) / max(prose_units(document), 0.2) > _LIMIT
        for start, end in found:
            yield Fault(
                start,
                end,
                Message(
                    "quotation marks are for the paper's words with a page: take them off, or use the plain word",
                    "引号只用于论文原文（后附页码）：去掉引号，或换成本来的说法",
                ),
                severity=None if many else "suggestion",
            )


def _is_mention(document: Document, start: int, end: int) -> bool:
    """Whether quotation marks set words apart that are spoken of: a name, an example, a prompt, a foreign term."""
    inner = document.text[start + 1 : end - 1]
    if _SAID.search(inner) or (document.language == "zh" and inner.isascii()):
        return True
    return _MENTIONED.search(document.text[max(start - 12, 0) : start]) is not None
