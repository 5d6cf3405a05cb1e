"""Experiments: setup, main results with figures and tables, ablations."""

from __future__ import annotations

import re

from paper_notes.language.identify import is_chinese
from paper_notes.paper.model import SectionRole
from paper_notes.writing.extract import quote
from paper_notes.writing.extract.candidates import Candidate, Passage, joined
from paper_notes.writing.extract.cues import is_result, states_number, strength
from paper_notes.writing.extract.desk import Desk
from paper_notes.writing.extract.figures import figure_block
from paper_notes.writing.extract.frame import whole
from paper_notes.writing.extract.gallery import choose_results
from paper_notes.writing.extract.moves import cited, limit, plan, prior, trouble
from paper_notes.writing.extract.patterns import ITS_SUBJECT
from paper_notes.writing.extract.sentences import length, refers_to_figure

MOST_SETUP, MOST_RESULTS, MOST_ABLATIONS = 2, 3, 2
LONGEST = 80
_COMPARES = re.compile(
    r"\b(?:than|outperform\w*|better|best|worse|improv\w+|gains?|superior|surpass\w*|exceed\w*|compar(?:ed|able"
    r"|ably)|state[- ]of[- ]the[- ]art|faster|slower"
    r"|higher|lower|fewer|reduc\w+|increas\w+|decreas\w+)\b|优于|高于|低于|提高|降低|提升|相比|超过|最[高低优好]"
    r"|减少|快于",
    re.I,
)
_FOUND = re.compile(
    r"\b(?:we (?:find|found|observed?|show(?:ed)? (?:that|an?)|see|obtain(?:ed)?|achieve[sd]?|demonstrate[sd]?)"
    r"|results? (?:\w+ ){0,3}(?:show|demonstrate|suggest|indicate|reveal|confirm)"
    r"|(?:observations?|findings?|data|evidence|analys[ei]s) (?:\w+ )?(?:provides?|shows?|suggests?|indicates?"
    r"|supports?|demonstrates?|reveals?)|provide evidence"
    r"|shows? (?:an?|no|that|substantial|more|less|higher|lower|strong|significant)"
    r"|achiev(?:es?|ed|ing)|reach(?:es|ed)|yields?|establishes|outperforms?|(?:was|were|is"
    r"|are) (?:\w+ly )?(?:higher|lower|better|worse|faster|associated))\b"
    r"|(?:结果|实验|可以看出|可以发现|可见)[^，,。；;]{0,12}(?:表明|显示|说明|发现|证明|看出|得到|得出)|达到|优于"
    r"|提[高升]了?|(?:降低|减少|缩短)了|取得|预测(?:值|结果)",
    re.I,
)
_SAYS_SO = re.compile(
    r"\bwe (?:\w+ly )?(?:find|found|show(?:ed)?|observed?|demonstrated?) (?:that|an?|no)\b"
    r"|\b(?:results?|findings?|observations?|experiments?|evaluation|evidence|analysis)\b[^.,]{0,40}"
    r"\b(?:shows?|demonstrates?|indicates?|suggests?|reveals?|confirms?|provides? evidence|supports?)\b"
    r"|(?:结果|实验)[^，,。；;]{0,12}(?:表明|显示|证明|验证|说明)|能够?达到|能够认为",
    re.I,
)
"""What says in so many words that something was found."""
_THEREFORE_DID = re.compile(
    r"\b(?:so|therefore|thus|hence) we (?:ran|run|used?|chose|set|train(?:ed)?|select(?:ed)?)\b", re.I
)
"""What was found on the way, as the reason for a setting."""
_EXPECTS = re.compile(r"\b(?:expect|since the|we hypothesi[sz]e)\b", re.I)
_PROCEDURE = re.compile(
    r"\b(?:we (?:\w+ly |also |then )?(?:used?|ran|select(?:ed)?|set|increased?|decreased?"
    r"|initiali[sz]ed?|train(?:ed)?|chose"
    r"|appl(?:y|ied)|employ(?:ed)?|limit(?:ed)?|decided|developed|removed|excluded|normali[sz]ed?|evaluate[sd]?"
    r"|compared?|adopt(?:ed)?|start|begin|are interested|were interested)"
    r"|(?:was|were) (?:initiali[sz]ed|set|chosen|used|trained|removed|excluded))\b",
    re.I,
)
"""What was done rather than what came of it."""
_DATA = re.compile(
    r"\b(?:data\s?sets?|corpus|corpora|benchmarks?|train(?:ing)? (?:set|data)|test set|participants|patients"
    r"|subjects|catchments|samples|images|sentence pairs"
    r"|baselines?|compared? (?:\w+ ){0,4}(?:with|to|against)|simulat\w+|collected|recorded)\b|数据集|数据来源"
    r"|样本|训练集|测试集|语料|对比方法|基线|数据(?:为|采用|来自|来源)|选取|随机抽取",
    re.I,
)
_DOES = re.compile(
    r"\b(?:we|our|all|the (?:data|data\s?sets?|experiments?|models?|corpus|training|test)|experiments?"
    r"|participants|patients|data)\b[^.;]{0,60}\b(?:use[sd]?|train(?:ed)?|evaluate[sd]?|test(?:ed)?"
    r"|compared?|consists?|contain(?:s|ed)?|collected|conduct(?:ed)?|perform(?:ed)?|comprise[sd]?|include[sd]?"
    r"|run|ran|carried)\b"
    r"|采用|使用|选取|选择|来自|来源于|包含|共有|随机抽取|划分|收集",
    re.I,
)
_REASONS = re.compile(r"\b(?:since|because|expect|we estimate|in order to)\b|由于|因为", re.I)
_FURTHER = re.compile(r"\b(?:also|further|additionally|finally)\b|此外|另外|还", re.I)
_OWN_DATA = re.compile(r"本文|我们|本研究|实验|本次|选取|抽取|训练|测试|数据集(?:包含|共|由|中)")
_HOLDS = re.compile(r"\b(?:consist(?:s|ing)? of|contain(?:s|ing|ed)?|compris\w+|about|total of)\b|包含|共|由", re.I)
_REMOVES = re.compile(
    r"\b(?:ablat\w+|without (?:the |our |any )?\w+|remov(?:al|ing|ed|es?)|replac(?:ing|ed|es?)|dropping"
    r"|disabl\w+|contribution of (?:each|the)|effect(?:iveness)? of"
    r"|impact of|importance of|instead of|var(?:y|ying|ied)|sensitiv\w+|deeper|larger|smaller|number of"
    r"|when (?:we )?us(?:e|ing))\b|消融|去除|去掉|移除|替换|参数.{0,6}影响|不同.{0,12}(?:影响|效果)",
    re.I,
)
_CLEARLY_REMOVES = re.compile(
    r"\bablat\w+|\bwithout (?:the|our|any)\b|\bremov(?:al|ing) |\bcontribution of each\b|消融|去除|去掉|移除", re.I
)
_ABLATION_TITLE = re.compile(
    r"ablat|variation|sensitivity|effects? of|influence|impact of|analysis of|消融|敏感|影响", re.I
)


