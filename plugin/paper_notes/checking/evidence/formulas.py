"""A note's formula beside the glyphs of the page's.

Both are taken as the row of their glyphs: letters, Greek letters, digits, signs of operations and relations, in the
order in which they are written; indices, exponents and fractions lie in that row too, accents and brackets drop out. A
formula stands on the page when its row does. It is not as printed when its row does but for one or two glyphs, with
glyphs that fit on both sides: a sign, an exponent, an index or a letter changed. A row that fits less well is another
notation, another formula or a text layer out of order, and nothing is said of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from paper_notes.checking.evidence.terms import GREEK
from paper_notes.language.script import is_han
from paper_notes.paper.model import Paper

SHORTEST = 7
"""Glyphs below which a formula says too little to be told from others."""
ALIKE = 82.0
"""Per cent of likeness from which a stretch of the page may be the formula."""
MOST_CHANGED = 3
"""Glyphs that may differ for the stretch to be the same formula with a fault."""
BESIDE, ONE_SIDE = 2, 4
"""Glyphs that must fit on either side of a difference, or on one."""
REORDERED = 4
"""Glyphs around a stretch among which those may stand that the text layer gives in another order."""

MOST_MISSING = 2
"""Signs that a formula may have too many for it to be the same formula with a fault."""
LIKE, LONG = 68.0, 9
"""Per cent of likeness, and glyphs of a formula, from which its signs are counted where it stands."""
REACH = 16
"""Glyphs around a formula among which the text layer may give its indices and what stands below its fractions."""
_COUNTED = frozenset("+-√∑∏∫∂∇∞±")

_DROPPED = re.compile(
    r"\\(?:left|right|big|Big|bigg|Bigg|[,;:! ]|quad|qquad|mathrm|mathbf|mathbb|mathcal|mathit|operatorname|text|textrm"
    r"|textit|boldsymbol|bm|rm|hat|tilde|bar|vec|overline|widehat|widetilde|limits|displaystyle|dots|ldots|cdots|cdot|times|odot"
    r"|langle|rangle|lvert|rvert|lVert|rVert|mid|tag\*?\{[^{}]*\}|label\{[^{}]*\}|begin\{[^{}]*\}|end\{[^{}]*\})(?![A-Za-z])"
)
_SIGNS = {"sqrt": "√", "sum": "∑", "prod": "∏", "int": "∫", "partial": "∂", "nabla": "∇", "infty": "∞", "pm": "±"}
_RELATIONS = {"le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "in": "∈", "to": "→", "leftarrow": "←", "gets": "←"}
_KEPT = frozenset("+-=<>≤≥∈√∑∏∫∂∇∞±")
_FOLDED = str.maketrans({"−": "-", "–": "-", "ϵ": "ε", "ϕ": "φ", "∗": "*", "𝟏": "1"})


@dataclass(frozen=True, slots=True)
class Compared:
    """``printed`` says that the formula stands on the page; ``said`` and ``there`` are the glyphs that differ when it
    nearly does ("" both when nothing can be said)."""

    printed: bool
    said: str = ""
    there: str = ""
    page: int = 0


def glyphs_of_latex(latex: str) -> str:
    """The glyphs of a LaTeX formula in the order in which they are written."""
    text = re.sub(r"\\(?:sum|prod|int)\s*(?:_\{[^{}]*\}|_\w)?\s*(?:\^\{[^{}]*\}|\^\w)?", _limits, latex)
    text = _DROPPED.sub(" ", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda m: _SIGNS.get(m[1]) or _RELATIONS.get(m[1]) or GREEK.get(m[1]) or m[1], text)
    return _glyphs(text.replace("frac", " "))


def _limits(match: re.Match[str]) -> str:
    return match[0].split("_")[0].split("^")[0]


def glyphs_of_page(text: str) -> str:
    """The glyphs of a page's text."""
    return _glyphs(text)


def _glyphs(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).translate(_FOLDED)
    return "".join(c for c in folded if (c.isalnum() and not is_han(c)) or c in _KEPT)


@lru_cache(maxsize=256)
def _page(text: str) -> str:
    return glyphs_of_page(text)


def compare(latex: str, paper: Paper, pages: tuple[int, ...]) -> Compared:
    """Hold a formula against the pages that stand for it."""
    said = glyphs_of_latex(latex)
    if len(said) < SHORTEST or not any(c in _KEPT for c in said):
        return Compared(False)
    best, near = 0.0, Compared(False)
    for number in pages:
        whole = _page("".join(paper.page_texts[number - 1 : number]))  # nothing of a page that could not be read
        cut_out = (formula.text for formula in paper.formulas if formula.page == number)
        if said in whole or any(said in _page(text) for text in cut_out):
            return Compared(True, page=number)
        score, compared = _nearly(said, whole, number)
        if score > best:
            best, near = score, compared or Compared(False)
    return near


def _nearly(said: str, there: str, page: int) -> tuple[float, Compared | None]:
    """How alike the most alike stretch of a page is, in per cent, and in what it differs (None where that says
    nothing)."""
    found = fuzz.partial_ratio_alignment(said, there, score_cutoff=LIKE) if there else None
    if found is None:
        return 0.0, None
    missing = _missing_signs(said, there[max(found.dest_start - REACH, 0) : found.dest_end + REACH])
    if missing and len(said) >= LONG:
        fault = Compared(False, missing, "", page) if len(missing) <= MOST_MISSING else None
        return found.score, fault
    if found.score < ALIKE:
        return found.score, None
    start, end = max(found.dest_start - 1, 0), min(found.dest_end + 1, len(there))
    window = there[start:end]
    around = Counter(there[max(start - REORDERED, 0) : end + REORDERED])
    if not Counter(said) - around:
        return found.score, None  # all its glyphs, in another order: the text layer's
    blocks = [op for op in Levenshtein.opcodes(said, window) if op.tag != "equal"]
    inner = [op for op in blocks if op.src_end > op.src_start or 0 < op.dest_start < op.dest_end < len(window)]
    changed = sum(max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in inner)
    if len(inner) != 1 or changed > MOST_CHANGED or not _fits(inner[0].src_start, inner[0].src_end, said):
        return found.score, None
    gone = Counter(said[inner[0].src_start : inner[0].src_end])
    if len(gone) > 1 and inner[0].tag == "delete" and not gone - Counter(there[end : end + REACH]):
        return found.score, None  # what stands below a fraction's line follows the whole row
    before, after = said[inner[0].src_start : inner[0].src_end], window[inner[0].dest_start : inner[0].dest_end]
    fault = None if before == "=" and not after else Compared(False, before, after, page)
    return found.score, fault


def _missing_signs(said: str, around: str) -> str:
    """The Greek letters, digits and signs of a formula that the page has fewer of around it. They hardly stand in
    prose, so that their count tells even where the text layer gives a formula's parts in another order."""
    missing = Counter(c for c in said if _is_sign(c)) - Counter(c for c in around if _is_sign(c))
    return "".join(sorted(missing.elements()))


def _is_sign(glyph: str) -> bool:
    return glyph.isdigit() or glyph in _COUNTED or "α" <= glyph <= "ω" or "Α" <= glyph <= "Ω"


def _fits(start: int, end: int, said: str) -> bool:
    """Whether glyphs stand on both sides of a difference, or enough on one."""
    left, right = start, len(said) - end
    return (left >= BESIDE and right >= BESIDE) or max(left, right) >= ONE_SIDE
