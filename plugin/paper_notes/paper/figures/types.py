"""What a figure is for: architecture, method, result, ablation or comparison, from its words and what is in it.

Each type has cues; a cue counts most in the caption's first sentence, then in the rest of the caption, then in the
sentences that refer to the figure. What stands in the body (axis numbers, systems cited in a table) is a witness.

Comparisons and ablations are results too, and say so: whether something was measured is decided first, what for
second. Otherwise "accuracy" would outweigh "with and without".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from paper_notes.language.script import HAN
from paper_notes.language.sentences import sentence_spans
from paper_notes.paper.model import Figure, FigureType, Section, SectionRole


def _cue(weight: float, pattern: str) -> tuple[re.Pattern[str], float]:
    return re.compile(pattern, re.I), weight


_CUES: dict[FigureType, tuple[tuple[re.Pattern[str], float], ...]] = {
    "arch": (
        _cue(3.0, r"\barchitectures?\b|架构|体系结构|网络结构|模型结构|系统结构|模型图"),
        _cue(2.6, r"\b(?:overview|overall|framework|pipeline|workflow|flow ?chart)\b|框架|总体|整体|流程图|技术路线"),
        _cue(2.0, r"\b(?:block diagram|system design|topology|network structure|data model)\b|结构图|拓扑"),
        _cue(
            2.4,
            r"^(?:an? |the )?(?:illustration of )?(?:the |our )?(?:proposed )?(?:\S+ ){0,3}(?:model|"
            r"system|network)\b\.?$",
        ),
        _cue(1.4, r"\bencoder[-– ]decoder\b|\b(?:our|proposed) (?:model|system|network)\b|\bstandard tables?\b"),
    ),
    "method": (
        _cue(2.0, r"\b(?:illustrat\w+|schematic\w*|sketch|diagram|geometry|scheme|mechanism)\b|示意|原理|机制|几何"),
        _cue(
            1.8,
            r"\b(?:algorithm|procedure|pseudo-?code|steps?|state machine|transform|signature|package|"
            r"implementation)s?\b|算法|步骤|伪代码",
        ),
        _cue(
            1.8,
            r"\b(?:definition|notation|symbols?|abbreviations?|classification|taxonomy|categor\w+)\b|定义|"
            r"符号|分类",
        ),
        _cue(
            1.3,
            r"\bexamples? of\b|\bexecution graph\b|\brepresentation of\b|\binput representation\b|"
            r"\bexample\b|示例|样例",
        ),
        _cue(
            1.5,
            r"\b(?:statistics|characteristics|parameters used|settings?|hyper-?parameters|data ?sets?|"
            r"summary of)\b|参数设置|数据集|统计信息|描述性统计",
        ),
        _cue(0.9, r"\b(?:attention|module|unit|layer|block|recovery|snapshots?|questions?)\b|模块|单元"),
        _cue(1.4, r"\bsetup\b|\bset-up\b|\benvironment\b|\bwhere the goal\b|\bdenotes?\b|实验装置|环境"),
    ),
    "result": (
        _cue(
            1.6,
            r"\b(?:results?|performance|accurac\w+|scores?|errors?|loss|cost|perplexity|BLEU|F1|precision|"
            r"recall|ROC|AUC)\b|结果|性能|准确率|精度|误差|得分",
        ),
        _cue(
            1.8,
            r"\b(?:curves?|histograms?|distributions?|scatter|heat ?map|correlat\w+|visuali[sz]ations?|"
            r"embeddings? of|spectra|significance)\b|曲线|分布|散点|热力|相关|可视化|矩阵|重要性",
        ),
        _cue(
            1.5,
            r"\b(?:samples? (?:generated|from|frames)|qualitative|predictions?|failures?|training (?:of|"
            r"cost|loss)|convergence|observed|recordings?)\b|预测|收敛|训练",
        ),
        _cue(
            1.0,
            r"\b(?:runtime|throughput|latency|speed|time|memory usage|number of|rate|efficiency|"
            r"reductions?|coefficient)\b|耗时|时间|效率",
        ),
    ),
    "ablation": (
        _cue(5.0, r"\bablat\w+|消融"),
        _cue(2.4, r"\b(?:effects?|impact|influence|contribution) of\b|\bsensitivity\b|影响|敏感性"),
        _cue(
            4.0,
            r"\bwith (?:and|or|vs\.?) without\b|\bwithout\b(?! \(?control).{3,60}\band with\b|\bw/o\b|\bversus no\b|"
            r"\bvariations? (?:on|of)\b|有无",
        ),
        _cue(2.2, r"\bvariants?\b"),
        _cue(
            1.7,
            r"\b(?:varying|different|various) (?:\S+ ){0,3}(?:values?|sizes?|numbers?|intervals?|"
            r"settings?|ratios?|levels?|depths?|rates?)\b|不同.{0,6}(?:参数|取值|大小|数量)",
        ),
        _cue(
            1.6,
            r"\boptimal values?\b|\bhyper-?parameter (?:study|tuning|search)\b|\bcombinations of\b|"
            r"\bas a function of the number\b",
        ),
    ),
    "compare": (
        # tests for multiple comparisons are statistics
        _cue(3.0, r"(?<!multiple )(?<!pairwise )(?<!hoc )\bcompar(?:e|es|ed|ing|isons?|ative)\b|对比|比较|相比"),
        _cue(
            2.2,
            r"\b(?:state[- ]of[- ]the[- ]art|baselines?|competing|previous(?:ly)?|existing|"
            r"other (?:methods|approaches|models|systems)|outperform\w*)\b|基线|现有方法|其他方法|最先进",
        ),
        _cue(
            2.0,
            r"\b(?:better|worse|faster|slower|more|less|fewer|higher|lower|larger|smaller)\b(?: [\w-]+){0,4} than\b"
            r"|\bdifferences? (?:in|between)\b|\bversus\b|\bvs\.|"
            r"\bdifferent (?:models|methods|approaches|systems|algorithms|layer types)\b|不同(?:模型|方法|算法)",
        ),
    ),
}
ENOUGH = 1.7
"""Evidence that makes a result a comparison or an ablation."""
_SYSTEMS = re.compile(
    r"\bet al\b|\bours?\b|\[\d+\]|\((?:19|20)\d\d[a-z]?\)|\b(?:proposed|baseline|"
    r"this (?:work|paper)|SOTA|human|ensemble)\b",
    re.I,
)
_HEAD = re.compile(r"(?:the )?(?:models?|systems?|methods?|approach(?:es)?|algorithms?|模型|方法|算法|系统)\b", re.I)
"""What heads the first column of a table that sets several side by side."""
_WITHOUT = re.compile(r"\b(?:without|w/o|no)\s+(\S+)", re.I)
_NUMBER = re.compile(r"(?<![\w.])[-−+±]?\d+(?:[.,]\d+)*%?(?![\w])")
_WORD = re.compile(rf"[A-Za-z]{{3,}}|[{HAN}]{{2,}}")


def type_of(figure: Figure, sections: Sequence[Section]) -> FigureType:
    """The type with most evidence; an algorithm shows the method."""
    if figure.kind == "algorithm":
        return "method"
    scores: dict[FigureType, float] = {"arch": 0.0, "method": 0.2, "result": 0.3, "ablation": 0.0, "compare": 0.0}
    first, rest = _first_sentence(figure.caption)
    for kind, cues in _CUES.items():
        for pattern, weight in cues:
            if pattern.search(first):
                scores[kind] += weight
            elif pattern.search(rest):
                scores[kind] += 0.35 * weight
    _ask_mentions(figure, scores)
    _ask_body(figure, scores)
    _ask_section(figure, sections, scores)
    if figure.kind == "table":
        scores["arch"] -= 2.5
    best = max(scores, key=lambda kind: scores[kind])
    if best == "result":
        telling: FigureType = "ablation" if scores["ablation"] > scores["compare"] else "compare"
        return telling if scores[telling] >= ENOUGH else best
    return best


def _first_sentence(caption: str) -> tuple[str, str]:
    spans = sentence_spans(caption)
    end = spans[0][1] if spans else 0
    return caption[:end], caption[end:]


def _ask_mentions(figure: Figure, scores: dict[FigureType, float]) -> None:
    """What the text says of it. That something is compared or left out is often told there alone."""
    texts = [mention.sentence.text for mention in figure.mentions[:6]]
    for kind, cues in _CUES.items():
        hits = sum(min(weight, 2.0) for pattern, weight in cues for text in texts if pattern.search(text))
        telling = kind in ("ablation", "compare", "arch")
        scores[kind] += min((0.45 if telling else 0.25) * hits / max(len(texts), 1) ** 0.5, 1.6 if telling else 0.8)


def _ask_body(figure: Figure, scores: dict[FigureType, float]) -> None:
    """Axis and cell numbers speak for measurements, words for diagrams, cited systems for comparisons."""
    numbers, words = len(_NUMBER.findall(figure.inside)), len(_WORD.findall(figure.inside))
    systems = len(_SYSTEMS.findall(figure.inside))
    if figure.kind == "table" or (figure.rows and numbers > 8):
        if numbers < 0.35 * words:
            scores["method"] += 1.0
        else:
            scores["result"] += 0.3
        if systems >= 2 and numbers > 8 and numbers >= 0.35 * words:
            scores["compare"] += 2.2 if systems < 4 else 3.0
        elif numbers > 8 and _HEAD.match(figure.inside.lstrip()):
            scores["compare"] += 2.0
    elif any(re.search(rf"\bwith {re.escape(part)}", figure.inside, re.I) for part in _WITHOUT.findall(figure.inside)):
        scores["ablation"] += 2.0  # a legend that says with and without
    elif numbers >= 12 and numbers > 0.6 * words:
        scores["result"] += 0.6
        if systems >= 3:
            scores["compare"] += 1.5
    elif words >= 4 and numbers < 0.3 * words:
        scores["arch"] += 0.4
        scores["method"] += 0.5


def _ask_section(figure: Figure, sections: Sequence[Section], scores: dict[FigureType, float]) -> None:
    index = figure.section if figure.section is not None else next((m.section for m in figure.mentions), None)
    if index is None or index >= len(sections):
        return
    role = _role(sections, index)
    if role in ("introduction", "related", "method"):
        scores["arch"] += 0.4
        scores["method"] += 0.6
    elif role in ("experiments", "discussion", "conclusion"):
        scores["arch"] -= 0.4
        scores["result"] += 0.6
        scores["compare"] += 0.3
    elif role == "ablation":
        scores["ablation"] += 1.8


def _role(sections: Sequence[Section], index: int) -> SectionRole:
    """The section's role, or that of the section that it is part of: "5.2 Translation" under "5 Results"."""
    level = sections[index].level
    for section in reversed(sections[: index + 1]):
        if section.level <= level:
            if section.role != "other":
                return section.role
            level = section.level - 1
    return "other"
