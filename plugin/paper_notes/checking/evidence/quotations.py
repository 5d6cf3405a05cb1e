"""Whether a quotation stands on a page of the paper.

Two texts are compared as *skeletons*: NFKC, accents and ligatures resolved, case folded, letters and digits alone.
White space, hyphens at line ends, quotation marks and the other ways in which a text layer differs from what is
printed thereby drop out. What remains may differ, per 60 characters, by one letter (a bad glyph of the text layer)
in a word of six letters or more; never by a digit, a Chinese character or two letters of one word. Reference marks
("[12]") may be left out, and so may what an ellipsis stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from paper_notes.paper.model import Paper

CHARACTERS_PER_SLIP = 60
_REACH = 12  # letters between two slips; closer ones are a changed word
_LONG_WORD = 6
_LIGATURE_LOSSES = frozenset({"ff", "fi", "fl", "ffi", "ffl", "ft", "st"})
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…+|\.\s?\.\s?\.|⋯+")
_REFERENCE = re.compile(r"\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]|\((?:[^()]{0,80}\b(?:19|20)\d\d[a-z]?)\)")
_EXTRA_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """``page`` is where the quotation begins; ``slips`` counts letters that differ."""

    page: int
    slips: int


def skeleton(text: str) -> str:
    """Letters and digits of a text in a form that survives text layers; "" when it has none."""
    text = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_EXTRA_LETTERS)
    return "".join(c for c in text if c.isalnum())


def find_quote(quote: str, paper: Paper, page: int, end_page: int | None = None) -> QuoteMatch | None:
    """Find a quotation that begins on ``page`` (or on a page up to ``end_page``); None when it isn't there.

    A quotation that runs over the page's end counts for the page on which it begins.
    """
    parts = [_Part.of(part) for part in _ELLIPSIS.split(quote) if skeleton(part)]
    if not parts:
        return None
    whole = skeleton(quote)
    for number in range(page, (end_page or page) + 1):
        for text in _texts(paper, number, whole):
            slips = _find_parts(parts, text)
            if slips is not None:
                return QuoteMatch(number, slips)
    return None


def pages_of_quote(quote: str, paper: Paper) -> tuple[int, ...]:
    """Every page on which the quotation begins."""
    return tuple(page for page in range(1, paper.pages + 1) if find_quote(quote, paper, page))


@dataclass(frozen=True, slots=True)
class _Part:
    """A quotation's skeleton, and for each of its letters whether it may differ from the page."""

    text: str
    slippery: tuple[bool, ...]

    @classmethod
    def of(cls, quote: str) -> _Part:
        words = [skeleton(word) for word in re.split(r"[\s\-–—/]+", quote)]
        slippery = [len(word) >= _LONG_WORD and c.isascii() and c.isalpha() for word in words for c in word]
        return cls("".join(words), tuple(slippery))


def _find_parts(parts: list[_Part], text: str) -> int | None:
    """Slips needed to find all parts in order, or None."""
    start = total = 0
    for part in parts:
        found = _find(part, text[start:])
        if found is None:
            return None
        end, slips = found
        start += end
        total += slips
    return total


def _find(part: _Part, text: str) -> tuple[int, int] | None:
    """Where the part ends in the text, and how many letters differ."""
    at = text.find(part.text)
    if at >= 0:
        return at + len(part.text), 0
    if len(part.text) < 20 or not text:
        return None
    near = fuzz.partial_ratio_alignment(part.text, text, score_cutoff=90)
    if near is None:
        return None
    # the window that rapidfuzz picks has the part's length; a lost or doubled letter shifts its ends
    best = None
    for before in (0, 1, 2, 3):
        for after in (0, 1, 2, 3):
            window = text[max(near.dest_start - before, 0) : near.dest_end + after]
            slips = _slips(part, window, before, after)
            if slips is not None and (best is None or slips < best[1]):
                best = near.dest_end + after, slips
    return best if best is not None and best[1] <= len(part.text) // CHARACTERS_PER_SLIP else None


def _slips(part: _Part, window: str, before: int, after: int) -> int | None:
    """Differing letters, or None when they are more than bad glyphs. Surplus at the window's two ends is not part of
    the quotation and costs nothing."""
    slips, last = 0, -_REACH
    for op in Levenshtein.opcodes(part.text, window):
        if op.tag == "equal":
            continue
        said, printed = part.text[op.src_start : op.src_end], window[op.dest_start : op.dest_end]
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


def _texts(paper: Paper, page: int, quote: str) -> Iterator[str]:
    """Skeletons to look in for what begins on a page: its text, that text without the reference marks that the
    quotation leaves out, and what runs on to the next page."""
    if not 1 <= page <= len(paper.page_texts):
        return
    text = paper.page_texts[page - 1]
    yield _skeleton(text)
    yield skeleton(_REFERENCE.sub(lambda mark: mark[0] if skeleton(mark[0]) in quote else " ", text))
    for run in _over_the_end(paper, page):
        yield _skeleton(run)


@lru_cache(maxsize=512)
def _skeleton(text: str) -> str:
    return skeleton(text)


def _over_the_end(paper: Paper, page: int) -> list[str]:
    """Sentences that run over the end of the page, each with its neighbours."""
    runs = []
    for section in paper.sections:
        sentences = section.sentences
        for i, sentence in enumerate(sentences):
            if sentence.page == page and sentence.end_page > page:
                before = [s for s in sentences[max(i - 2, 0) : i] if s.page == page]
                runs.append(" ".join(s.text for s in [*before, sentence, *sentences[i + 1 : i + 3]]))
    return runs
