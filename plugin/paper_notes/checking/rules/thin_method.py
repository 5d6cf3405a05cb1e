"""What the method section must hold: a figure, a formula, pseudo-code, reasons and training details."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.blocks import Block, Section
from paper_notes.note.document import Document
from paper_notes.note.labels import says_missing, states_absence

_FORMULA_IMAGE = re.compile(r"(?:^|/)eq[^/]*\.(?:png|svg|jpe?g|webp)$", re.I)
_PSEUDO = r"pseudo-?\s?code|algorithm(?:\s+box)?|code|listing|伪代码|代码|算法(?:框|描述)?"
_FIGURE = r"figures?|diagrams?|drawings?|pictures?|插图|架构图|流程图|示意图|配图|图"
_FORMULA = r"formulas?|formulae|equations?|公式|方程"
_REASON = re.compile(
    r"\b(?:because|since|so that|therefore|thus|hence|why|reason\w*|otherwise|in order to|motivat\w+|to avoid|ensures?"
    r"|lets?|allows?|prevents?|keeps?)\b|因为|由于|原因|因此|所以|之所以|为什么|为了|从而|避免|使得|否则|动机|好处|目的",
    re.I,
)
_INPUT = re.compile(r"\b(?:inputs?|takes?|receives?|given|from .{1,60} to)\b|输入|接收|给定|→", re.I)
_TRAINING = re.compile(
    r"\b(?:train\w*|optimi[sz]\w*|learning rate|batch\w*|epochs?|hyper-?parameters?|Adam\w*|SGD|loss|warm-?up|GPUs?"
    r"|implement\w*|settings?|initiali[sz]\w*|seeds?)\b|训练|学习率|超参|优化器|批|轮|损失|实现|设置|参数|初始化",
    re.I,
)


def method_blocks(document: Document) -> tuple[Section, list[Block]] | None:
    """The method section and its blocks; None when there is none or when it says that the paper has none."""
    section = document.section("method")
    if section is None:
        return None
    blocks = section.blocks
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    if not paragraphs or (len(paragraphs) == 1 and says_missing(paragraphs[0])):
        return None
    return section, blocks


def _severity(document: Document) -> Severity | None:
    """An extract can't draw a figure or write code that the paper lacks."""
    return "suggestion" if document.status == "extract" else None


