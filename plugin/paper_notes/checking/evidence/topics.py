"""Which page of a paper a claim speaks of, judged by the words, names and numbers that it uses.

A page scores what its best passage holds of the claim (see :mod:`~paper_notes.checking.evidence.likeness`), and, at
less weight, what the whole page holds. A citation is off its topic when another page scores far more than those cited.
"""

from __future__ import annotations

from paper_notes.checking.evidence.likeness import likeness
from paper_notes.checking.evidence.passages import PaperPassages
from paper_notes.checking.evidence.terms import COMMON, Terms

OF_PASSAGE = 0.7
"""Share of a page's score that its best passage gives; the rest is the whole page's."""
RATIO, MARGIN, KNOWN = 0.5, 0.25, 0.35
"""The better page scores at least ``KNOWN``, by ``MARGIN`` more than the cited ones, and they less than this share of
it. Chosen on twelve notes in both languages: five of 341 true citations lie beyond, and 84 of 100 moved ones."""
FEWEST_TERMS = 4
"""Terms of the paper that a claim must hold to be judged."""


def page_scores(terms: Terms, paper: PaperPassages) -> list[float]:
    """What each page holds of a claim, from 0 to 1; empty when the claim holds too little that the paper knows."""
    said = {term: 1.0 for term in terms.places if term not in COMMON}
    if sum(paper.weight(term) > 0 for term in said) < FEWEST_TERMS:
        return []
    scores = []
    for page in paper.pages:
        best = max((likeness(said, passage.level, paper) for passage in page.passages), default=0.0)
        scores.append(OF_PASSAGE * best + (1 - OF_PASSAGE) * likeness(said, page.bag, paper))
    return scores


def better_page(terms: Terms, pages: tuple[int, ...], paper: PaperPassages) -> int:
    """A page that speaks of what a claim says far more than the cited ones do; 0 when they are good enough."""
    scores = page_scores(terms, paper)
    if not scores or not pages:
        return 0
    here, there = max(scores[page - 1] for page in pages), max(scores)
    if there < KNOWN or there - here < MARGIN or here >= RATIO * there:
        return 0
    return scores.index(there) + 1
