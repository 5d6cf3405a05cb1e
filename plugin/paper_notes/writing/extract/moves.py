"""How clearly a sentence makes one of the moves by which papers lead a reader in: trouble, purpose, proposal, earlier
work, limits, plans.

The moves follow Swales, *Genre Analysis* (1990). A score of 0 says that a sentence doesn't make the move; 1 that it
does so in plain words. Patterns ask for the words that *say* it, not for words that such sentences often hold.
"""

from __future__ import annotations

import re
from functools import lru_cache

from paper_notes.language.identify import is_chinese
from paper_notes.writing.extract import patterns
from paper_notes.writing.extract.sentences import is_dangling


def _pattern(text: str) -> re.Pattern[str]:
    """Spaces don't count, "_" stands for white space."""
    return re.compile(text.replace("_", r"\s"), re.I | re.X)


_PAPER = r"(?:paper|work|article|study|thesis|letter|note|report|survey|review|chapter|contribution|project)"
_WE = rf"(?:we|i|(?:this|the_present|our)_{_PAPER}|the_authors?)"
_ADVERB = (
    r"(?:\w+ly_|then_|therefore_|here_|first_|will_|thus_|hence_|also_|further_|have_|has_|instead_|aim_to_"
    r"|seek_to_"
    r"|try_to_)*"
)

_PROPOSES = _pattern(
    rf"""\b{_WE}_{_ADVERB}(?:propos(?:e|es|ed) | introduc(?:e|es|ed) | present(?:s|ed)? | develop(?:s|ed)?
    | design(?:s|ed)?
        | devis(?:e|es|ed) | formulat(?:e|es|ed) | describ(?:e|es|ed) | extend(?:s|ed)? | buil(?:d|ds|t) | prov(?:e
        |es|ed)
        | surveys? | construct(?:s|ed)? | deriv(?:e|es|ed) | invent(?:ed)? | reformulat(?:e|es|ed) | created?
        | model(?:s|ed|led)? | suggest(?:s|ed)? )\b
    | \b(?:problem|issue|challenge|gap)s?\b [^.;]{{0,40}} \bby_(?:introducing|proposing|using|developing|designing)\b
    | \b(?:is|are|was|were|will_be)_(?:proposed|introduced|presented|developed|described|devised)\b"""
)
_STUDIES = _pattern(
    rf"""\b{_WE}_{_ADVERB}(?:stud(?:y|ies|ied) | investigat(?:e|es|ed) | examin(?:e|es|ed) | analy[sz](?:e|es|ed)
        | review(?:s|ed)? | explor(?:e|es|ed) | address(?:es|ed)? | tackl(?:e|es|ed) | consider(?:s|ed)?
        | provid(?:e|es|ed)
        | show(?:s|ed|n)?_(?:how|that) | compar(?:e|es|ed) | discuss(?:es|ed)? | focus(?:es|ed)? | us(?:e|es|ed)
        | appl(?:y|ies|ied) | giv(?:e|es)|gave | demonstrat(?:e|es|ed) | stimulated | recorded | measured
        | combin(?:e|es|ed)
        | adopt(?:s|ed)? | employ(?:s|ed)? | adapt(?:s|ed)? | implement(?:s|ed)? | advocat(?:e|es|ed) | report(?:s
        |ed)?
        | conduct(?:s|ed)? | perform(?:s|ed)? | test(?:s|ed)? | train(?:s|ed)? | ask(?:s|ed)? )\b
    | \b(?:is|are|was|were|will_be)_(?:examined|analy[sz]ed|investigated|considered|studied|surveyed|discussed
    |compared)\b
    | \b(?:effective|new|novel)_(?:\w+_){{0,2}}(?:approach|method|technique|algorithm|framework|model|architecture)\b
    | \b(?:the|our)_proposed_\w+"""
)
_PROPOSES_ZH = re.compile(
    r"(?:本文|本研究|本论文|该文|我们|(?<!工)作者|文章|本项目|本课题|本章)[^，,。；;]{0,40}?(?:提出|设计|构建"
    r"|建立|实现|开发|构造|改进)"
    r"|(?:^|[，,])(?:进而|从而|由此|并|首次|因此|为此，?)?(?:提出|设计|构建|建立|开发"
    r"|构造)(?:并实现)?(?:出)?了?(?:一|两|三"
    r"|基于|新|用)"
    r"|(?:提出|设计|构建|建立|开发)了(?:一|基于)"
)
_STUDIES_ZH = re.compile(
    r"(?:本文|本研究|本论文|该文|我们|文章|本书|本项目|本章)[^。；]{0,30}?(?:研究|探讨|综述|介绍|利用|采用|使用"
    r"|基于|通过|针对|分析"
    r"|总结|回顾|讨论|比较|对比|给出|阐述|梳理|评述|运用|选取|以)"
)
_OBJECT_IS_TEST = _pattern(
    r"""\b(?:present|provide|conduct|perform|report|give|show|describe)(?:s|ed)?_(?:\w+_){0,3}
        (?:experiments?|evidence|evaluations?|analys[ei]s|results?|comparisons?|examples?|bounds?|details
        |overview_of_(?:the|this)
        |numerical|implementations?|connections?|research_directions?)\b"""
)
_FURTHER = _pattern(
    r"""^(?:finally|lastly|additionally|furthermore|moreover|also|besides|in_addition|an?_(?:additional|example
    |initial)|some
        |second(?:ly)?|third(?:ly)?|to_evaluate|to_test|to_show|we_(?:also|further|finally|additionally))\b
        | \bwe_also\b
    | ^(?:此外|另外|最后|同时|其次)"""
)
_AVAILABLE = re.compile(
    r"\b(?:codes?|source|implementation|software|data) (?:is|are|will be) (?:\w+ )?available|https?:", re.I
)

