"""What makes a sentence unfit to stand alone: the patterns behind :mod:`paper_notes.writing.extract.sentences`."""

from __future__ import annotations

import re


def _verbose(pattern: str) -> re.Pattern[str]:
    """A pattern in which spaces written as such don't count and "_" stands for white space."""
    return re.compile(pattern.replace("_", r"\s"), re.I | re.X)


MATHEMATICAL = re.compile(
    r"[\u2190-\u21ff\u2700-\u27bf=∈∑∏∫∂∇√≤≥≈≠×·⋅∞±→←↔⇒∀∃∪∩⊂⊆∥‖ˆ˜¯′″∗⊗⊕α-ωΑ-Ω\U0001d400-\U0001d7ff�\ue000-\uf8ff]"
)
"""Characters that only formulas have, and those that a text layer puts for glyphs it doesn't know."""

LOST_FORMULA = re.compile(
    r"\s[,;](?:\s|$)|\(\s*[,;]?\s*\)|\[\s*\]|\s\.$|,\s*,"
    r"|\b(?:of|the|to|from|with|for|by|is|are|and|where|that)\s+[,.;:)]|\b(?:of|the|from)[,.;]",
    re.I,
)
"""Punctuation behind nothing: where a formula was and the text layer has none."""

RUNNING_HEAD = re.compile(
    r"©|\bcopyright\b|\bpermissions?\b|\bdoi[.:]|https?:|www\.|@|\ball rights reserved\b|\blicen[sc]ed?\b"
    r"|\barxiv:|\bissn\b"
    r"|\bcorresponding author|\bcorrespondence (?:to|should)|\bdepartment of\b|\bpreprint\b"
    r"|版权|基金项目|作者简介|收稿日期",
    re.I,
)
"""Imprint, addresses and licences."""

SIGNPOST = _verbose(
    r"""
    ^see_ | ^in_(?:section|sec\.)_[\dIVX]+ | \b(?:
        (?: the_(?:next|following|last|previous|remaining) | in_(?:this|the_present) )_(?:sub)?sections?
      | (?:the_)?(?:rest|remainder|outline|organi[sz]ation|structure)_of_(?:this|the|our)_(?:paper|article|work
          |thesis|chapter)
      | (?:is|are)_(?:organi[sz]ed|structured)_(?:as_follows|in)
      | this_(?:sub)?(?:section|chapter)_(?:describes|presents|discusses|introduces|gives|reviews|provides
          |explains|outlines)
      | (?:section|chapter|sec\.)_[\dIVX]+(?:\.\d+)*_(?:describes|presents|discusses|introduces|gives|reviews|provides
            |explains|concludes|shows|contains|explores|concerns|sets)
      | (?:see|refer_to)_(?:section|appendix|chapter|§)
      | (?:discussed|described|explained|presented|detailed|introduced|outlined|given|defined)_in_[^.]{0,60}\bsections?
      | for_more_(?:details?|information|detailed) | as_follows\W*$ | in_the_following,?_(?:we|each|the)
      | we_(?:conclude|end|close)_(?:by|with)_\w+ing | we_(?:conclude|end)_(?:this|the)_(?:paper|article)_(?:in|with)
      | (?:details?|information|discussion|results|examples?|proofs?)_(?:can_be_found|are_(?:given|provided
          |shown)|is_given)_in
    )\b
    | 本文第.{1,3}[节章]
    | 本(?:节|章)(?:将|主要|首先|介绍) | 本文(?:的)?(?:结构|组织|安排) | (?:章节|结构)安排如下 | 如下所示 | 如下[:：]$
    """
)
"""Sentences that only say what stands where."""

DANGLING = _verbose(
    r"""
    ^(?:
        it | this | these | they | such | that | those | he | she | its | their | here | there(?:by|fore)
      | however | therefore | thus | hence | moreover | furthermore | in_addition | also | additionally
          | besides | meanwhile
      | for_(?:example|instance|this|these) | on_the_(?:other|contrary) | in_contrast | similarly
          | consequently | likewise
      | as_(?:a_result|a_consequence|above|before|mentioned|described|such) | accordingly | specifically | indeed
      | instead | nevertheless | nonetheless | then | so | but | and | or | yet | conversely | again | otherwise | still
      | in_(?:this|that|the_latter|the_former|both|either|each|other_words|fact|particular|our_case|these_cases)
      | to_(?:this_end|do_(?:this|so)) | (?:at|by|with|after|because_of|due_to|unlike)_(?:this|that|these)
      | the_(?:former|latter|first|second|third|other|above|same|following|resulting) | by_doing
      | both | another | others | one_(?:of_them|such) | next | first(?:ly)?(?=,)
      | second(?:ly)? | third(?:ly)? | finally | lastly
      | note_that | apart_from | whereas | while_this | e\.g\. | i\.e\. | more_importantly | ours
    )\b
    | ^(?:这|该|其|此|但|然而|因此|所以|因而|从而|于是|同时|另外|此外|而且|并且|且|不过|例如|比如|由此|那么|它|他们|上述
        |接着|然后|再|则|即|故|最后|综上|而|换句话说|具体|以上|如此|对此|为此|值得)
    """
)
"""Openings that lean on the sentence before."""

