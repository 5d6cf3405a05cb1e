"""Questions and answers: enough of them, open, and argued."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.language.script import han_count
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document
from paper_notes.note.labels import says_missing
from paper_notes.note.prose import WORD

FEWEST = 3
SHORTEST_WORDS = 25
SHORTEST_HAN = 40
SHORTEST_ARGUED = 0.4
"""Of these lengths; an answer with a reason, a condition or an example may be that short."""

_NUMBERED = re.compile(r"\s*(?:Q|问题?|Question)\s*\d*\s*[:：.、]", re.I)
_REASON = re.compile(
    r"\b(?:because|since|so|therefore|thus|hence|otherwise|if|when|unless|while|whereas|for example|e\.g|such as|due to"
    r"|consider|suppose|means|lets?|allows?|prevents?|leads?|causes?|would|instead|but|however|only|as long as|then)\b"
    r"|因为|由于|因此|所以|之所以|从而|使得|导致|否则|如果|若|当|例如|比如|假设|意味|而|但|只要|才|故|避免|为了|于是|相比",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:fail\w*|limit\w*|when|break\w*|assum\w*|under wh\w+|edge|cost\w*|worse|not|without|wrong"
    r"|hold\w*|price|only)\b"
    r"|失效|局限|受限|什么情况|何时|假设|边界|代价|前提|不适|不能|无法|缺点|适用|限制|成立",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the block it stands in, and the blocks of its answer."""

    block: Block
    answer: tuple[Block, ...]


def questions(document: Document) -> list[Question] | None:
    """The questions of the Q&A section; None when there is no such section."""
    section = document.section("qa")
    if section is None:
        return None
    found: list[tuple[Block, list[Block]]] = []
    headings = any(_asks(block) for block in section.blocks if block.kind == "heading")
    for block in section.blocks:
        asks = _asks(block) and (block.kind == "heading" if headings else _leads(block))
        if asks:
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    return [Question(block, tuple(answer)) for block, answer in found]


def _asks(block: Block) -> bool:
    if block.kind not in ("heading", "paragraph"):
        return False
    text = block.text.strip()
    first = text.partition("\n")[0].rstrip()
    if _NUMBERED.match(text) or (first.endswith(("?", "？")) and len(first) < 300):
        return True
    led = re.match(r"[^.。\n]{2,200}?[?？](?=\s|$)", text)  # the answer may follow on the same line
    return led is not None and block.kind == "paragraph" and _is_bold(block, led.end())


def _is_bold(block: Block, length: int = 0) -> bool:
    """Whether a paragraph begins in bold type, and stays in it for about ``length`` characters."""
    return any(s.start <= block.start and s.inner_end - s.inner_start >= length - 2 for s in block.of_kind("strong"))


def _leads(block: Block) -> bool:
    """Whether a paragraph that asks is set off as a question: bold, numbered "Q1", or a question alone."""
    return _is_bold(block) or bool(_NUMBERED.match(block.text)) or block.text.strip().endswith(("?", "？"))


