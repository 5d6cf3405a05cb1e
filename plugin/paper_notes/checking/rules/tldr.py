"""The TL;DR: two or three sentences that fit a hurried reader, and say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.language.identify import is_chinese
from paper_notes.language.script import han_count
from paper_notes.note.document import Document
from paper_notes.note.labels import says_missing
from paper_notes.note.prose import GAP, WORD

MOST = 100

_PROBLEM = re.compile(
    r"\b(?:but|however|yet|cannot|can[’']t|fail\w*|problems?|limit\w*|lacks?|without|bottleneck\w*|expensive|costl?y?|slow\w*"
    r"|hard|difficult\w*|suffer\w*|instead of|rather than|unable|poor\w*|rel(?:y|ies) on|requires?|needs?|only|until"
    r"|quadratic\w*|challenge\w*|gap|trade-?off|degrad\w*|too|unclear|unstable|sequential\w*|waste\w*|still|error\w*)\b"
    r"|问题|无法|不能|难以|困难|瓶颈|依赖|缺|不足|代价|昂贵|局限|受限|需要|太|慢|挑战|却|但|尚|只能|不稳|失效|下降|退化|开销|误差|限制|矛盾",
    re.I,
)
_APPROACH = re.compile(
    r"\b(?:propos\w+|introduc\w+|present\w*|replac\w+|us(?:e|es|ing)|train\w*|learn\w*|design\w*|builds?|combin\w+|model\w*"
    r"|method|approach|architecture|algorithm|framework|turn\w*|recast\w*|add\w*|predict\w*"
    r"|compute\w*|by \w+ing|via|with"
    r"|drops?|removes?|keeps?|splits?|shows?|proves?|defin\w+|reformulat\w+|appl\w+|optimi[sz]\w+|estimat\w+)\b"
    r"|提出|引入|采用|使用|通过|利用|设计|改用|替代|代替|转化|转为|训练|学习|模型|方法|架构|算法|框架|构建|用|把|将|证明|给出|改为",
    re.I,
)
_CONCRETE = re.compile(
    rf"\d|{GAP}|\b[A-Z]{{2,}}\w*|\b[A-Z][a-z]+[A-Z]\w*|\b\w+-\w+\b|\b(?<![.!?] )(?<!^)[A-Z][a-z]{{2,}}", re.M
)
_LATIN_TERM = re.compile(r"[A-Za-z]{3,}")


def tldr_text(document: Document) -> tuple[str, int, int, int] | None:
    """Text of the TL;DR (the paper's words included), its number of sentences, start and end; None without one."""
    section = document.section("tldr")
    if section is None:
        return None
    blocks = [block for block in section.blocks if block.kind in ("paragraph", "cell")]
    if len(blocks) == 1 and says_missing(blocks[0]):
        return None
    if not blocks:
        return "", 0, section.heading.start, section.heading.end
    text = "\n".join(block.text for block in blocks)
    return text, sum(len(block.prose.sentences) for block in blocks), blocks[0].start, blocks[-1].end


def length(text: str) -> tuple[int, str]:
    """Length and unit: Han characters with Latin words among them counted as one each, or words."""
    if is_chinese(text):
        return han_count(text) + len(WORD.findall(text)), "characters"
    return len(text.split()), "words"


class TldrLength(Rule):
    name = "tldr-length"
    severity = "error"
    group = "structure"
    what = (
        "A TL;DR of fewer than two or more than three sentences, or of more than 100 words (in Chinese: 100 Han "
        "characters; a Latin word among them counts as one). An extract, which quotes whole sentences of the paper, "
        "gets a suggestion."
    )
    why = (
        "It is for readers who read nothing else; one sentence can't hold problem, approach and result, "
        "five are a text."
    )
    example = "## TL;DR\n\nIt proposes a new attention."
    instead = (
        "## TL;DR\n\nRecurrent models read a sentence word by word and so train slowly. The Transformer "
        "replaces recurrence "
        "by self-attention and reaches 28.4 BLEU on WMT14 English-German after 3.5 days on 8 GPUs."
    )
    bad = (
        "## TL;DR\n\nIt proposes a new attention.\n",
        "## TL;DR\n\n" + "甲乙丙丁。" * 2 + "长" * 101 + "。\n",
        "## TL;DR\n",
    )
    good = (
        instead,
        "## TL;DR\n\n旧模型逐词计算，难以并行。Transformer 只用 Attention，训练快 3 倍。\n",
        "# No such section\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        found = tldr_text(document)
        if found is None:
            return
        text, sentences, start, end = found
        count, unit = length(text)
        extract = document.status == "extract"
        severity: Severity | None = "suggestion" if extract else None
        if sentences == 0:
            yield Fault(
                start,
                end,
                Message(
                    "write two or three sentences: the problem, the approach, what is new",
                    "写两三句：问题、做法、新在哪里",
                ),
            )
        elif sentences not in (2, 3):
            many = "one sentence" if sentences == 1 else f"{sentences} sentences"
            yield Fault(
                start,
                end,
                Message(f"this is {many}: write two or three", f"这里有 {sentences} 句：写两三句"),
                severity=severity,
            )
        if count > MOST:
            yield Fault(
                start,
                end,
                Message(
                    f"these are {count} {unit}: shorten to {MOST} at most", f"这里有 {count} 个字（词）：最多 {MOST} 个"
                ),
                severity=severity,
            )


class VagueTldr(Rule):
    name = "vague-tldr"
    severity = "warning"
    group = "structure"
    what = (
        "A TL;DR without a word on the problem (what fails, costs or limits), without one on the approach, or without "
        "anything concrete: a number, a formula, a name. Not asked of an extract, whose TL;DR is the paper's own words."
    )
    why = "“Improves results by a new method” fits every paper."
    example = "## TL;DR\n\nThe paper studies translation. The results are good."
    instead = TldrLength.instead
    bad = (
        "## TL;DR\n\nThe paper is about translation. The results are good.\n",
        "## TL;DR\n\n论文很有意思。结果很好。\n",
    )
    good = (TldrLength.instead, TldrLength.good[1])

    def check(self, document: Document) -> Iterator[Fault]:
        found = tldr_text(document)
        if found is None or found[1] == 0 or document.status == "extract":
            return
        text, _, start, end = found
        concrete = _CONCRETE.search(text) or (document.language == "zh" and _LATIN_TERM.search(text))
        missing = [
            what
            for what, there in (
                (
                    Message(
                        "the problem (what fails, costs too much or is missing today)",
                        "问题（现在哪里不行、太贵或缺少）",
                    ),
                    _PROBLEM.search(text),
                ),
                (Message("the approach (what is done instead)", "做法（改成怎样做）"), _APPROACH.search(text)),
                (
                    Message("something concrete (a number, a component, a name)", "具体的东西（数字、部件或名称）"),
                    concrete,
                ),
            )
            if not there
        ]
        if missing:
            yield Fault(
                start,
                end,
                Message(f"name {' and '.join(m.en for m in missing)}", f"写出{'；'.join(m.zh for m in missing)}"),
            )
