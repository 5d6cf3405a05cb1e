"""What a sentence is a reason for, and what it defines: the stuff of which questions are made."""

from __future__ import annotations

import re

from paper_notes.language.identify import is_chinese
from paper_notes.language.script import HAN
from paper_notes.writing.extract.cues import STRONG
from paper_notes.writing.extract.sentences import broken_maths, is_dangling, refers_to_figure

_BECAUSE = re.compile(
    r"^(?P<claim>[^,;:]{15,140}?),?\s+(?:because|since(?! \d)|due to the fact that)\s+"
    r"|^(?P<deed>(?:\S+ ){0,5}we [^,;:]{12,140}?),?\s+so that\s+",
    re.I,
)
_CLAIM_LAST = re.compile(
    r"^(?:because|since(?! \d))\b"
    r"(?! (?:do|get|see|achieve|show) )[^,;]{8,110}, (?P<claim>[^,;:]{15,120})[.,;]",
    re.I,
)
_CHINESE = (
    re.compile(r"^(?:由于|因为)[^。；]{4,80}?，(?:因此|所以|因而|故|从而|于是)(?P<claim>[^，。；]{5,40})[，。；]"),
    re.compile(r"^(?:之所以)?(?P<claim>[^，。；]{6,40})，?(?:这?是因为|是由于|因为|原因在于|原因是)"),
)
_REFERS_BACK = re.compile(r"\b(?:it|this|they|these|such|them|its|their)\b", re.I)
_NO_SUBJECT = re.compile(
    r"^(?:let us|\w+ing|based|given|depending|due|according|rather|and|or|but|which|where|when|who|as|for|in|to|by|with"
    r"|from|than|e\.g|i\.e|namely|respectively|at|on|of|not|even|especially|such|like|while|both|although|if|so|thus"
    r"|then)\b",
    re.I,
)
_REASON_OF_LAST = re.compile(
    r"^(?:this is (?:because|due to)|the (?:main |likely )?reason (?:for this |is|lies)|这是因为|其原因)", re.I
)
_TERM = re.compile(
    r"^(?:an?|the)?\s*(?P<term>(?:[A-Za-z][A-Za-z-]+ ){0,3}[A-Za-z][A-Za-z-]+)(?: \([A-Za-z-]+\))?,? (?:is|are"
    r"|can be)"
    r" (?:defined as|described as|referred to as|called|known as|viewed as|seen as|interpreted as|thought of as"
    r"|an? )",
    re.I,
)
_TERM_LAST = re.compile(
    r"\b(?:(?:we|which we|and|to) (?:call|term)(?: (?:it|this|these|them|the \w+))?"
    r"|(?:is|are) (?:called|termed|known as|referred to as)|(?:refer to|define) [^.;]{5,140}? as)"
    r" (?:an? |the )?[“‘\"]?(?P<term>(?:[A-Za-z][A-Za-z-]+ ){0,3}[A-Za-z][A-Za-z-]{2,})[”’\"]?(?=[.,;]| \(|$)"
)
_TERM_ZH = re.compile(rf"^(?P<term>[{HAN}A-Za-z-]{{2,14}}?)(?:是指|指的是|定义为|是一种|称为)")
_NO_TERM = re.compile(
    r"^(?:it|this|that|these|which|there|here|we|what|one|each|every|our|results?|goals?|ideas?|reasons?|papers?|work"
    r"|problems?|figures?|tables?|first|second|main|another|\w+ly|presented|proposed|new|novel|resulting|following"
    r"|current|overall|whole|entire|other|most|many|all|any|some|such|his|her|their)\b|\bof\b"
    r"|\b(?:that|which|(?:model|approach|method|algorithm|paper|system|work|study)s?$)\b",
    re.I,
)


def explains_last(text: str) -> bool:
    """Whether a sentence gives the reason for what the sentence before says."""
    return bool(_REASON_OF_LAST.match(text))


def claim(text: str) -> str:
    """The clause of a sentence that the rest of it gives the reason for, led by "…" when it doesn't open the
    sentence; "" when it can't be told apart."""
    patterns = _CHINESE if is_chinese(text) else (_BECAUSE, _CLAIM_LAST)
    match = next((found for pattern in patterns if (found := pattern.match(text))), None)
    clause = next((group for group in match.groups() if group), "").strip() if match else ""
    clause = re.sub(r"(?:\s+(?:mainly|largely|partly|simply|probably|only))+$", "", clause)
    if (
        not clause
        or not legible_clause(clause)
        or re.search(r"\b(?:that|which|and|but|so|or)$", clause)
        or STRONG["reason"].search(clause)
    ):
        return ""
    if not is_chinese(clause) and len(clause.split()) < 4:
        return ""
    if _NO_SUBJECT.match(clause) or _REFERS_BACK.search(clause) or STRONG["assumption"].search(clause):
        return ""
    return clause if text.startswith(clause) else f"… {clause}"


def legible_clause(clause: str) -> bool:
    """Whether a part of a sentence can be read alone: no formula debris, nothing left open."""
    return not (
        is_dangling(clause)
        or broken_maths(clause) > 0.1
        or refers_to_figure(clause)
        or clause.count("(") != clause.count(")")
        or clause.count("“") != clause.count("”")
        or re.search(r"[–—-]$", clause)
    )


def defined_term(text: str) -> str:
    """The term that a sentence says the meaning of ("An X is a …", "… is called X"); "" when it defines none."""
    if is_chinese(text):
        match = _TERM_ZH.match(text)
        return match["term"] if match and not re.match(r"[这该此其它他]", match["term"]) else ""
    for match in (_TERM.match(text), _TERM_LAST.search(text)):
        if match and not _NO_TERM.search(match["term"]):
            return match["term"]
    return ""