def experiments(desk: Desk) -> str:
    """The section's text below its heading; "" when the paper reports none that can be told."""
    phrases = desk.phrases
    # figures first: a sentence that says what one shows belongs beside it
    shown = [figure_block(desk, figure) for figure in choose_results(desk)]
    ablation_figures = [figure_block(desk, figure) for figure in choose_results(desk, ablations=True)]
    setup, ablations, results = _setup(desk), _ablations(desk), _results(desk)
    parts: list[str] = []
    if setup:
        parts += [f"### {phrases.setup}", quote.block(setup)]
    if results or shown:
        parts += [f"### {phrases.main_results}", quote.block(results), *shown]
    if ablations or ablation_figures:
        parts += [f"### {phrases.ablation}", quote.block(ablations), *ablation_figures]
    for name, there in ((phrases.main_results, results), (phrases.ablation, ablations or ablation_figures)):
        if not there:
            desk.left_out.append(name)
    return quote.paragraphs(parts)


def _choose(
    desk: Desk, ranked: list[tuple[float, Candidate]], most: int, least: float, *, again: bool = False
) -> list[Passage]:
    ranked.sort(key=lambda pair: (-pair[0], pair[1].order))
    runs: list[list[Candidate]] = []
    for worth, candidate in ranked:
        if worth < least or len(runs) == most:
            break
        members = whole(desk.pool, candidate, LONGEST, on_work=False)
        if members and (again or not any(desk.pool.is_used(member) for member in members)):
            desk.pool.take(members)
            runs.append(members)
    return joined(sorted(runs, key=lambda run: run[0].order))


