"""Which sentences can stand in a note: whole, legible, saying something by themselves."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MIN_WORDS, MAX_WORDS = 5, 55
MIN_HAN, MAX_HAN = 10, 130

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*|\d[\d.,]*")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a an the of to in on at by for from with as and or but not that which this these those is are "
        "was were be been has have had can could may might will would do does did we our it its they "
        "their than then when where while if so such all each both more most only also between into over "
        "under after before because since there any no",
    )
)
_SHORT_WORDS = frozenset(
    re.findall(
        r"\S+",
        "of to in is as at by we it on or an be if so no do us up he my me go am vs et al id ai ml ii iv uk eu",
    )
)
_MATHEMATICAL = re.compile(r"[=∈∑∏∫∂∇√≤≥≈≠×·⋅∞±→←↔⇒∀∃∪∩⊂⊆∥‖ˆ˜¯′″∗⊗⊕α-ωΑ-Ω\U0001d400-\U0001d7ff�\ue000-\uf8ff]")
_LOST_FORMULA = re.compile(
    r"\s[,;](?:\s|$)|\(\s*[,;]?\s*\)|\[\s*\]|\b(?:of|is|and|by|the|to|from|with|that|for|are|where|at|be)\s*[,.;:)]"
    r"|\s\.$|,\s*,",
    re.I,
)
_RUNNING_HEAD = re.compile(
    r"©|\bcopyright\b|\bpermission\b|\bdoi[.:]|https?:|www\.|@|\ball rights reserved\b|\blicen[sc]ed?\b"
    r"|\bcorrespond(?:ing|ence)\b|\bdepartment of\b|\barxiv:|\bissn\b|\bpreprint\b|版权|基金项目|作者简介|收稿日期",
    re.I,
)
_SIGNPOST = re.compile(
    r"\b(?:(?:the (?:next|following|last|previous|remaining)|in (?:this|the present)) (?:sub)?sections?"
    r"|(?:the )?(?:rest|remainder|outline"
    r"|organi[sz]ation|structure)"
    r" of (?:this|the|our) (?:paper|article|work|thesis|chapter|section)|is organi[sz]ed as follows"
    r"|are organi[sz]ed as follows"
    r"|this (?:sub)?(?:section|chapter) (?:describes|presents|discusses|introduces|gives|reviews|provides|explains"
    r"|outlines)"
    r"|(?:section|chapter|sec\.) [\dIVX]+(?:\.\d+)* (?:describes|presents|discusses|introduces|gives|reviews"
    r"|provides|explains|"
    r"concludes|shows|contains)|(?:see|refer to|described in|discussed in|presented in|given in) (?:section"
    r"|appendix|chapter|§))"
    r"|we (?:conclude|end) (?:this|the) (?:paper|article) (?:in|with)"
    r"|\b(?:discussed|described|explained|presented|detailed|introduced|outlined|given|defined) in (?:the )?[^.]{0,60}"
    r"\bsections?\b"
    r"|本(?:节|章)(?:将|主要|首先|介绍)|本文(?:的)?(?:结构|组织|安排)|(?:章节|结构)安排如下|如下所示|如下[:：]$",
    re.I,
)
_DANGLING = re.compile(
    r"^(?:it|this|these|they|such|that|those|he|she|its|their|however|therefore|thus|hence|moreover|furthermore"
    r"|in addition"
    r"|also|for (?:example|instance)|on the (?:other|contrary)|in contrast|similarly|consequently|as a (?:result"
    r"|consequence)"
    r"|likewise|instead|nevertheless|nonetheless|then|so|but|and|or|yet|here|there(?:by|fore)|conversely|again"
    r"|otherwise"
    r"|in (?:this|that|the latter|the former|both|either|each|other words|fact|particular|our case|that case"
    r"|these cases)"
    r"|to (?:this end|do (?:this|so))|at (?:this|that)|the (?:former|latter|first|second|third|other|above|same"
    r"|following"
    r"|resulting)"
    r"|by doing|for this|for these|because of this|due to this|with this|both|another|others|one (?:of them|such)"
    r"|next"
    r"|second(?:ly)?|third(?:ly)?|additionally|besides|meanwhile|note that|as (?:above|before|mentioned|described"
    r"|such)"
    r"|ours?|accordingly|specifically|indeed|unlike (?:this|these|that)|finally|lastly|still|apart from"
    r"|after (?:that|this)|e\.g\.|i\.e\."
    r")\b"
    r"|^(?:这|该|其|此|但|然而|因此|所以|因而|从而|于是|同时|另外|此外|而且|并且|且|不过|例如|比如|由此"
    r"|那么|它|他们|上述|接着|然后|再|则|即|故|最后|综上)",
    re.I,
)
_SAFE_OPENING = re.compile(
    r"^(?:in this (?:paper|work|article|study|thesis|letter|report|project)|this (?:paper|work|article|study|thesis"
    r"|letter|report)"
    r"|these (?:results|experiments|findings) (?:show|suggest|indicate|demonstrate)|note that|finally, we"
    r"|in (?:particular|fact|contrast), (?:we|our|the)"
    r"|to (?:the best of our knowledge)|our|however, (?!it\b|this\b|these\b|they\b|such\b|that\b)|specifically, we"
    r"|additionally, we"
    r"|in addition, we|furthermore, we|moreover, we|therefore, we|also, we)\b"
    r"|^(?:此外，本文|因此，本文|最后，本文|同时，本文)",
    re.I,
)
_ENDING = re.compile(r"[.!?。！？][\"'”’)\]）」]*(?:\s*\[[\d,\s–-]+\])?$")
_CAPTION_START = re.compile(
    r"^(?:fig(?:ure)?s?\.?|tables?|algorithm|listing|图|表|算法)\s*[\dIVX]+(?:[.:：\-]|\s)", re.I
)
_REFERENCE = re.compile(r"^\[?\d+\]?[.\s]|\bpp\.\s*\d|\bvol\.\s*\d|\bin proceedings\b|\bet al\.,? \d{4}\.$", re.I)


_POINTING = re.compile(r"(?:\S+\s+){1,7}?(?:such|these|those|aforementioned|latter|former)\b", re.I)
"""A reference, early in a sentence, to something said before."""


_ENUMERATED = re.compile(r"[.;:] \(?(?:[ivx]{1,4}|[a-e]|\d)\) ")
"""Entries of a list within a sentence, the splitting of which went wrong."""
_LABELLED = re.compile(r"^\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[).]\s")
_FIGURE = re.compile(r"\b(?:Fig(?:ure|s)?\.?|Tab(?:le)?s?\.?|Alg(?:orithm)?\.?|Listing)\s*\d|[图表]\s*\d|算法\s*\d")


def refers_to_figure(text: str) -> bool:
    """Whether a sentence names a numbered figure, table or algorithm."""
    return bool(_FIGURE.search(text))


def is_chinese(text: str) -> bool:
    """Whether a sentence is written in Chinese (a tenth of its characters or more are Han)."""
    return len(_HAN.findall(text)) * 10 >= len(text)


@lru_cache(maxsize=16384)
def length(text: str) -> int:
    """Han characters plus words, the measure of a text's length in either language."""
    return len(_HAN.findall(text)) + len(_WORD.findall(text))


