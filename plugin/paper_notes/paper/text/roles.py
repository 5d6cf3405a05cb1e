"""What a section is for, told from its title."""

from __future__ import annotations

import re

from paper_notes.paper.model import SectionRole

_ROLES: tuple[tuple[SectionRole, str], ...] = (
    ("abstract", r"abstract|摘\s*要|内容提要|提要|synopsis"),
    (
        "references",
        r"references?( cited)?|bibliography|works cited|literature cited|参\s*考\s*文\s*献|references and notes",
    ),
    ("acknowledgements", r"acknowledge?ments?|funding( information)?|致\s*谢|鸣\s*谢"),
    ("ablation", r"ablations?\b.*|.*\bablation (stud\w+|analys[ie]s|experiments?)|消融.*"),
    (
        "introduction",
        r"(general )?introduction( and .*)?|引\s*言|绪\s*论|前\s*言|导\s*论|导\s*言|概述|问题的?(重述|提出"
        r"|背景)|研究背景",
    ),
    (
        "related",
        r"(background and )?(related|previous|prior) (works?|literature|research|approaches|studies)( and .*)?"
        r"|literature review|state of the art|background( and .*)?|相关(工作|研究).*|文献综述|研究现状|国内外研究现状",
    ),
    ("limitations", r"limitations?( and .*)?|threats to validity|(本文)?局限性?|不足"),
    (
        "conclusion",
        r"(summary and |discussion and )?conclusions?( and .*|, .*)?|concluding remarks|summary|future (work"
        r"|directions).*"
        r"|(总\s*)?结\s*论(与.*|和.*)?|总\s*结(与.*|和.*)?|结\s*语|结束语|展望|小结",
    ),
    ("discussion", r"discussions?( and .*)?|general discussion|讨\s*论(与.*|和.*)?|模型的评价.*|误差分析.*"),
    (
        "experiments",
        r"(\w+ ){0,3}(experiments?|experimental .*|evaluations?|results?|case stud(y|ies)|simulations?|benchmarks?)"
        r"( (and|on|with|for|of|in) .*)?|实验.*|仿真.*|结果.*|数值.*|评估.*|实证.*",
    ),
    (
        "method",
        r"(materials? and |(our|the|proposed) )?(\w+ )?(methods?|methodology|approach(es)?|model(s|ling|ing)?"
        r"|algorithms?|architectures?|framework"
        r"|system design|design|implementation)( .*)?|online methods|方法.*|模型.*|算法.*|系统设计.*"
        r"|.*模型的?(建立|构建|设计).*",
    ),
    ("appendix", r"appendi(x|ces)\b.*|supplementary (materials?|information)|supporting information|附\s*录.*"),
)
_PATTERNS = [(role, re.compile(pattern, re.I)) for role, pattern in _ROLES]

_KNOWN = re.compile(
    r"abstract|introduction|background|related works?|previous work|motivation|methods?|methodology"
    r"|materials and methods"
    r"|online methods|results?|results and discussion|discussion|evaluation|experiments?|experimental results"
    r"|conclusions?"
    r"|summary|concluding remarks|future work|conclusions? and future work|limitations|acknowledge?ments?|references"
    r"|bibliography|references and notes|literature cited|appendix|appendices|supporting information"
    r"|supplementary materials?|contents"
    r"|table of contents|keywords?|author contributions|competing (financial )?interests|conflicts? of interest"
    r"|data availability|code availability|funding|preface|notation|preliminaries|discussion and conclusions?"
    r"|summary and conclusions?|statement of need|declarations?|ethics statement|broader impact"
    r"|摘\s*要|关\s*键\s*词|引\s*言|绪\s*论|前\s*言|结\s*论|结\s*语|结束语|总\s*结|参\s*考\s*文\s*献|致\s*谢"
    r"|附\s*录|目\s*录|讨\s*论"
    r"|相关工作|实验结果|文献综述",
    re.I,
)


def role_of(title: str) -> SectionRole:
    """The role that a section's title tells; "other" when it tells none."""
    plain = " ".join(title.split()).strip(" .:：")
    for role, pattern in _PATTERNS:
        if pattern.fullmatch(plain):
            return role
    return "other"


def known_heading(title: str) -> bool:
    """Whether papers commonly head a section with just these words."""
    return bool(_KNOWN.fullmatch(" ".join(title.split()).strip(" .:：—-")))