_TROUBLE = _pattern(
    r"""\b(?:problems?(?!_such_as) | challeng\w+ | suffer\w* | bottlenecks? | difficult\w* | obstacles?
    | drawbacks? | limitations? | shortcomings?
        | fail(?:s|ed)?\b | failures? | lacks?\b(?!_of_(?:space|time)) | lacking | unclear | unknown | poorly
        | remains? | expensive | costly
        | prohibitive\w* | inefficien\w+ | infeasible | intractable | impossible | cannot | can_not | unable
        | hinder\w* | hamper\w* | untapped
        | neglect\w* | overlook\w* | ignor\w+ | uncertain\w* | less_certain | not_certain | scarcity | scarce
        | degrad\w+
        | slow(?:s|er|ly)?\b | complicated | insufficient\w* | inadequate | limited | limits | restrict\w*
        | precludes? | rarely
        | unsolved | unresolved | controvers\w+ | open_(?:problem|question|issue)s? | little_(?:is_known|attention
        |work) | gaps? | struggl\w+
        | no_(?:notion|existing|known|method\w*|way|general|published|previous|tool|such|single|consensus)
        | trade-?offs? | tedious | laborious
        | time-consuming | error-prone | unsatisfactory | notorious\w* | sub-?optimal | unstable | instabilit\w+
        | unreliable | inaccurate
        | (?:is|are|has|have|do|does|did|were|was)_not_(?:\w+_)?(?:been|well|able|possible|yet|scale|guarantee|take
        |consider|account|fully
          |address\w*|easy|sufficient|feasible|practical|understood|exploit|capture|applicable|suitable|available
          |clear|known)
        | too_(?:\w+_)?(?:large|slow|long|many|expensive|small|complex|few|much|costly|big) | hard\b(?!_dis[ck])
        | harder | bias(?:ed)? | sparsity
        | risks? | threat\w* | harm\w* | vulnerab\w+ | burden\w* | misleading | disparity | untapped | constraints? )\b
    | 问题(?!的?(?:背景|重述)) | 挑战 | 困难 | 难题 | 瓶颈 | 难以 | 不足 | 缺乏 | 缺少 | 局限 | 缺陷 | 无法 | 不能
    | 代价 | 耗时 | 费时 | 低效 | 较低 | 不高
    | 昂贵 | 严峻 | 威胁 | 忽略 | 忽视 | 尚未 | 仍未 | 仍然存在 | 依赖 | 受限 | 欠缺 | 不佳 | 不可 | 较差 | 浪费
    | 误差 | 损失 | 下降"""
)
_SOLVED = re.compile(
    r"\b(?:largely|mostly|been|already|was|were) (?:\w+ )?(?:addressed|solved|overcome|tackled|resolved"
    r"|alleviated)\b"
    r"|\b(?:can be|is) (?:addressed|solved|overcome) (?:by|with|using)\b"
    r"|已(?:经)?(?:提出|解决|得到)|(?:解决|克服)了?(?:上述|这些|该|这一|此)",
    re.I,
)
_ONE_WORK = re.compile(
    r"^in \[|^(?:in )?\S+ (?:and \S+ )?(?:et al|\(\d{4})|\b(?:19|20)\d\d\) (?:show|propos|report|demonstrat)", re.I
)
_PURPOSE = _pattern(
    rf"""\b(?:focus|goal|aim|objective|purpose|question|problem|motivation|object)s?_(?:of_(?:this|the_present
    |our)_{_PAPER}|here)\b
    | \b{_WE}_{_ADVERB}(?:address|tackle|consider|study|investigate|examine|explore|ask|aim|seek|attempt|try|focus
    |sought)(?:es|ed|s)?\b
    | \b(?:paper|work|study|project|article)_(?:sought|aims|aimed|seeks|attempts|addresses|focuses|considers
    |examines|surveys|reviews)\b
    | ^to_(?:address|solve|tackle|overcome|investigate|examine|understand)\b
    | \b(?:problem|question)_(?:\w+_)?(?:considered|addressed|studied|is_that_of)\b
    | (?:本文|本研究|文章|论文)[^。；]{{0,12}}(?:旨在|目的|针对|研究|探讨|试图|尝试|围绕|为了|为解决) | 研究目的
    | ^针对[^。]*(?:问题|不足|挑战|缺陷) | ^为了?(?:解决|提高|满足|应对|克服)
    | (?:问题|目标|任务)(?:是|为)"""
)
_AIM = _pattern(
    rf"""\b(?:focus|goal|aim|objective|purpose|question|object)s?_(?:of_(?:this|the_present|our)_{_PAPER}|here)\b
    | \b(?:problem|question)_(?:\w+_)?(?:considered|addressed|studied|is_that_of)\b | 旨在 | 目的(?:是|在于)"""
)
_LABEL = re.compile(
    r"^\W{0,3}(?:(?P<problem>background|objectives?|aims?|purpose|context|motivation|introduction|goals?|背景"
    r"|目的|目标)"
    r"|(?P<approach>(?:materials? and )?methods?|methodology|approach|design|方法)"
    r"|(?P<result>(?:main )?results?|(?:principal )?findings|结果)"
    r"|(?P<end>conclusions?|significance|interpretation|结论))\W{0,3}\s*[:：.—–\]】]\s*(?=\S)",
    re.I,
)

