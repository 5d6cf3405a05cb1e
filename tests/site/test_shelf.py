"""The shelf: known orders come back, the search only ever improves, the costs are what they claim."""

from itertools import permutations

import numpy as np
import pytest

from paper_notes.site.related import relate
from paper_notes.site.shelf import arrange, bits, refine, step_weights


def line(n: int, reach: int = 4) -> np.ndarray:
    """Similarities of notes on a line: falling with distance, 0 beyond ``reach``."""
    away = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    similarity = np.maximum(0.0, 1 - away / (reach + 1))
    np.fill_diagonal(similarity, 0)
    return similarity


def shuffled(similarity: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    mixed = np.random.default_rng(seed).permutation(len(similarity))
    return similarity[np.ix_(mixed, mixed)], mixed


def random_similarity(n: int, seed: int) -> np.ndarray:
    values = np.triu(np.random.default_rng(seed).random((n, n)) ** 4, 1)
    return values + values.T


@pytest.mark.parametrize("n", [3, 7, 40, 150])
def test_notes_on_a_line_come_back_in_line(n):
    similarity, mixed = shuffled(line(n), seed=n)
    found = mixed[arrange(similarity)].tolist()
    assert found in (list(range(n)), list(range(n))[::-1])


def test_groups_stand_together():
    groups = np.repeat(np.arange(5), 8)
    similarity = np.where(groups[:, None] == groups, 0.5, 0.0) + random_similarity(40, 1) * 0.1
    np.fill_diagonal(similarity, 0)
    similarity, mixed = shuffled(similarity, seed=2)
    found = groups[mixed[arrange(similarity)]]
    assert (np.diff(found) != 0).sum() == 4


def test_unconnected_groups_and_lonely_notes_all_stand_on_the_shelf():
    similarity = np.zeros((12, 12))
    similarity[:5, :5], similarity[5:9, 5:9] = line(5), line(4)
    order = arrange(similarity)
    assert sorted(order) == list(range(12))
    place = np.argsort(order)
    assert np.ptp(place[:5]) == 4
    assert np.ptp(place[5:9]) == 3


@pytest.mark.parametrize("seed", range(5))
def test_refining_never_costs_and_keeps_every_note(seed):
    walk = step_weights(random_similarity(60, seed))
    start = np.random.default_rng(seed).permutation(60)
    once, whole = refine(walk, start, 1), refine(walk, start, 20)
    assert sorted(whole) == list(range(60))
    assert bits(walk, start) > bits(walk, once) >= bits(walk, whole)
    assert bits(walk, refine(walk, whole, 1)) == pytest.approx(bits(walk, whole), abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_no_single_note_can_be_put_anywhere_cheaper(seed):
    walk = step_weights(random_similarity(14, seed))
    order = refine(walk, np.arange(14), 50)
    cost = bits(walk, order)
    for note in range(14):
        rest = [other for other in order.tolist() if other != note]
        for gap in range(14):
            assert bits(walk, np.array([*rest[:gap], note, *rest[gap:]])) >= cost - 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_a_small_shelf_is_near_the_best_of_all_orders(seed):
    similarity = random_similarity(7, seed)
    walk = step_weights(similarity)
    every = [bits(walk, np.array(order)) for order in permutations(range(7)) if order[0] < order[-1]]
    ours = bits(walk, np.array(arrange(similarity)))
    assert ours <= min(every) * 1.06
    assert ours < float(np.mean(every))


def test_steps_are_a_symmetric_distribution():
    walk = step_weights(random_similarity(30, 3))
    assert np.allclose(walk, walk.T)
    assert walk.sum() == pytest.approx(1)
    assert (np.diag(walk) == 0).all()


def test_one_bit_a_step_when_each_note_leads_to_its_neighbour():
    pairs = np.kron(np.eye(4), np.array([[0, 1], [1, 0]]))
    assert bits(step_weights(pairs), np.arange(8)) == pytest.approx(1)


def test_no_similarity_at_all_leaves_the_order_alone():
    assert arrange(np.zeros((6, 6))) == [0, 1, 2, 3, 4, 5]


def test_notes_whose_subject_drifts_are_shelved_along_the_drift():
    vocabulary = [a + b for a in "bcdfghklmn" for b in ("arno", "elto", "ivam", "onup")]
    notes = {f"n{seed:02d}": "" for seed in range(30)}
    places = dict(zip(notes, np.random.default_rng(5).permutation(30).tolist(), strict=True))
    for slug, at in places.items():
        notes[slug] = " ".join(vocabulary[at : at + 10])
    found = [places[slug] for slug in relate(notes).order]
    assert found in (sorted(found), sorted(found, reverse=True))
