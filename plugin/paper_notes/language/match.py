"""Words found again in a text that spells them otherwise.

Two texts are compared as *skeletons*: NFKD, case folded, letters and digits alone, each of which knows from which
character it comes. White space, hyphens at line ends, quotation marks, ligatures, accents and the other ways in which a
text layer differs from what is printed thereby drop out. What remains may differ, per 60 characters, by one letter (a
bad glyph of the text layer) in a word of six letters or more; never by a digit, a Chinese character or two letters of
one word. What an ellipsis stands for may be left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

CHARACTERS_PER_SLIP = 60
_REACH = 12  # letters between two slips; closer ones are a changed word
_LONG_WORD = 6
_SHORTEST_WITH_SLIPS = 20  # letters; a shorter quotation must fit exactly
_NEAR = 90  # per cent of likeness below which no place is looked at closely
_LIGATURE_LOSSES = frozenset({"ff", "fi", "fl", "ffi", "ffl", "ft", "st"})
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…+|\.\s?\.\s?\.|⋯+")
_KEPT = frozenset("%‰\ufffd")
"""Besides letters and digits: per cent, and the mark of an unread character, which no quotation may leave out."""
_EXTRA_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def skeleton(text: str) -> str:
    """Letters, digits, signs of per cent and of unread characters in a form that survives text layers; "" for none."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_EXTRA_LETTERS)
    return "".join(filter(_is_kept, text))


def _is_kept(character: str) -> bool:
    return character.isalnum() or character in _KEPT


def places(text: str) -> list[int]:
    """For each letter of the text's skeleton the index of the character that it comes from."""
    return [place for place, character in enumerate(text) for _ in skeleton(character)]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands in a skeleton: a stretch (first letter, letter behind the last) for each of its parts,
    and how many letters differ."""

    stretches: tuple[tuple[int, int], ...]
    slips: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A quotation's skeleton between two ellipses, and for each of its letters whether it may differ."""

    letters: str
    slippery: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> Part:
        """The part that a text says."""
        words = [skeleton(word) for word in re.split(r"[\s\-–—/]+", text)]
        slippery = [len(word) >= _LONG_WORD and c.isascii() and c.isalpha() for word in words for c in word]
        return cls("".join(words), tuple(slippery))


@lru_cache(maxsize=4096)
def parts_of(quote: str) -> tuple[Part, ...]:
    """What a quotation says between its ellipses; () when it has no letters."""
    return tuple(Part.of(part) for part in _ELLIPSIS.split(quote) if skeleton(part))


def locate(quote: str, letters: str) -> Match | None:
    """Find a quotation in a skeleton, all its parts in order; None when it isn't there or says nothing."""
    stretches: list[tuple[int, int]] = []
    start = total = 0
    for part in parts_of(quote):
        found = _find(part, letters, start)
        if found is None:
            return None
        first, start, slips = found
        stretches.append((first, start))
        total += slips
    return Match(tuple(stretches), total) if stretches else None


def _find(part: Part, text: str, start: int) -> tuple[int, int, int] | None:
    """Where the part begins and ends behind ``start``, and how many letters differ."""
    at = text.find(part.letters, start)
    if at >= 0:
        return at, at + len(part.letters), 0
    text = text[start:]
    if len(part.letters) < _SHORTEST_WITH_SLIPS or not text:
        return None
    near = fuzz.partial_ratio_alignment(part.letters, text, score_cutoff=_NEAR)
    if near is None:
        return None
    # the window that rapidfuzz picks has the part's length; a lost or doubled letter shifts its ends
    best = None
    for before in (0, 1, 2, 3):
        for after in (0, 1, 2, 3):
            first = max(near.dest_start - before, 0)
            slips = _slips(part, text[first : near.dest_end + after], before, after)
            if slips is not None and (best is None or slips < best[2]):
                best = start + first, start + near.dest_end + after, slips
    return best if best is not None and best[2] <= len(part.letters) // CHARACTERS_PER_SLIP else None


def _slips(part: Part, window: str, before: int, after: int) -> int | None:
    """Differing letters, or None when they are more than bad glyphs. Surplus at the window's two ends is not part of
    the quotation and costs nothing."""
    slips, last = 0, -_REACH
    for op in Levenshtein.opcodes(part.letters, window):
        if op.tag == "equal":
            continue
        said, printed = part.letters[op.src_start : op.src_end], window[op.dest_start : op.dest_end]
        at_an_end = (op.dest_start == 0 and before) or (op.dest_end == len(window) and after)
        if not said and at_an_end:
            continue
        if not printed and said in _LIGATURE_LOSSES:
            continue
        slippery = part.slippery[min(op.src_start, len(part.slippery) - 1)] and (not printed or printed.isalpha())
        if not slippery or max(len(said), len(printed)) > 1 or op.src_start - last < _REACH:
            return None
        slips += 1
        last = op.src_end
    return slips
