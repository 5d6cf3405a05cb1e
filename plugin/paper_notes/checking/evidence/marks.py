"""Forms that say where a statement comes from when the paper's text doesn't hold it: read off a plot, one's own
experiment, common knowledge, worked out from a sum. The marks stand in brackets or in the sentence itself.
"""

from __future__ import annotations

import re

READ_OFF = re.compile(
    r"读图|目测|(?:从|据|由|按)[^。；\n]{0,16}(?:图|曲线|柱)[^。；，\n]{0,12}(?:读|估|量|目测|看出)"
    r"|[图线中上](?:上|中)?(?:可|能)?(?:读出|读到|估读)"
    r"|\bread(?:ing)? (?:it )?(?:off|from) (?:the |its )?(?:fig|plot|curve|chart|graph|axis|bars?)|\bread off\b"
    r"|\bfrom (?:the )?(?:fig|plot|curve|chart|graph)[^.;]{0,24}\bread|\bby eye\b"
    r"|\bestimated from (?:the )?(?:fig|plot|curve|chart|graph)|\bas (?:plotted|drawn) in\b",
    re.I,
)
"""A value read off a figure; in Chinese 从图 3 读出, in English "read off Fig. 3"."""

OWN = re.compile(
    r"自测|自己(?:复现|跑|测|实验|试)|自行(?:复现|测|实验)"
    r"|(?:笔者|本人|我们?|译者|读者)[^。；，\n]{0,10}(?:复现|重现|实测|重跑|试跑|测得|验证过|试验)"
    r"|\b(?:my|our|the reader's|the writer's) own (?:\w+ )?"
    r"(?:runs?|experiments?|tests?|measurements?|reproduction|implementation|fits?)"
    r"|\bown (?:experiment|run|measurement|reproduction|test|implementation|fit)s?\b"
    r"|\b(?:we|I) (?:have )?(?:reproduced|re-?ran|re-?trained|re-?implemented|re-?measured)\b"
    r"|\bin (?:our|my) (?:reproduction|re-?run|re-?implementation)\b",
    re.I,
)
"""The note's writer's own experiment; 自测, "own experiment"."""

COMMON = re.compile(r"常识|众所周知|按定义|根据定义|\bcommon knowledge\b|\bas is well known\b|\bby definition\b", re.I)
"""What everybody in the field knows; 常识, "common knowledge"."""

ABOUT_A_FIGURE = re.compile(r"图\s*\d|\bfig(?:ure|s|ures)?\.?\s*\d", re.I)
"""A figure named by its number: a rounded number beside it may be read off it."""


def stands_apart(text: str) -> bool:
    """Whether a text is marked as something that the paper's text needn't hold."""
    return bool(READ_OFF.search(text) or OWN.search(text) or COMMON.search(text))
