"""The order of the shelf: related notes stand near each other.

A reader at note i goes on to a related note j with probability p(j|i), proportional to their similarity among the
nearest ones, and finds it d places away; naming that distance costs log2(1 + d) bits. The shelf minimises the mean
number of bits a step (minimum logarithmic arrangement: Chierichetti et al., On compressing social networks, KDD 2009).
It starts from the Fiedler vector of the graph of steps, which solves the relaxed problem with squared distances
(Barnard, Pothen and Simon, 1995; Atkins, Boman and Hendrickson, 1998), and then takes out each note and puts
it back where it costs least, until nothing moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Ints = NDArray[np.intp]

STEPS = 5
"""To how many of the most similar notes a reader may go on from one note."""
PASSES = 4
_BITS_GAINED = 1e-9


def arrange(similarity: Floats, *, steps: int = STEPS, passes: int = PASSES) -> list[int]:
    """The order of the notes as row numbers; ``similarity`` is symmetric, not negative, its diagonal 0.

    Ties go to the lower row number, so that equal input gives an equal shelf.
    """
    import numpy as np

    n = len(similarity)
    if n < 3:
        return list(range(n))
    walk = step_weights(similarity, steps)
    parts = [_spectral(walk, part) for part in _components(walk)]
    order = refine(walk, np.array(_chain(parts, similarity), np.intp), passes)
    return [int(row) for row in (order if order[0] < order[-1] else order[::-1])]


def step_weights(similarity: Floats, steps: int = STEPS) -> Floats:
    """How often a reader steps between two notes, (n, n), symmetric, summing to 1 over ordered pairs."""
    import numpy as np

    n = len(similarity)
    walk = np.zeros((n, n))
    nearest = (-similarity).argsort(axis=1, kind="stable")[:, :steps]
    rows = np.arange(n)[:, None]
    chosen = similarity[rows, nearest].astype(float)
    total = chosen.sum(axis=1, keepdims=True)
    walk[rows, nearest] = np.divide(chosen, total, out=np.zeros_like(chosen), where=total > 0)
    reading = max(int((total > 0).sum()), 1)
    return (walk + walk.T) / (2 * reading)


def bits(walk: Floats, order: Ints) -> float:
    """Mean cost of a step in bits when the notes stand in this order."""
    import numpy as np

    place = np.argsort(order)
    a, b = np.nonzero(walk)
    return float((walk[a, b] * np.log2(1 + np.abs(place[a] - place[b]))).sum())


def refine(walk: Floats, order: Ints, passes: int = PASSES) -> Ints:
    """Take each note out and put it back at the gap where the shelf costs least; repeat until nothing moves.

    The best of all n gaps for one note is found in O(edges + n * degree): an edge between two other notes costs more
    by log2(d + 2) - log2(d + 1) for the gaps between its ends, which a difference array sums up.
    """
    import numpy as np

    n = len(order)
    log = np.log2(np.arange(1, n + 2))  # log[d] = log2(1 + d)
    left, right = np.nonzero(np.triu(walk))
    weight = walk[left, right]
    around = [np.nonzero(row)[0] for row in walk]
    gaps = np.arange(n)
    place = np.argsort(order)
    for _ in range(passes):
        moved = False
        for note in order.tolist():
            if not len(around[note]):
                continue
            here = int(place[note])
            others = place - (place > here)
            a, b = others[left], others[right]
            first, last = np.minimum(a, b), np.maximum(a, b)
            distance = last - first
            stretch = np.where((left == note) | (right == note), 0.0, weight * (log[distance + 1] - log[distance]))
            cost = np.bincount(first + 1, stretch, n + 1) - np.bincount(last + 1, stretch, n + 1)
            cost = np.cumsum(cost)[:n]
            for other in around[note].tolist():
                away = gaps - others[other]
                cost += walk[note, other] * log[np.where(away > 0, away, 1 - away)]
            best = int(np.argmin(cost))
            if cost[best] < cost[here] - _BITS_GAINED:
                place = others + (others >= best)
                place[note] = best
                moved = True
        if not moved:
            break
    return np.argsort(place)


def _spectral(walk: Floats, part: list[int]) -> list[int]:
    """Order connected notes by the Fiedler vector: the Laplacian's eigenvector of the least eigenvalue above 0."""
    import numpy as np

    if len(part) < 3:
        return part
    weights = walk[np.ix_(part, part)]
    weights = weights / weights.max()
    _, vectors = np.linalg.eigh(np.diag(weights.sum(axis=1)) - weights)
    fiedler = np.round(vectors[:, 1], 9)
    if fiedler[0] > 0:
        fiedler = -fiedler
    return [part[i] for i in np.argsort(fiedler, kind="stable").tolist()]


def _components(walk: Floats) -> list[list[int]]:
    """Notes that can be reached from each other, each list ascending, the largest first."""
    import numpy as np

    label = np.full(len(walk), -1)
    parts: list[list[int]] = []
    for start in range(len(walk)):
        if label[start] >= 0:
            continue
        label[start], stack = len(parts), [start]
        for node in stack:
            fresh = np.nonzero((walk[node] > 0) & (label < 0))[0]
            label[fresh] = len(parts)
            stack.extend(fresh.tolist())
        parts.append(sorted(stack))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _chain(parts: list[list[int]], similarity: Floats) -> list[int]:
    """Put the parts behind each other, each turned so that the notes at the joint are as similar as they can be."""
    order = list(parts[0])
    rest = parts[1:]
    while rest:
        turned = [part for either in rest for part in (either, either[::-1])]
        best = max(range(len(turned)), key=lambda i: (float(similarity[order[-1], turned[i][0]]), -i))
        order += turned[best]
        del rest[best // 2]
    return order