SAFE_OPENING = _verbose(
    r"""
    ^(?:
        in_this_(?:paper|work|article|study|thesis|letter|report|project)
      | this_(?:paper|work|article|study|thesis|letter|report)
      | these_(?:results|experiments|findings)_(?:show|suggest|indicate|demonstrate)
      | here,?_we
      | in_(?:particular|fact|contrast),_(?:we|our|the) | however,_(?!it\b|this\b|these\b|they\b|such\b|that\b)
      | (?:finally|specifically|additionally|furthermore|moreover|therefore|also|in_addition),_we | note_that
    )\b
    | ^(?:此外|因此|最后|同时)，本文
    """
)
"""Openings that look as if they leaned, and don't."""

POINTING = _verbose(
    r"""(?:\S+_+){1,7}?(?:such|these|those|aforementioned|latter|former
        |this(?!_(?:paper|work|article|study|thesis|report)))\b"""
)
"""A reference, early in a sentence, to something said before."""

ENUMERATED = re.compile(r"[.;:] \(?(?:[ivx]{1,4}|[a-e]|\d)\) |(?<![\w(])[a-z]+ \d\) [A-Z][a-z]")
"""Entries of a list within a sentence, the splitting of which went wrong."""

COUNTED = re.compile(r"(?<![\w.])\(?(?:1|i|a)\) .+(?<![\w.])\(?(?:2|ii|b)\) ")
"""A list within a sentence that is there from its first entry on."""

LABELLED = re.compile(r"^\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[).]\s")
"""A list's mark at the start of a sentence."""

EQUATION_NUMBER = re.compile(
    r"^(?!.{0,60}\b(?:Eqs?|Equations?|Figs?|Figures?|Tables?|Step|Rule)\b)(?:\S+ ){2,8}\(\d{1,3}\) [A-Z]"
)
"""An equation that runs into the sentence behind it."""

GARBLED = re.compile(
    r"(?<![a-zà-ÿ])[ðÞþ](?![a-zà-ÿ]{2})|\b[A-Za-z_]{1,6}(?:Z\d|O0)|\s!\w|(?::\s){2}:|^[A-Z]{6,} [A-Z][a-z]"
    r"|^(?:[A-Z]{3,} ){2,}[A-Z][a-z]|[a-z]↵[a-z]|\s_\s"
)
"""Signs of fonts that name their glyphs wrongly ("aZ0" for "a=0", ": : :" for dots), a heading run into its text, and
what OCR makes of a speck."""

DROP_CAP = re.compile(r"^[A-Z] [A-Z]{2,}")
"""A large first letter set apart from its word."""

FIGURE = re.compile(
    r"\b(?:fig(?:ure|s)?\.?|tab(?:le)?s?\.?|alg(?:orithm)?\.?|listing)\s*\d|[图表]\s*\d|算法\s*\d", re.I
)
ENDING = re.compile(r"[.!?。！？][\"'”’)\]）」]*(?:\s*\[[\d,\s–-]+\])?$")
CAPTION_START = re.compile(
    r"^(?:fig(?:ure)?s?\.?|tables?|algorithm|listing|图|表|算法)\s*[\dIVX]+(?:[.:：\-]|\s)", re.I
)
REFERENCE = re.compile(r"^\[?\d+\]?[.\s]|\bpp\.\s*\d|\bvol\.\s*\d|\bin proceedings\b|\bet al\.,? \d{4}\.$", re.I)
ITS_SUBJECT = re.compile(
    r"^(?:the|this|our) (?:proposed |presented |new )?(?:method|model|algorithm|approach|framework|system"
    r"|technique|analysis)s?\b"
    r"|^(?:该|本)?(?:方法|模型|算法|系统|框架)",
    re.I,
)
"""A sentence about the method, system or analysis of the paper."""