def is_dangling(text: str) -> bool:
    """Whether a sentence leans on the one before it ("This …", "However, it …")."""
    return bool(_DANGLING.match(text)) and not _SAFE_OPENING.match(text)


def is_signpost(text: str) -> bool:
    """Whether a sentence only says what stands where."""
    return bool(_SIGNPOST.search(text))


def broken_maths(text: str) -> float:
    """How much of a sentence is formula debris, from 0 (prose) to 1.

    A text layer holds formulas as loose letters and symbols, in the order in which they were set. The measure
    is the share of such tokens, and 1 when four or more stand in a row or a formula seems to have dropped out.
    """
    if _LOST_FORMULA.search(text) or not _balanced(text):
        return 1.0
    tokens = re.sub(r"([\u3400-\u4dbf\u4e00-\u9fff，。、；：（）“”])", r" \1 ", text).split()
    if not tokens:
        return 1.0
    total, run = 0.0, 0
    for token in tokens:
        weight = _oddness(token)
        total += weight
        run = run + 1 if weight >= 0.5 else 0
        if run >= 4:
            return 1.0
    return min(1.0, total / len(tokens))


def _oddness(token: str) -> float:
    if token.isascii() and token.isalpha() and (len(token) > 2 or token in _SHORT_WORDS):
        return 0.0
    bare = token.strip(".,;:()[]{}“”‘’\"'?!，。、；：（）")
    if not bare or _HAN.fullmatch(bare):
        return 0.0
    if _MATHEMATICAL.search(bare):
        return 1.0
    if len(bare) == 1:
        if bare.isdigit() or bare in "aAI&–—-%":
            return 0.0
        return 0.6 if bare.isalpha() else 1.0
    if re.fullmatch(r"[A-Za-z]\d|[A-Za-z]\([^)]*\)?|[a-z][A-Z]", bare):
        return 0.7
    if len(bare) == 2 and bare.isalpha() and bare.islower() and bare not in _SHORT_WORDS:
        return 0.6
    if any(unicodedata.category(c) in ("Sm", "Mn", "So") for c in bare if c not in "+-<>~|"):
        return 0.8
    return 0.0