class TooFewQuestions(Rule):
    name = "too-few-questions"
    severity = "error"
    group = "structure"
    what = "A Q&A section with fewer than three questions. A suggestion in extracts, which ask what the paper answers."
    why = "One question on why, one on a detail and one on limits are the least that deepens a reading."
    example = "## Q&A\n\n### Q1: Why no recurrence?\n\nBecause steps can't run in parallel."
    instead = "Three or more: why it is designed so, what a detail means, when it fails, where else it could be used."
    bad = (example, "## 深度理解问答\n\n### Q1：为什么？\n\n因为甲。\n\n### Q2：何时失效？\n\n当乙。\n", "## Q&A\n")
    good = (
        "## Q&A\n\n### Q1: Why?\n\nA.\n\n### Q2: What?\n\nB.\n\n### Q3: When not?\n\nC.\n",
        "## 问答\n\n**问1：为什么？**\n甲。\n\n**问2：是什么？**\n乙。\n\n**问3：何时失效？**\n丙。\n",
        "## Q&A\n\n**Why?** A.\n\n**What is it?**\n\nB.\n\n- **Q3: When not?**\n\n  C.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        found = questions(document)
        section = document.section("qa")
        if found is None or section is None or len(found) >= FEWEST:
            return
        severity: Severity | None = "suggestion" if document.status == "extract" else None
        heading = section.heading
        many = ("is no question", "is one question", "are two questions")[len(found)]
        message = Message(f"ask at least three questions; there {many} here", f"至少写三个问题；这里有 {len(found)} 个")
        yield Fault(heading.start, heading.end, message, severity=severity)


class UnarguedAnswer(Rule):
    name = "unargued-answer"
    severity = "warning"
    group = "structure"
    what = (
        "An answer without a word that gives a reason, a condition or an example, or one of fewer than 25 words or 40 "
        "Han characters (10 or 16 where there is such a word). An answer that quotes the paper with its page is the "
        "paper's argument and passes."
    )
    why = "A bare assertion answers nothing that the reader couldn't have guessed."
    example = "### Q1: Why no softmax?\n\nBecause it is bad."
    instead = (
        "### Q1: Why no softmax?\n\nSoftmax makes the weights of every user sum to 1. Two users with 10 "
        "and with 100 clicks "
        "then look alike, so the model can't tell who is more active; a pointwise activation keeps the sum."
    )
    bad = (
        "## Q&A\n\n" + example + "\n",
        "## 问答\n\n### Q1：为什么？\n\n效果更好，速度更快。\n",
        "## Q&A\n\n### Q1: Why?\n\n### Q2: What?\n\nText " + "word " * 30 + "because.\n",
    )
    good = (
        "## Q&A\n\n" + instead + "\n",
        "## 问答\n\n### Q1：为什么？\n\n因为归一化之后只剩相对大小，活跃度就看不出来了。\n",
        "## 问答\n\n### Q1：为什么？\n\n> It is so. [p. 3](paper.pdf#page=3)\n",
        "## 问答\n\n### "
        "Q1：为什么？\n\n因为归一化之后只剩相对大小，十次与一百次点击的两个用户看起来没有差别，模型也就学不到活跃度。\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        for question in questions(document) or ():
            blocks = [block for block in question.answer if block.kind in ("paragraph", "cell")]
            quoted = any(block.quote is not None and block.quote.role == "paper" for block in blocks)
            if quoted or any(block.of_kind("citation") and "“" in _source(document, block) for block in blocks):
                continue
            text = "\n".join(block.text for block in blocks)
            inline = "" if question.block.kind == "heading" else re.split(r"[?？]", question.block.text, maxsplit=1)[-1]
            text = f"{inline}\n{text}"
            where = question.block
            if any(says_missing(block) for block in blocks):
                continue
            length = han_count(text) / SHORTEST_HAN + len(WORD.findall(text)) / SHORTEST_WORDS
            argued = _REASON.search(text) is not None
            if not text.strip():
                yield Fault(where.start, where.end, Message("answer this question", "回答这个问题"))
            elif argued and length < SHORTEST_ARGUED:
                message = Message(
                    "the answer is too short to convince: add an example, a number or a condition",
                    "回答太短，说服不了人：补一个例子、数字或条件",
                )
                yield Fault(where.start, where.end, message)
            elif not argued:
                message = Message(
                    "the answer asserts: say why it holds, or when it doesn't",
                    "回答只有断言：写出为什么成立，或何时不成立",
                )
                yield Fault(where.start, where.end, message)


def _source(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


class NoQuestionOnLimits(Rule):
    name = "no-question-on-limits"
    severity = "suggestion"
    group = "structure"
    what = "Three or more questions, none of which asks when the method fails, what it presumes or what it costs."
    why = "The limits are what a reader who wants to use the method has to know."
    example = "### Q1: Why A?\n\n### Q2: How B?\n\n### Q3: What is C?"
    instead = "### Q3: When does C fail?"
    bad = ("## Q&A\n\n### Q1: Why A?\n\nT.\n\n### Q2: How B?\n\nT.\n\n### Q3: What is C?\n\nT.\n",)
    good = ("## Q&A\n\n### Q1: Why A?\n\nT.\n\n### Q2: How B?\n\nT.\n\n### Q3: When does C fail?\n\nT.\n",)

    def check(self, document: Document) -> Iterator[Fault]:
        found = questions(document) or []
        section = document.section("qa")
        if section is None or len(found) < FEWEST or document.status == "extract":
            return
        if not any(_LIMIT.search(question.block.text) for question in found):
            message = Message(
                "ask one question on limits: when does it fail, what does it presume, what does it cost",
                "问一个关于局限的问题：何时失效、有什么前提、代价是什么",
            )
            yield Fault(section.heading.start, section.heading.end, message)
