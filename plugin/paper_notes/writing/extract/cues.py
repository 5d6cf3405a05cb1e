"""What the sentences of a paper say they are about: patterns of scientific prose, in English and Chinese.

The kinds follow the moves of research articles (Swales, *Genre Analysis*, 1990): what is known, what is missing,
what this work does, what came of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "problem",
    "approach",
    "result",
    "contribution",
    "prior",
    "gap",
    "reason",
    "assumption",
    "limitation",
    "future",
    "applies",
    "setup",
    "ablation",
    "definition",
    "difference",
    "important",
]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.I | re.X)


STRONG: dict[Kind, re.Pattern[str]] = {
    "problem": _pattern(
        r"""\b(?:problem\ (?:of|is|that)|challeng\w+|suffers?\ from|bottleneck|difficult(?:y|ies)?\b
        |remains?\ (?:un|an\ open|a|open|difficult)
        |open\ (?:problem|question)|is\ complicated|hinder\w*|prohibitive\w*|limited\ by|lack\ of
        |poorly\ understood|not\ well\ understood
        |however,|fail(?:s|ed)?\ to|slows?\ down|expensive|notorious\w*|little\ is\ known|unclear
        |struggles?|unfortunately|ill-suited|(?:less|not)\ certain|uncertain|precludes?|constraints?|unsatisfactory
        |drawbacks?|at\ (?:its|their)\ limits?|do(?:es)?\ not\ (?:guarantee|scale|have\ this)|infeasible
        |impossible|neglect\w*|overlook\w*)
        |问题|难题|挑战|困难|瓶颈|难以|不足|缺乏|局限"""
    ),
    "approach": _pattern(
        r"""\b(?:we|this\ (?:paper|work|article|study|thesis|letter))\ (?:therefore\ |then\ |also\ )?(?:propose
        |present|introduce|develop|describe
        |design|investigate|study|address|show\ how|explore|provide|examine|compare|report|analy[sz]e|extend)s?\b
        |\b(?:is|are)\ (?:proposed|introduced|presented|investigated)\b|\bnovel\b|\bour\ (?:method|approach|model
        |algorithm|system|framework)\b|\bnew\ (?:method|approach|model|algorithm|framework|technique|architecture)\b
        |本文(?:提出|设计|采用|建立|利用|研究|针对|基于|使用|构建|通过)|提出了?|建立了?"""
    ),
    "result": _pattern(
        r"""\b(?:outperform\w*|achiev\w+|improv\w+|state[-\ ]of[-\ ]the[-\ ]art|results?\ (?:show|demonstrate
        |suggest|indicate|in)|we\ (?:show|find|found|demonstrate|observe|observed)
        |experiments?\ (?:show|demonstrate|on)|empirical\w*|significant(?:ly)?|reduc(?:es|ed|tion)|increas(?:es|ed
        |e)|better\ than|best|faster|higher|lower|obtain\w*|accuracy|superior)
        |结果(?:表明|显示)|实验(?:表明|结果)|提高|优于|提升|降低|达到|准确率|效果"""
    ),
    "contribution": _pattern(
        r"""\b(?:(?:our|the|main|key)\ (?:main\ |key\ |major\ |primary\ )*contributions?
        |contributions?\ (?:of\ this|are|is|include)|we\ contribute|for\ the\ first\ time|the\ first\ (?:to|work
        |study|model|method|paper)
        |we\ (?:have\ )?(?:shown?|proposed?|demonstrated?|introduced?|present(?:ed)?|prove[dn]?
        |provided?|develop(?:ed)?|advance|established?))\b
        |贡献|创新点|首次|本文(?:提出|建立|设计)"""
    ),
    "prior": _pattern(
        r"""\b(?:previous(?:ly)?|prior|existing|recent(?:ly)?|traditional(?:ly)?|conventional|current|most|many
        |commonly|typically|widely\ used|has\ been|have\ been|state[-\ ]of[-\ ]the[-\ ]art|earlier)\b
        |传统|现有|目前|已有|以往|近年来|常用|国内外|研究者"""
    ),
    "gap": _pattern(
        r"""\b(?:however|unfortunately|despite|limit(?:s|ed|ation|ations|ing)?|drawbacks?|disadvantages?|lacks?|cannot
        |can\ not|can't|fails?|ignor(?:es|ed|ing)|neglect(?:s|ed|ing)|difficult|expensive|insufficient|restrict\w*
        |sub-?optimal
        |inefficien\w+|not\ (?:been|well|able|possible|scal\w+|consider\w*|directly|address\w*)|precludes?|suffers?
        |unclear|hard\ to|costly|unable|little\ attention|few\ (?:studies|works)|no\ (?:existing|previous|known)
        |prohibitive\w*|poorly|overlook\w*)\b
        |然而|不足|缺点|局限|缺陷|忽略|没有考虑|难以|无法|不能|较少"""
    ),
    "reason": _pattern(
        r"""\b(?:because|the\ reason|due\ to|in\ order\ to|so\ that|this\ (?:allows|enables|ensures|makes)
        |allow(?:s|ing)\ (?:us|the|for|it)|motivat\w+|to\ (?:avoid|prevent|counteract|ensure|reduce|address
        |overcome|mitigate)|,\ since|is\ why|intuiti\w+|hypothesi[sz]e|suspect)\b
        |因为|由于|原因|为了|以便|使得"""
    ),
    "assumption": _pattern(
        r"""\b(?:assum(?:e|es|ed|ing|ption|ptions)|provided\ that|as\ long\ as|only\ (?:if|when)
        |under\ (?:the\ )?(?:condition|conditions|assumption|assumptions)|requires?\ that
        |if\ and\ only\ if|holds?\ (?:if|when|only|for))\b
        |假设|假定|前提|条件下|当且仅当|仅当"""
    ),
    "limitation": _pattern(
        r"""\b(?:limitations?|shortcomings?|drawbacks?|weakness(?:es)?|cannot|fails?\ to|failure|failed|worse\b|poorly
        |less\ (?:effective|accurate|suitable|efficient)|at\ the\ (?:cost|expense)|caveats?|trade-?offs?
        |not\ (?:suitable|applicable|able|always|possible|guarantee\w*|scale)|restricted\ to|limited\ (?:to|by|in)
        |unable|disadvantages?|degrad\w+|hurts?|only\ (?:works?|applies|valid|applicable)|does\ not\ (?:work|scale|apply
        |generali[sz]e|handle|guarantee|address|support|allow|account|capture|consider|cover))\b
        |局限|不足之处|缺点|不能|无法|较差|有待|不适用|没有考虑"""
    ),
    "future": _pattern(
        r"""\b(?:future\ (?:work|research|stud\w+|direction\w*|investigation\w*|experiments?)|in\ (?:the\ )?future
        |we\ (?:also\ |therefore\ )?(?:plan|hope|intend|aim)\ to|we\ are\ (?:currently|excited|interested)
        |(?:would|will)\ be\ (?:interesting|useful|valuable|worth\w*)|left\ (?:for|as|to)\ future
        |remains?\ (?:to\ be|an\ open|for\ future|open)|open\ (?:question|problem)s?
        |further\ (?:work|research|stud\w+|investigation|improve\w*|explor\w+)
        |next\ steps?\ (?:is|are|will|would)|could\ be\ (?:extended|improved|explored))\b
        |未来|今后|下一步|进一步(?:研究|改进|工作|探讨)|展望|有待|后续"""
    ),
    "applies": _pattern(
        r"""\b(?:applicab\w+|(?:can|could|may)\ (?:also\ )?be\ (?:used|applied|extended|adapted|employed)|suit(?:ed
        |able)\b|appropriate\ for|useful\ (?:for|in|when)|works?\ well|effective\ (?:for|in|when)|wide\ range
        |generali[sz]es?\ (?:well\ )?to|designed\ for|intended\ for|practical\ (?:use|applications?)
        |applications?\ (?:in|of|to|such))
        |适用|适合|应用于|可用于|推广"""
    ),
    "setup": _pattern(
        r"""\b(?:data\ ?sets?|corpus|corpora|benchmarks?|trained\ on|train\ (?:on|our|the)|we\ (?:use|used|train
        |trained|evaluate|evaluated|compare|compared|test|tested|collected|implement\w*)|baselines?
        |hyper-?parameters?|learning\ rate|batch\ size|epochs?|gpus?|participants?|samples?|simulations?
        |optimizer|hidden\ (?:size|units)|implementation|measured)\b
        |数据集|数据来源|训练集|测试集|参数设置|实验环境|样本|学习率|迭代|选取"""
    ),
    "ablation": _pattern(
        r"""\b(?:ablat\w+|without\ the|removing|remov(?:es|ed)|when\ we\ (?:remove|replace|vary|varied|use)
        |vary(?:ing)?|varied|effect\ of|impact\ of|contribution\ of\ each|variants?|variations?|sensitivity
        |importance\ of\ (?:different|each)|instead\ of|scal(?:es|ing|ed)\b)
        |消融|去除|去掉|影响|对比|敏感性|不同参数"""
    ),
    "difference": _pattern(
        r"""\b(?:unlike|in\ contrast\ (?:to|with)|compared\ (?:to|with)|as\ opposed\ to|rather\ than|instead\ of
        |differ(?:s|ent|ently)?\ from|differs?|advantages?|alternatives?|whereas|over\ (?:previous|existing|other))\b
        |不同于|与.{2,20}(?:不同|相比)|优势|优点|而不是|区别"""
    ),
    "definition": _pattern(
        r"""\b(?:(?:is|are)\ (?:defined|called|termed|known|referred\ to|denoted)|can\ be\ (?:described|defined
        |viewed|seen|thought\ of|interpreted)\ as|refers?\ to|we\ (?:call|define|refer\ to|term|denote)
        |consists?\ of|means\ that|is\ a\ (?:kind|type|form|set|function)|denotes?|represents?)\b
        |定义为|称为|指的是|是指|表示|由.{2,20}(?:组成|构成)"""
    ),
    "important": _pattern(
        r"""\b(?:key|main|important\w*|crucial\w*|essential\w*|core|central|primar(?:y|ily)|fundamental\w*
        |in\ particular|advantage|consists?\ of|compos\w+\ of|based\ on|comput\w+|allow\w*|guarantee\w*|each
        |first)\b
        |关键|核心|主要|重要|基于|由|通过|首先|利用|其中"""
    ),
}

_TROUBLE = re.compile(
    r"\b(?:problem|challeng\w+|suffers?|bottleneck|difficult\w*|fails?|expensive|limit\w*|lack\w*|drawbacks?"
    r"|inefficien\w+"
    r"|unclear|constraint|cannot|prohibitive|struggles?|rarely|not)\b|问题|困难|不足|缺乏|难以",
    re.I,
)


def says_only_however(text: str) -> bool:
    """Whether a sentence turns against what was said without a word of trouble: any turn of thought may."""
    return bool(re.search(r"\bhowever\b", text, re.I)) and not _TROUBLE.search(text)


_NUMBER = re.compile(
    r"(?<![\w\[.])\d+(?:[.,]\d+)?\s?(?:%|percent|points?|times|x\b|×|BLEU|ms|s\b|hours?|days?|倍|个百分点)?", re.I
)
_COMPARISON = re.compile(
    r"\b(?:than|outperform\w*|improv\w+|better|worse|higher|lower|faster|slower|increas\w+|decreas\w+|reduc\w+"
    r"|compared|versus|vs\.?|achiev\w+|(?:accuracy|error|score|precision|recall|rate)s? (?:of|is|was|were)"
    r"|significantly"
    r"|reach(?:es|ed|ing)?|gains?|drops?|obtain(?:s|ed)?|yield(?:s|ed)?|best (?:result|performance|published)\w*)\b"
    r"|优于|高于|低于|提高|降低|提升|减少|增加|相比|准确率|误差|达到",
    re.I,
)
_OWN = re.compile(r"\b(?:we|our|ours|this (?:paper|work|study|article|thesis)|proposed)\b|本文|我们|所提", re.I)


@lru_cache(maxsize=65536)
def strength(kind: Kind, text: str) -> float:
    """How clearly a sentence makes a move: 0 for no cue, 1 for one, up to 1.6 for several different ones."""
    found = {match.group(0).lower() for match in STRONG[kind].finditer(text)}
    return min(1.6, 1.0 + 0.3 * (len(found) - 1)) if found else 0.0


def is_own(text: str) -> bool:
    """Whether a sentence speaks of the paper's own work."""
    return bool(_OWN.search(text))