_PRIOR = _pattern(
    r"""^(?:\w+,_|in_\w+_years,_|recently,_|over_the_\w+_\w+,_|so_far,_|the_|however,_|while_|although_|many_of_the_
    |most_of_the_|most_)?
        (?:existing|previous|prior|traditional|conventional|current|most|many|recent|several|earlier|other|some
        |various|typical|standard|popular
        |classical|common|numerous|state-of-the-art|dominant|best_performing|related|available|a_number_of
        |there_are_(?:\w+_){1,3})
        _(?:[\w/-]+_){0,5}?(?:methods?|approach(?:es)?|works?|studies|models?|systems?|techniques?|algorithms?
        |solutions?|research|strategies
        |authors|researchers|efforts|attempts|architectures?|schemes?|literature|frameworks?|tools?|evidence
        |treatments?|applications)\b
    | \b(?:has|have)_(?:also_|been_|recently_|long_|traditionally_|widely_|extensively_|already_|often_|previously_
    |typically_)*(?:been_)?
        (?:\w+ly_)?(?:used|proposed|studied|applied|shown|developed|introduced|investigated|explored|reported
        |suggested|attempted|established
        |employed|devoted|addressed|observed)\b
    | \b(?:has|have)_traditionally\b
    | \b(?:is|are)_(?:widely|commonly|typically|usually|often|traditionally|normally|frequently)_\w+
    | (?:传统|现有|已有|目前|以往|近年来|常用|当前|早期|主流|现阶段|国内外|前人|一般)[^。；]{0,30}(?:方法|模型|算法
    |研究|技术|系统|工作|学者|方案|手段|框架|做法|索引|网络)
    | 等(?:人)?(?:\[\d+\])?(?:提出|采用|使用|设计|利用|研究|将) | 被(?:广泛|成功)?(?:应用|用于|使用)"""
)
_CITED = re.compile(
    r"\[\d[\d,\s–-]*\]|\((?:[^()]*[A-Z][^()]*,? )?(?:19|20)\d\d[a-z]?[^()]*\)|et al|[⁰¹²³⁴⁵⁶⁷⁸⁹]|［\d+］"
)


