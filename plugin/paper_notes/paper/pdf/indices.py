"""Sub- and superscripts of a row in plain text: "dₖ" and "10⁻⁴" where Unicode has the characters, else "d_model".

A flat "dk" reads as a word and "10-4" as a difference. Nothing is guessed: what doesn't hang on a base, or is itself
stacked, stays as the text layer has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from paper_notes.paper.characters import raised
from paper_notes.paper.pdf.glyphs import is_recoded, printed, wide_accent
from paper_notes.paper.pdf.pages import Line, Span

SMALL = 0.85
"""Share of the row's type size; an index is set smaller than this."""
SUNK, RAISED = (0.06, 0.45), (-0.75, -0.12)
"""How far below a row's baseline that of a sub- or superscript lies, in type sizes."""
LONGEST = 24

_SUBSCRIPTS = dict(
    zip("0123456789+-−–=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
_SUPERSCRIPTS = dict(
    zip(
        "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
        strict=True,
    )
)
_HIGH = frozenset(_SUPERSCRIPTS.values())
_WORD = re.compile(r"[A-Za-z]{3,}")
_PLAIN = re.compile(r"[A-Za-zͰ-Ͽ0-9]+")
_FORMULA = re.compile(r"[\wͰ-Ͽ,.:;+\-−–=<>≤≥×()/*∗′' ]+")
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_MARK = re.compile(r"[*∗′'†‡]+")
_VARIABLE = re.compile(r"(?:^|[^A-Za-z])[A-Za-zͰ-Ͽ]\u0302?$|[)\]}|‖]$")
_FRACTION = re.compile(r"(?:^|(?<=[\s(]))([⁰¹²³⁴⁵⁶⁷⁸⁹]+)([₀₁₂₃₄₅₆₇₈₉]+)(?!\w)")
_TEX = re.compile(r"(?:(L)ᴬ)?T_\{?E\}?X")
_NUMERALS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


def level(span: Span, main: Span, size: float) -> int:
    """1 for a raised span, -1 for a lowered one, 0 for one on the baseline of ``main``, set in ``size`` points."""
    if span.size >= SMALL * size or span.text.isspace():
        return 0
    sunk = (span.origin[1] - main.origin[1]) / size
    return 1 if RAISED[0] < sunk < RAISED[1] else -1 if SUNK[0] < sunk < SUNK[1] else 0


def has_no_indices(line: Line, size: float) -> bool:
    """Whether the line's text stands for itself in a row set in ``size`` points: nothing small, no glyphs to put right,
    no braces or stacked digits."""
    if any(look.size < SMALL * size or is_recoded(look.font) for look in line.looks) or "_" in line.text:
        return False
    return line.text.isascii() or not _FRACTION.search(line.text)


def with_indices(spans: Sequence[Span], main: Span, size: float) -> str:
    """The text of spans on one baseline; ``main`` lies on it, ``size`` is that of most characters, in points."""
    text = ""
    run: list[Span] = []
    lies = 0
    accent = ""
    for span in spans:
        now = level(span, main, size)
        if run and now != lies:
            text = _put(text, run, lies)
            run = []
        if now:
            run.append(span)
            lies = now
            continue
        mark = wide_accent(span.text, span.font)
        if mark:
            accent = mark
            text += " " if span.text[0].isspace() else ""
            continue
        said = printed(span.text, span.font)
        if text and text[-1] == "}" and text[-2:-1] != "}" and not said[:1].isalnum():
            text = _unbraced(text)
        if accent and said.strip():
            at = len(said) - len(said.lstrip()) + 1
            said, accent = said[:at] + accent + said[at:], ""
        text += said
    text = _unbraced(_put(text, run, lies)) if run else _unbraced(text)
    if "_" in text:
        text = _TEX.sub(lambda m: "LATEX" if m[1] else "TEX", text)
    return _FRACTION.sub(lambda m: f"{m[1]}/{m[2]}".translate(_NUMERALS), text)


def _put(text: str, run: Sequence[Span], lies: int) -> str:
    whole = "".join(printed(span.text, span.font) for span in run)
    bare = unicodedata.normalize("NFKC", whole.strip())  # the letters of 𝑥 and 𝐱 have no indices of their own
    tail = whole[len(whole.rstrip()) :]
    base = text[-1:]
    stacked = min(span.size for span in run) < SMALL * max(span.size for span in run)
    if lies > 0:
        number = raised(whole)
        if number != whole and not stacked:
            return text + number
        return text + (_superscript(text, run, bare, stacked) or bare) + tail
    if stacked or not (base.isalnum() or base in ")]}|‖′'*∗\u0302\u0303" or base in _HIGH) or not base:
        return text + whole
    if all(c in _SUBSCRIPTS for c in bare) and not _WORD.search(bare):
        return text + "".join(map(_SUBSCRIPTS.__getitem__, bare)) + tail
    if len(bare) > LONGEST or not _FORMULA.fullmatch(bare):
        return text + whole
    return f"{text}_{{{bare}}}{tail}"


def _superscript(text: str, run: Sequence[Span], bare: str, stacked: bool) -> str:
    """The raised text as a superscript of a variable or a bracket; "" when it is another mark."""
    if (
        not _VARIABLE.search(unicodedata.normalize("NFKC", text[-3:]))
        or bare in _ORDINAL
        or len(bare) > LONGEST
        or _MARK.fullmatch(bare)
    ):
        return ""
    if stacked:
        bare = "".join(_inner(run)).strip()
    elif all(c in _SUPERSCRIPTS for c in bare):
        return "".join(map(_SUPERSCRIPTS.__getitem__, bare))
    return f"^{{{bare}}}" if bare and _FORMULA.fullmatch(bare) else ""


def _inner(run: Sequence[Span]) -> Iterable[str]:
    """The texts of a stacked superscript, its own exponents raised; nothing when they aren't numbers on a base."""
    size = max(span.size for span in run)
    own = next(span for span in run if span.size == size)
    parts: list[str] = []
    for span in run:
        said = printed(span.text, span.font)
        if span.size < SMALL * size:
            number = raised(said)
            if number == said or span.origin[1] >= own.origin[1] or not parts or not parts[-1][-1:].isalnum():
                return ()
            said = number
        parts.append(said)
    return parts


def _unbraced(text: str) -> str:
    """The text without the braces of an index that ends it, when the index is one word."""
    head, mark, index = text.rpartition("_{")
    return f"{head}_{index[:-1]}" if mark and index.endswith("}") and _PLAIN.fullmatch(index[:-1]) else text
