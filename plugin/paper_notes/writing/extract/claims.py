"""What a sentence is a reason for: the stuff of which questions are made."""

from __future__ import annotations

import re

from paper_notes.language.identify import is_chinese
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
    r"^(?:let us|\w+ing|based|given|depending|due|according|rather|and|or|but|which|where|when|who|as|for|in|to"
    r"|by|with"
    r"|from|than|e\.g|i\.e|namely|respectively|at|on|of|not|even|especially|such|like|while|both|although|if|so"
    r"|thus"
    r"|then)\b",
    re.I,
)
_REASON_OF_LAST = re.compile(
    r"^(?:this is (?:because|due to)|the (?:main |likely )?reason (?:for this |is|lies)|这是因为|其原因)", re.I
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