def _setup(desk: Desk) -> list[Passage]:
    """The data, and what was compared with."""
    roles: dict[SectionRole, float] = {"experiments": 1.0, "ablation": 0.3, "method": 0.55, "abstract": 0.9}
    ranked: list[tuple[float, Candidate]] = []
    for candidate in desk.pool.candidates:
        text, weight = candidate.text, roles.get(candidate.role, 0.0)
        if not weight or candidate.quality < 0.5 or not _DATA.search(text) or not _DOES.search(text):
            continue
        if refers_to_figure(text) or _REASONS.search(text):
            continue
        if is_result(text) > 0.9 or plan(text) or prior(text) > 1.2 or trouble(text) > 1.2:
            continue
        if is_chinese(text) and not _OWN_DATA.search(text):
            continue
        titled = bool(re.search(r"data|set-?up|setting|数据|设置|环境", desk.sections[candidate.section].title, re.I))
        weight = max(weight, 0.9 * titled)
        worth = (
            weight
            * candidate.quality
            * (
                0.6
                + 0.3 * bool(re.search(r"\d", text))
                + 0.3 * desk.pool.own(text)
                + 0.5 * titled
                - 0.3 * bool(_FURTHER.search(text))
                + 0.2 * bool(_HOLDS.search(text))
            )
        )
        ranked.append((worth + 0.1 * len(set(_DATA.findall(text))), candidate))
    return _choose(desk, ranked, MOST_SETUP, 0.8)


def _results(desk: Desk) -> list[Passage]:
    """What came of the work: sentences that report it, those with numbers and comparisons first."""
    roles: dict[SectionRole, float] = {
        "abstract": 1.0,
        "conclusion": 0.95,
        "experiments": 0.9,
        "discussion": 0.7,
        "introduction": 0.6,
    }
    frame = desk.frame
    early = {c.order for c in (*frame.abstract[: frame.turn], *frame.opening[: frame.opening_turn])}
    ranked: list[tuple[float, Candidate]] = []
    for candidate in desk.pool.candidates:
        text, weight = candidate.text, roles.get(candidate.role, 0.0)
        if not weight or candidate.quality < 0.5 or candidate.order in early or plan(text):
            continue
        found, compares, number = bool(_FOUND.search(text)), bool(_COMPARES.search(text)), states_number(text)
        own = desk.pool.own(text) or bool(ITS_SUBJECT.match(text))
        if re.search(r"^(?:in order )?to [a-z]+ |\bwould\b", text, re.I) and not _SAYS_SO.search(text):
            continue
        if _THEREFORE_DID.search(text):
            continue
        if not _SAYS_SO.search(text) and found + compares + (number and own) < 2:
            continue
        if limit(text) and not _SAYS_SO.search(text):
            continue
        if cited(text) and not own:
            continue
        if _PROCEDURE.search(text) and not (found and compares):
            continue
        if candidate.role in ("introduction", "discussion") and not own:
            continue
        if prior(text) > 1 and not own:
            continue
        worth = (
            weight
            * candidate.quality
            * (0.4 + 0.3 * found + 0.25 * compares + 0.3 * number + 0.2 * own + 0.2 * bool(_SAYS_SO.search(text)))
        )
        ranked.append((worth + 0.5 * desk.pool.centrality(candidate), candidate))
    fresh = _choose(desk, ranked, MOST_RESULTS, 0.85)
    ranked = [(worth, c) for worth, c in ranked if desk.pool.own(c.text) or _SAYS_SO.search(c.text)]
    return fresh or _choose(desk, ranked, 1, 0.85, again=True)  # said before, but this is where a reader looks for it


def _ablations(desk: Desk) -> list[Passage]:
    """What single parts or settings contribute, as far as a sentence says what came of changing them."""
    titled = {
        i for i, s in enumerate(desk.sections) if s.role == "ablation" or (s.title and _ABLATION_TITLE.search(s.title))
    }
    ranked: list[tuple[float, Candidate]] = []
    for candidate in desk.pool.candidates:
        text, inside = candidate.text, candidate.section in titled
        if candidate.role not in ("ablation", "experiments", "discussion") or candidate.quality < 0.5 or plan(text):
            continue
        tells = bool(_COMPARES.search(text)) or states_number(text) or bool(_FOUND.search(text))
        changed = bool(_REMOVES.search(text)) if inside else bool(_CLEARLY_REMOVES.search(text))
        if not tells or not changed or prior(text) > 1.2 or _EXPECTS.search(text) or length(text) < 9:
            continue
        worth = candidate.quality * (
            0.5 + 0.3 * inside + 0.2 * bool(strength("ablation", text)) + 0.2 * states_number(text)
        )
        ranked.append(
            (worth + 0.2 * bool(_CLEARLY_REMOVES.search(text)) + 0.3 * desk.pool.centrality(candidate), candidate)
        )
    return _choose(desk, ranked, MOST_ABLATIONS, 0.75)