def cited(text: str) -> bool:
    """Whether a sentence refers to other work by number or year."""
    return bool(_CITED.search(text))


_LIMIT = _pattern(
    r"""\b(?:limitations?|shortcomings?|drawbacks?|weakness(?:es)?|caveats?|disadvantages?|downsides?)\b
    | \b(?:our|the_proposed|proposed|the_(?:present|current))_(?:\w+_){0,3}(?:cannot|can_not|does_not|do_not|did_not
    |fails?|is_limited|are_limited
        |is_restricted|requires?|is_not|are_not|was_not|were_not|suffers?|could_not)\b
    | \bwe_(?:do_not|did_not|cannot|could_not|were_unable|have_not_(?:considered|explored|tested|addressed|evaluated
    |studied|yet)|are_not_able|were_not_able|only_(?:consider|test
    |evaluat|stud)\w*)\b
    | \b(?:remains?|is_still|are_still)_(?:an?_)?(?:open|unclear|unknown|difficult|unresolved|unsolved|to_be_(?:seen
    |determined|shown|explored))
    | \b(?:beyond_the_scope|at_the_(?:cost|expense)_of|less_(?:effective|accurate|suitable|efficient|robust)
    |not_(?:suitable|applicable|suited)
        |(?<!not\s)restricted_to|(?<!not\s)limited_to|only_(?:applicable|valid|works?)_|should_be_(?:interpreted
        |treated)_with_caution|further_validation|no_guarantee)\b
    | (?:不足|局限|缺点|缺陷)(?!以) | (?:本文|我们|该方法|模型|算法|系统|本研究|实验)[^。；]{0,30}(?:不能|无法
    |没有考虑|未考虑|尚未|忽略|不够|有限|较差|仅)
    | 仍(?:然|需|有|存在|旧)[^。；]{0,20}(?:问题|不足|提高|改进|完善|空间|挑战) | 有待 | 还?存在(?:着)?(?:一定|一些
    |以下|诸多|许多)?[^。；]{0,10}(?:不足|问题|误差|局限|挑战)"""
)
_PLAN = _pattern(
    r"""\bfuture_(?:work|research|stud\w+|direction\w*|investigation\w*|experiments?|developments?|improvement\w*
    |version\w*)\b
    | \b(?:we|i)_(?:\w+_){0,2}(?:plan|hope|intend|aim|are_planning|are_excited)\b | \bleft_(?:for|as|to)_future\b
    | \bin_(?:the_)?future,?_(?:we|one)\b
    | \b(?:would|will|may|might)_be_(?:\w+ly_)?(?:interesting|useful|valuable|worth\w*|promising)\b
    | \b(?:remains?_(?:to_be|for_future|outstanding)|next_steps?|further_(?:work|research|stud\w+|investigation\w*
    |improvements?|exploration)
        |another_research_goal|open_(?:question|problem|issue)s?|worth_(?:exploring|investigating|studying)
        |could_be_(?:extended|improved|explored))\b
    | 未来|将(?:为|会|更|进一步|推动)|今后|下一步|展望
    |后续(?:工作|研究)|将来|进一步(?:研究|改进|工作|探讨|优化|完善)|有待"""
)


