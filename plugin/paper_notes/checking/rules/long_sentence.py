from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.language.script import HAN_CHARACTER
from paper_notes.note.document import Document
from paper_notes.note.prose import WORD

LONGEST = 35
"""Latin words; a Han character counts as half a word."""
_WARN_FROM = 50


_SEMICOLON = re.compile(r"；|;(?=\s)")


class LongSentence(Rule):
    name = "long-sentence"
    severity = "warning"
    group = "style"
    what = (
        "A sentence of more than 35 words, or 70 Han characters. From 50 words, or 100 characters, on it is a warning. "
        "Semicolons part a sentence: the longest part counts."
    )
    why = "A reader keeps the beginning of a sentence in mind until its end. Plain-language guides advise 25 words."
    example = "One sentence that introduces a module, says what it replaces, why, how it is trained and what it gains."
    instead = "One sentence for each of these."
    bad = (
        "该模型先把用户的历史行为按时间排成一个序列，再把物品和行为交替地放进去，然后用一个没有归一化的注意力层处理这个序列，"
        "最后由一个多任务的预测头输出点击、收藏和观看时长等多个目标的分数。\n",
        "The model first sorts a user's past actions by time into one sequence, then interleaves items and actions, "
        "then feeds the sequence to an attention layer without normalisation, and at last lets a head with several "
        "tasks predict clicks and watch time.\n",
    )
    good = (
        "模型把历史行为排成序列。注意力层不做归一化。\n",
        "第一步把用户的历史行为按时间先后排成一个序列，物品和行为交替出现；第二步用一个没有归一化的注意力层处理这个序列；"
        "第三步由一个多任务的预测头输出点击、收藏和时长的分数；第四步把分数加权求和得到排序。\n",
        "The model sorts actions by time. It does not normalise.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        for block in document.prose_blocks:
            text = block.text
            if len(text) <= LONGEST * 2:
                continue
            for start, end in block.prose.sentences:
                if end - start <= LONGEST * 2:
                    continue
                parts = [(start, start), *(m.span() for m in _SEMICOLON.finditer(text, start, end)), (end, end)]
                length = max(_words(text, a, b) for (_, a), (b, _) in pairwise(parts))
                if length > LONGEST:
                    severity: Severity | None = None if length >= _WARN_FROM else "suggestion"
                    message = Message(
                        f"this sentence has {round(length)} words: make it two or three, one thing in each",
                        f"这一句有 {round(length * 2)} 个字：拆成两三句，每句只说一件事",
                    )
                    yield Fault(*block.prose.span(start, end), message, severity=severity)


def _words(text: str, start: int, end: int) -> float:
    return len(WORD.findall(text, start, end)) + len(HAN_CHARACTER.findall(text, start, end)) / 2
