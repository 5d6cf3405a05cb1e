"""What the section on experiments must hold: conclusions beside the numbers, a figure or table, ablations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document
from paper_notes.note.labels import FIGURE, labels, says_missing, states_absence

_ABLATION = re.compile(
    r"\bablat\w*|\bvariations?\b|\bvarying\b|\bwithout\b|\bcomponents?\b|\bsensitivit\w*|\bremov\w*|消融|去掉|移除|组件|敏感性|变体",
    re.I,
)
_PICTURED = r"figures?|tables?|plots?|charts?|图|表"


class NumbersWithoutConclusion(Rule):
    name = "numbers-without-conclusion"
    severity = "warning"
    group = "structure"
    what = (
        "A section on experiments that holds tables or figures but no sentence on what follows from them. "
        "A suggestion in extracts."
    )
    why = "The table stands in the paper; what it shows, and against what, is what the note is read for."
    example = "## Experiments\n\n| Model | BLEU |\n|---|---|\n| A | 27.3 |\n| B | 28.4 |"
    instead = example + "\n\nB gains 1.1 BLEU over A at a quarter of the training cost."
    bad = (example, "## 实验分析\n\n![结果](images/fig3_result_main.png)\n", "## Experiments\n")
    good = (instead, "## 实验分析\n\n> The model wins by 1.1 BLEU. [p. 8](paper.pdf#page=8)\n", "# T\n")

    def check(self, document: Document) -> Iterator[Fault]:
        section = document.section("experiments")
        if section is None:
            return
        described = {id(label.block) for label in labels(document, section.blocks, FIGURE)}
        for block in section.blocks:
            is_text = block.kind == "paragraph" and id(block) not in described and block.prose.sentences
            if is_text and any(c.isalpha() for c in block.text):
                return
        heading = section.heading
        message = Message(
            "say what follows from the results: what improves, against what, by how much",
            "写出由结果得到的结论：什么变好了、比谁好、好多少",
        )
        severity: Severity | None = "suggestion" if document.status == "extract" else None
        yield Fault(heading.start, heading.end, message, severity=severity)


class ResultsWithoutPicture(Rule):
    name = "results-without-picture"
    severity = "warning"
    group = "structure"
    what = (
        "A section on experiments that shows neither a table nor a figure and doesn't say why. A "
        "suggestion in extracts."
    )
    why = "The main result in one table lets a reader check the conclusion."
    example = "## Experiments\n\nThe model is better than all others."
    instead = "## Experiments\n\n| Model | BLEU |\n|---|---|\n| A | 28.4 |\n\nA gains 1.1 BLEU."
    bad = (example,)
    good = (
        instead,
        "## 实验分析\n\n论文没有实验结果的图表，只有证明。\n",
        "## Experiments\n\n*No results were found.*\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        section = document.section("experiments")
        if section is None:
            return
        shown = any(
            block.kind == "cell" or block.of_kind("image") or (block.kind == "html" and "<img" in block.content)
            for block in section.blocks
        )
        if not shown and not states_absence(section.blocks, _PICTURED):
            message = Message(
                "show the main result here: a figure of the paper, or a small table",
                "在这里给出主要结果：论文的一张图，或一个小表",
            )
            severity: Severity | None = "suggestion" if document.status == "extract" else None
            yield Fault(section.heading.start, section.heading.end, message, severity=severity)


class MissingAblation(Rule):
    name = "missing-ablation"
    severity = "suggestion"
    group = "structure"
    what = "A section on experiments without a word on ablations or on what a single component contributes."
    why = "Ablations show which part of a method earns its keep."
    example = "## Experiments\n\nThe model gains 1.1 BLEU."
    instead = (
        "## Experiments\n\nThe model gains 1.1 BLEU; without label smoothing 0.4 of it are lost (ablation, Table 3)."
    )
    bad = (example,)
    good = (instead, "## 实验分析\n\n论文没有消融实验。\n")

    def check(self, document: Document) -> Iterator[Fault]:
        section = document.section("experiments")
        if section is None or any(says_missing(block) for block in section.blocks):
            return
        if not any(_ABLATION.search(block.text) for block in section.blocks):
            message = Message(
                "say what the ablations show, or that the paper has none",
                "写出消融实验说明了什么，或写明论文没有消融实验",
            )
            yield Fault(section.heading.start, section.heading.end, message)