@lru_cache(maxsize=65536)
def proposal(text: str) -> float:
    """How clearly a sentence says what the paper does: 1 for proposing it, 0.8 for studying, less for what it adds."""
    if _AVAILABLE.search(text):
        return 0.0
    if is_chinese(text):
        clear = 1.0 if _PROPOSES_ZH.search(text) else 0.8 if _STUDIES_ZH.search(text) else 0.0
    else:
        clear = 1.0 if _PROPOSES.search(text) else 0.8 if _STUDIES.search(text) else 0.0
    if clear and label(text) == "result":
        return 0.0
    return clear * (0.4 if _FURTHER.search(text) else 1.0) * (0.3 if _OBJECT_IS_TEST.search(text) else 1.0)


_MERE_PROBLEMS = frozenset({"problem", "problems", "问题"})
MERE_PROBLEM = 0.6
"""What "problem" alone counts: it may be a task ("regression problems")."""


@lru_cache(maxsize=65536)
def trouble(text: str) -> float:
    """How much of what is wrong or unsolved a sentence names: 1 for one word of it, up to 1.6 for several."""
    found = {match.group(0).lower() for match in _TROUBLE.finditer(text)}
    if found <= _MERE_PROBLEMS:
        return MERE_PROBLEM if found else 0.0
    return min(1.6, 1.0 + 0.2 * (len(found) - 1))


def solved(text: str) -> bool:
    """Whether a sentence calls a trouble solved."""
    return bool(_SOLVED.search(text))


def of_one_work(text: str) -> bool:
    """Whether a sentence reports what one other paper found or lacks."""
    return bool(_ONE_WORK.search(text))


@lru_cache(maxsize=16384)
def purpose(text: str) -> bool:
    """Whether a sentence says what the paper is for."""
    return bool(_PURPOSE.search(text))


@lru_cache(maxsize=16384)
def aim(text: str) -> bool:
    """Whether a sentence says so by a word for it: "the aim of this paper is", 旨在."""
    return bool(_AIM.search(text))


@lru_cache(maxsize=16384)
def label(text: str) -> str:
    """What the label that opens a sentence of a structured abstract announces: "problem", "approach", "result", "end"
    or ""."""
    match = _LABEL.match(text)
    return match.lastgroup or "" if match else ""


@lru_cache(maxsize=16384)
def prior(text: str) -> float:
    """How clearly a sentence is about what others did: 1 for words that say so, 1.3 with a reference besides."""
    return (1.0 + 0.3 * bool(_CITED.search(text))) if _PRIOR.search(text) else 0.0


@lru_cache(maxsize=16384)
def limit(text: str) -> bool:
    """Whether a sentence names a limit, in words that say so."""
    return bool(_LIMIT.search(text))


@lru_cache(maxsize=16384)
def plan(text: str) -> bool:
    """Whether a sentence is about work that is still to be done."""
    return bool(_PLAN.search(text))


_LEANS_ZH = re.compile(r"^.{0,10}?(?:这些|这种|该|此类|上述|这一|此)(?!外)")


_TO_THE_WORK = _pattern(
    r"""\b(?:this|these|such|the)_(?:\w+_){0,3}(?:methods?|models?|networks?|nets|approach(?:es)?|algorithms?
    |frameworks?|systems?
        |architectures?|techniques?|representations?|vectors?)\b"""
)


@lru_cache(maxsize=16384)
def leans(text: str, *, on_work: bool = True) -> bool:
    """Whether a sentence can't be understood without the one before it.

    One that speaks of "these networks" needs only that it was said what the paper does: with ``on_work`` False that
    is taken for said.
    """
    if is_chinese(text):
        return is_dangling(text) or bool(_LEANS_ZH.match(text))
    if is_dangling(text):
        return True
    pointing = patterns.POINTING.match(text)
    return pointing is not None and (on_work or not _TO_THE_WORK.search(text, max(0, pointing.end() - 10)))