class MethodWithoutFigure(Rule):
    name = "method-without-figure"
    severity = "warning"
    group = "structure"
    what = "A method section that neither shows a figure nor says that the paper has none. A suggestion in extracts."
    why = "The path of the data through the parts is seen at once and read slowly."
    example = "## Core Method\n\nThe encoder has six layers."
    instead = "## Core Method\n\n![The Transformer: encoder left, decoder right](images/fig1_arch_overall.png)"
    bad = ("## Core Method\n\nThe encoder has six layers.\n",)
    good = (
        instead,
        "## 核心方法\n\n论文没有架构图。编码器有六层。\n",
        "## Core Method\n\n```mermaid\ngraph LR\n```\n\nText.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        found = method_blocks(document)
        if found is None:
            return
        section, blocks = found
        images = [s for b in blocks for s in b.spans if s.kind == "image" and not _FORMULA_IMAGE.search(s.target)]
        drawn = any(block.kind == "code" and block.info.split(" ")[0] in ("mermaid", "dot") for block in blocks)
        raw = any(block.kind == "html" and "<img" in block.content for block in blocks)
        if not (images or drawn or raw or states_absence(blocks, _FIGURE)):
            message = Message(
                "show the figure of the method here, or say that the paper has none",
                "在这里放上方法的示意图，或写明论文没有",
            )
            yield Fault(section.heading.start, section.heading.end, message, severity=_severity(document))


class MethodWithoutFormula(Rule):
    name = "method-without-formula"
    severity = "warning"
    group = "structure"
    what = "A method section that neither gives a formula nor says that the paper has none. A suggestion in extracts."
    why = "The formula is what the method is; words about it leave open what exactly is computed."
    example = "## Core Method\n\nThe weights come from comparing queries with keys."
    instead = "## Core Method\n\n$$A = \\text{softmax}(QK^T/\\sqrt{d})\\,V$$\n\nwhere $Q$ holds the queries …"
    bad = ("## Core Method\n\nThe weights come from comparing queries with keys.\n",)
    good = (
        "## Core Method\n\nIt is $y = f(x)$, where $f$ is a line.\n",
        "## 核心方法\n\n论文没有公式，只描述流程。\n",
        "## Core Method\n\n![Equation (1)](images/eq1_method_attention.png)\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        found = method_blocks(document)
        if found is None:
            return
        section, blocks = found
        formula = any(
            block.kind == "formula"
            or any(s.kind == "formula" or (s.kind == "image" and _FORMULA_IMAGE.search(s.target)) for s in block.spans)
            for block in blocks
        )
        if not (formula or states_absence(blocks, _FORMULA)):
            message = Message(
                "give the core formula and explain its symbols, or say that the paper has none",
                "给出核心公式并解释符号，或写明论文没有公式",
            )
            yield Fault(section.heading.start, section.heading.end, message, severity=_severity(document))


class MethodWithoutPseudoCode(Rule):
    name = "method-without-pseudo-code"
    severity = "warning"
    group = "structure"
    what = (
        "A method section without pseudo-code or code, which doesn't say why there is none. A suggestion in extracts."
    )
    why = "Code shows the order of the steps and the shapes, which formulas leave to the reader."
    example = "## Core Method\n\nEach layer adds its input to its output."
    instead = "## Core Method\n\n```python\ny = x + layer(norm(x))\n```"
    bad = ("## Core Method\n\nEach layer adds its input to its output.\n",)
    good = (
        instead + "\n\nThe sum keeps the input.\n",
        "## 核心方法\n\n论文未给出伪代码，步骤只有一个矩阵乘法。\n",
        "## Core Method\n\nThere is no pseudo-code: the method is one formula.\n",
        "## Core Method\n\n![Algorithm 1](images/algo1_method_update.png)\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        found = method_blocks(document)
        if found is None:
            return
        section, blocks = found
        code = any(block.kind == "code" and block.info.split(" ")[0] not in ("mermaid", "dot") for block in blocks)
        picture = any("algo" in s.target.rsplit("/", 1)[-1] for b in blocks for s in b.spans if s.kind == "image")
        if not (code or picture or states_absence(blocks, _PSEUDO)):
            message = Message(
                "add pseudo-code of the key step, or say why there is none", "补上关键步骤的伪代码，或写明为什么没有"
            )
            yield Fault(section.heading.start, section.heading.end, message, severity=_severity(document))


class ThinMethod(Rule):
    name = "thin-method"
    severity = "suggestion"
    group = "structure"
    what = (
        "A method section without a word on what goes in and out, on why it was designed so, or (the section on "
        "experiments counts here too) on training and settings. Extracts, which quote what there is, are exempt."
    )
    why = "Without reasons a note repeats the paper; without settings nobody can repeat the work."
    example = "## Core Method\n\nThe model has two parts."
    instead = (
        "## Core Method\n\nThe encoder takes N tokens and gives N vectors. Scaling by $\\sqrt{d}$ is "
        "needed because large "
        "products saturate the softmax. Training runs Adam for 100,000 steps."
    )
    bad = ("## Core Method\n\nThe model has two parts.\n", "## 核心方法\n\n模型分两块。\n")
    good = (instead, "## 核心方法\n\n输入为序列。之所以缩放，是避免饱和。训练用 Adam。\n")

    def check(self, document: Document) -> Iterator[Fault]:
        found = method_blocks(document)
        if found is None:
            return
        if document.status == "extract":
            return  # it quotes what there is
        section, blocks = found
        experiments = document.section("experiments")
        text = "\n".join(block.text for block in blocks)
        more = "\n".join(block.text for block in experiments.blocks) if experiments else ""
        missing = [
            what
            for what, there in (
                (Message("what goes in and what comes out", "输入和输出是什么"), _INPUT.search(text)),
                (Message("why it was designed so", "为什么这样设计"), _REASON.search(text)),
                (
                    Message("how it is trained and with which settings", "怎样训练、用什么设置"),
                    _TRAINING.search(text) or _TRAINING.search(more),
                ),
            )
            if not there
        ]
        if missing:
            yield Fault(
                section.heading.start,
                section.heading.end,
                Message(f"say {' and '.join(m.en for m in missing)}", f"写出{'；'.join(m.zh for m in missing)}"),
            )
