"""The order of records for a query: by words, by meaning, or by both.

Both: each record's two scores, each divided by the best one, are added (Fox and Shaw's CombSUM, 1994, with weights);
the terms that set the best few records apart join the query (pseudo-relevance feedback in the manner of Lavrenko and
Croft's relevance models, 2001), and it is scored once more. A query that names its subject by other words than the
corpus does finds it so, and a record that merely has a neighbouring subject doesn't pass one that has the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from paper_notes.finding.words import WordIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Mode = Literal["words", "meaning", "both"]

MEANING_SHARE = 0.1
"""What meaning adds to the common score, the rest are words."""
FEEDBACK_RECORDS = 20
"""How many of the best records the query learns from."""
FEEDBACK_TERMS = 200
FEEDBACK_SHARE = 0.3
"""What the learnt terms weigh in all, when the query's own weigh 1."""


def both(
    query: Mapping[str, float],
    words: WordIndex,
    meaning: NDArray[np.float32],
    counts_of: Callable[[int], Counter[str]],
    rows: NDArray[np.int64] | None = None,
) -> NDArray[np.float32]:
    """The common scores, from 0 to 1, of the records with these rows, (rows,), or of every record.

    ``meaning`` are the nearnesses of these records' vectors to the query's; ``counts_of`` gives the terms of a record
    by its row.
    """
    import numpy as np

    def scores(terms: Mapping[str, float]) -> NDArray[np.float32]:
        found = words.scores(terms) if rows is None else words.scores_at(terms, rows)
        return (1 - MEANING_SHARE) * scaled(found) + MEANING_SHARE * near

    near = scaled(meaning)
    first = scores(query)
    best = np.argsort(-first, kind="stable")[:FEEDBACK_RECORDS]
    learnt = [(counts_of(int(place if rows is None else rows[place])), float(first[place])) for place in best]
    return scores(feedback(query, learnt, words))


def feedback(query: Mapping[str, float], best: list[tuple[Counter[str], float]], words: WordIndex) -> dict[str, float]:
    """The query, its weights adding up to 1, with the heaviest terms of the best records (counts and score)."""
    total = sum(query.values()) or 1.0
    wider = {term: weight / total for term, weight in query.items()}
    mass = sum(score for _, score in best)
    if mass <= 0:
        return wider
    heavy: Counter[str] = Counter()
    for counts, score in best:
        for term, weight in words.record_weights(counts).items():
            heavy[term] += score / mass * weight  # type: ignore[assignment]
    learnt = heavy.most_common(FEEDBACK_TERMS)
    whole = sum(weight for _, weight in learnt) or 1.0
    for term, weight in learnt:
        wider[term] = wider.get(term, 0.0) + FEEDBACK_SHARE * weight / whole
    return wider


def scaled(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores divided by the best one; all 0 when none is above 0."""
    import numpy as np

    best = float(scores.max(initial=0.0))
    return scores / np.float32(best) if best > 0 else np.zeros_like(scores)
