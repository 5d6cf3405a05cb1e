"""Which figures and tables an extract shows: the overview, the main result, then what the text leans on most."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paper_notes.paper.model import Figure, SectionRole
from paper_notes.writing.extract.desk import Desk

_TESTS: frozenset[SectionRole] = frozenset({"experiments", "ablation", "discussion"})
MOST_RESULTS = 3
MOST_ABLATIONS = 1
LEAST_OVERVIEW = 0.55
LEADS = 120
"""Characters of a caption that say what the figure is; what follows describes it."""
_OVERVIEW = re.compile(
    r"\b(?:overview|overall|architectures?|frameworks?|pipeline|workflow|flow ?chart|schematic|diagram|system"
    r"|structure of|illustration of|proposed"
    r"|building block|the model|model structure|network|flow of|concept\w*|graphical model|procedures?)\b|总体"
    r"|整体|框架|架构|流程|结构|示意|模型图|技术路线|体系",
    re.I,
)
_MAIN = re.compile(
    r"\b(?:main|overall|comparisons?|compared?|results?|performance|accuracy|error|score|bleu|auc|f1|evaluation"
    r"|versus|vs\.?|state[- ]of[- ]the[- ]art)\b"
    r"|性能|对比|比较|结果|准确率|误差|精度|评价",
    re.I,
)
_ASIDE = re.compile(
    r"\b(?:statistics|details? of|hyper-?parameters?|notation|summary of (?:the )?(?:data|notation)|examples?"
    r"|samples?|parameters|architectures?|configurations?|settings?)\b"
    r"|符号|参数(?:设置|说明)|样例|示例",
    re.I,
)


def choose_overview(desk: Desk) -> Figure | None:
    """The figure that shows the whole of the method; None when none does."""
    ranked = [(_overview_worth(desk, figure), figure) for figure in _free(desk) if figure.kind == "figure"]
    worth, best = max(ranked, key=lambda pair: (pair[0], -pair[1].page), default=(0.0, None))
    return best if worth >= LEAST_OVERVIEW else None


def _overview_worth(desk: Desk, figure: Figure) -> float:
    if figure.type not in ("arch", "method"):
        return 0.0
    says = 0.5 * bool(_OVERVIEW.search(figure.caption)) + 0.3 * (figure.type == "arch")
    named = 0.2 * bool(desk.pool.name_in(figure.caption))
    leaned = 0.08 * min(5, len(_body_mentions(desk, figure)))
    late = 0.5 * figure.page / max(1, desk.paper.pages)
    return says + named + leaned - late + 0.3


def choose_method(desk: Desk, count: int) -> list[Figure]:
    """Further figures of the method, those first that the text speaks of most, in the order of the paper."""
    fitting = [
        figure
        for figure in _free(desk)
        if figure.type in ("arch", "method") and figure.kind == "figure" and _role(desk, figure) not in _TESTS
        if _OVERVIEW.search(figure.caption) or _is_of_the_method(desk, figure)
    ]
    return _best(desk, fitting, count)


def choose_results(desk: Desk, *, ablations: bool = False) -> list[Figure]:
    """Figures and tables of the results (or of the ablations): the main one, then what the text leans on."""
    types = ("ablation",) if ablations else ("result", "compare")
    tested = any(section.role in ("experiments", "ablation") for section in desk.sections)
    fitting = [
        figure for figure in _free(desk) if figure.type in types and (tested or _MAIN.search(figure.caption[:LEADS]))
    ]
    return _best(desk, fitting, MOST_ABLATIONS if ablations else MOST_RESULTS)


def _best(desk: Desk, figures: list[Figure], count: int) -> list[Figure]:
    def worth(figure: Figure) -> float:
        leaned = min(6, len(_body_mentions(desk, figure)))
        table = 0.25 * bool(figure.rows)
        own = 0.3 * bool(
            desk.pool.name_in(figure.caption) or any(desk.pool.name_in(" ".join(row[:1])) for row in figure.rows)
        )
        told = 0.4 * bool(_MAIN.search(figure.caption)) - 0.5 * bool(_ASIDE.search(figure.caption))
        return 0.15 * leaned + table + own + told + 0.5 * figure.importance

    best = sorted(figures, key=lambda f: (-worth(f), f.page))[:count]
    return [figure for figure in figures if figure in best]


def _free(desk: Desk) -> Iterable[Figure]:
    """Figures of the text proper that aren't shown yet, in the order of the paper."""
    last = next((s.page for s in desk.sections if s.role == "references"), desk.paper.pages + 1)
    for figure in desk.paper.figures:
        behind = _role(desk, figure) == "appendix" or (figure.page > last and not _body_mentions(desk, figure))
        if figure.box.area > 0 and figure not in desk.shown and not behind:
            yield figure


def _body_mentions(desk: Desk, figure: Figure) -> list[int]:
    """Sections of the text proper that speak of the figure, one entry a sentence."""
    return [
        mention.section
        for mention in figure.mentions
        if mention.section is not None
        and mention.section < len(desk.sections)
        and desk.sections[mention.section].role != "appendix"
    ]


def _role(desk: Desk, figure: Figure) -> SectionRole:
    known = figure.section is not None and figure.section < len(desk.sections)
    return desk.sections[figure.section].role if known and figure.section is not None else "other"


def _is_of_the_method(desk: Desk, figure: Figure) -> bool:
    """Whether the text speaks of the figure where it tells the method."""
    return any(desk.sections[index].role in ("method", "introduction") for index in _body_mentions(desk, figure))
