"""Other ways to put notes in a row, to compare the shelf with. Each takes similarities and gives row numbers."""

from __future__ import annotations

import numpy as np

from paper_notes.site.shelf import _chain, _components, _spectral, refine, step_weights


def spectral(similarity: np.ndarray) -> np.ndarray:
    """The Fiedler vector alone: the shelf without its second half."""
    walk = step_weights(similarity)
    return np.array(_chain([_spectral(walk, part) for part in _components(walk)], similarity))


def refined_from(similarity: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The second half alone, from a given order."""
    return refine(step_weights(similarity), start)


def first_component(similarity: np.ndarray) -> np.ndarray:
    """By the first principal component of the rows."""
    rows = similarity - similarity.mean(axis=0)
    return np.argsort(np.linalg.svd(rows, full_matrices=False)[0][:, 0], kind="stable")


def greedy(similarity: np.ndarray) -> np.ndarray:
    """Always on to the most similar note not yet placed, from the first row."""
    order, left = [0], set(range(1, len(similarity)))
    while left:
        order.append(max(sorted(left), key=lambda other: similarity[order[-1], other]))
        left.remove(order[-1])
    return np.array(order)


def path_two_opt(similarity: np.ndarray) -> np.ndarray:
    """Greatest sum of similarities between neighbours: greedy, then segments reversed while that gains."""
    order = greedy(similarity)
    n, gained = len(order), True
    while gained:
        gained = False
        for first in range(n - 1):
            before = similarity[order[first - 1], order] if first else np.zeros(n)
            last = np.arange(first + 1, n)
            after = np.append(order[first + 2 :], -1)
            to_after = np.where(after < 0, 0, similarity[order[first], after])
            from_last = np.where(after < 0, 0, similarity[order[last], after])
            gain = before[last] - before[first] + to_after - from_last
            if gain.max() > 1e-9:
                end = last[int(gain.argmax())]
                order[first : end + 1] = order[first : end + 1][::-1]
                gained = True
    return order


def optimal_leaves(similarity: np.ndarray) -> np.ndarray:
    """Average linkage with optimal leaf ordering (Bar-Joseph et al., 2001), as scipy has it."""
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    distance = 1 - similarity.astype(float)
    np.fill_diagonal(distance, 0)
    return leaves_list(linkage(squareform(distance, checks=False), "average", optimal_ordering=True))