def states_number(text: str) -> bool:
    """Whether a sentence compares or reports something with a number in it."""
    bare = re.sub(
        r"\[[\d,\s–-]+\]|\((?:[^()]*\b(?:19|20)\d\d[a-z]?[^()]*)\)|\b(?:Table|Fig(?:ure|s)?\.?|Section|Eq\.?"
        r"|Equation|Chapter|Algorithm)\s*\(?[\dIVX.]+\)?|[表图]\s*[\d-]+|\b(?:19|20)\d\d\b",
        " ",
        text,
    )
    return bool(_NUMBER.search(bare)) and bool(_COMPARISON.search(text))


_PROPOSES = re.compile(
    r"\b(?:(?:we|this (?:paper|work|article|study|thesis|letter)|i) (?:\w+ly |then |also |therefore |here |first "
    r"|will )?"
    r"(?:propos|present|introduc|develop|describ|design|devis|formulat)(?:e|es|ed|s)?\b"
    r"|(?:is|are|was|were) (?:proposed|introduced|presented|described|investigated|examined"
    r"|developed|analy[sz]ed)\b|in this (?:paper|work|article|study"
    r"|letter), (?:we|an?)\b|to (?:address|investigate|examine|test|answer|study) [^,]{5,60}, we \w+ed\b"
    r"|address(?:es)? (?:the|this|these) (?:problem|issue|challenge|gap)s? (?:by|with|using)\b)"
    r"|(?:本文|我们|本研究)[^，。]{0,12}(?:提出|设计|建立|构建|使用|采用|利用|基于|针对|通过)|(?:提出|建立|构建"
    r"|设计)了",
    re.I,
)
_STUDIES = re.compile(
    r"\b(?:(?:we|this (?:paper|work|article|study|thesis|letter|report)|our (?:approach|method|model|algorithm"
    r"|system))\b"
    r"(?! (?:show|find|found|achieve|outperform|observe))|the aim|is based on|novel)|本文|模型",
    re.I,
)
_CONCLUDES = re.compile(
    r"\b(?:we (?:show|find|found|demonstrate|observe|prove|conclude|establish)|results? (?:show|demonstrate|suggest"
    r"|indicate|reveal)"
    r"|(?:evaluations?|findings?|observations?|analys[ei]s|data)\b[^.,]{0,40}\b(?:shows?|demonstrates?|indicates?"
    r"|suggests?|confirms?|provides? evidence)"
    r"|experiments?\b[^.]{0,60}\b(?:show|demonstrate)|outperform\w*|achiev\w+|state[- ]of[- ]the[- ]art"
    r"|significant(?:ly)?|superior"
    r"|we obtain(?:ed)?|improv(?:es|ed|ing|ement)|reduc(?:es|ed|tion)|better than|effective\w*|accura\w+)\b"
    r"|结果(?:表明|显示)|实验(?:表明|结果)|优于|提高|达到|准确|降低|得到",
    re.I,
)


@lru_cache(maxsize=4096)
def proposes(text: str) -> float:
    """How clearly a sentence says what the paper does: 1 for a verb of proposing, 0.5 for its subject alone."""
    clear = 1.0 if _PROPOSES.search(text) else 0.5 if _STUDIES.search(text) else 0.0
    return clear * (0.7 if states_number(text) and _CONCLUDES.search(text) else 1.0)


@lru_cache(maxsize=4096)
def is_result(text: str) -> float:
    """How clearly a sentence says what came of it: 1 for the claim, 1.4 with a number."""
    found = 1.0 if _CONCLUDES.search(text) else 0.0
    return found + (0.4 if found and states_number(text) else 0.0)