def _balanced(text: str) -> bool:
    text = re.sub(r"(?:^|(?<=\s))\(?[a-zA-Z0-9]{1,3}\)", "", text) if text.count(")") > text.count("(") else text
    return (
        text.count("(") + text.count("（") == text.count(")") + text.count("）")
        and text.count("[") == text.count("]")
        and text.count("“") >= text.count("”")
    )


@lru_cache(maxsize=16384)
def quality(text: str) -> float:
    """How well a sentence can be quoted alone, 0 (not at all) to 1."""
    if not _ENDING.search(text) or "..." in text or text.count("..") or "……" in text:
        return 0.0
    if _CAPTION_START.match(text) or _RUNNING_HEAD.search(text) or _REFERENCE.search(text) or is_signpost(text):
        return 0.0
    fit = _chinese(text) if is_chinese(text) else _english(text)
    if not fit:
        return 0.0
    if _ENUMERATED.search(text):
        return 0.0
    if _POINTING.match(text):
        fit *= 0.85
    if _LABELLED.match(text) or text.rstrip("”\"'’)）")[-1:] in "?？":
        fit *= 0.6
    return fit * max(0.0, 1.0 - 4.0 * broken_maths(text))


def _chinese(text: str) -> float:
    count = len(_HAN.findall(text))
    if not MIN_HAN <= count <= MAX_HAN:
        return 0.0
    if len(re.findall(r"\d+(?:\.\d+)?", text)) > 12:
        return 0.0
    return 1.0 if 16 <= count <= 90 else 0.7


def _english(text: str) -> float:
    words = _WORD.findall(text)
    if not MIN_WORDS <= len(words) <= MAX_WORDS or not re.match(r"[\"“‘'(]?[A-ZÀ-Þ\d]", text):
        return 0.0
    numbers = sum(word[0].isdigit() for word in words)
    function = sum(word.lower() in _FUNCTION_WORDS for word in words)
    if numbers > 0.3 * len(words) or function < 0.16 * len(words):
        return 0.0
    if max(len(word) for word in words) > 28 or sum(word.isupper() and len(word) > 1 for word in words) > 0.4 * len(
        words
    ):
        return 0.0
    return 1.0 if 10 <= len(words) <= 38 else 0.75 if len(words) > 6 else 0.6
