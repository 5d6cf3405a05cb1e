"""Difficulty and prerequisites of a paper, estimated from signals in its text."""

from __future__ import annotations

import re
from collections import Counter

from paper_notes.paper.model import Language, Paper
from paper_notes.writing.extract.phrases import PHRASES

_PROOF = re.compile(r"\b(?:theorem|lemma|proof|corollary|proposition)\b|定理|引理|证明|推论", re.I)
_KEYWORDS = re.compile(
    r"(?:^|\n)[^\S\n]*(?:key\s?-?words(?:\s+and\s+phrases)?|index terms|关\s*键\s*词"
    r"|关\s*键\s*字)\s*[:：—–.-]*\s*(?P<list>[^\n]+(?:\n[^\n]+)?)",
    re.I,
)
MOST_PREREQUISITES = 5


def difficulty(paper: Paper, language: Language) -> tuple[int, str]:
    """Stars from 1 to 5 and the words that say what they rest on.

    A paper starts at 2 (it presumes the field's basics), gains one for formulas on about every other page, one
    more for three every two pages, one for proofs; a short paper in plain prose stays below.
    """
    phrases = PHRASES[language]
    formulas = len(paper.formulas)
    proofs = sum(len(_PROOF.findall(text)) for text in paper.page_texts)
    density = formulas / max(1, paper.pages)
    stars = 2 + (formulas >= 3 or density >= 0.4) + (density >= 1.5) + (proofs >= 8 and proofs >= 0.5 * paper.pages)
    if formulas == 0 and proofs == 0:
        stars = 2 if paper.references else 1
    counted = [
        phrases.signals[0].format(n=formulas) if formulas else "",
        phrases.signals[1].format(n=proofs) if proofs >= 3 else "",
    ]
    signals = [signal for signal in counted if signal] or [phrases.signals[3]]
    signals.append(phrases.signals[2].format(n=paper.pages))
    return max(1, min(5, stars)), phrases.difficulty.format(signals=phrases.list_comma.join(signals))


def keywords(paper: Paper) -> tuple[str, ...]:
    """The keywords printed on the first two pages, at most five; empty when there are none."""
    for text in paper.page_texts[:2]:
        match = _KEYWORDS.search(text)
        if not match:
            continue
        listed = re.split(
            r"(?<=[^.])\.(?:\s|$)|\n(?=[A-Z\d])|(?:\s(?:1|I)\.?\s+Introduction)|中图分类号|Abstract", match["list"]
        )[0]
        words = [" ".join(word.split()).strip(" .") for word in re.split(r"[,;，；、·•]|\s{3,}", listed)]
        good = [word for word in words if 2 <= len(word) <= 40 and len(word.split()) <= 5]
        if len(good) >= 2:
            return tuple(good[:MOST_PREREQUISITES])
    return ()


def prerequisites(paper: Paper) -> tuple[str, ...]:
    """What a reader should know: printed keywords, else terms that the paper abbreviates and keeps using."""
    printed = keywords(paper)
    if printed:
        return printed
    text = " ".join(paper.page_texts)
    counts: Counter[str] = Counter()
    for match in re.finditer(r"\b((?:[A-Za-z][a-z-]+ ){1,4}[A-Za-z][a-z-]+) \(([A-Z][A-Za-z]{1,6}?)s?\)", text):
        words, short = match[1].split(), match[2]
        letters = [letter.lower() for letter in short if letter.isupper()]
        for size in range(min(len(words), 5), 0, -1):
            tail = words[-size:]
            initials = [part[0].lower() for word in tail for part in word.split("-") if part]
            if initials == letters or [word[0].lower() for word in tail] == letters:
                uses = len(re.findall(rf"\b{short}s?\b", text))
                if uses >= 3 and short.lower() not in paper.metadata.title.lower():
                    counts[f"{' '.join(tail)} ({short})"] = uses
                break
    return tuple(name for name, _ in counts.most_common(4))
