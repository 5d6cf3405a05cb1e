"""Related notes: what counts, what doesn't, and that the answer depends on the notes alone."""

import subprocess
import sys

import numpy as np
import pytest

from paper_notes.site.related import FLOOR, KEPT, NEAREST, relate, similarities
from paper_notes.site.terms import NoteText, terms

NETWORKS = "Convolutional networks learn filters; a residual network adds identity shortcuts between layers."
NETWORKS_TOO = "Identity shortcuts let residual networks grow deeper: filters of a convolutional layer keep learning."
CONSENSUS = "A proposer sends a ballot to a quorum of acceptors; a majority of acceptors chooses one value."
CONSENSUS_TOO = "Raft elects a leader by majority; acceptors of a quorum vote in a ballot on the value proposed."
GLIA = "Calcium waves spread between astrocytes in the retina after mechanical stimulation."

COLLECTION = {"resnet": NETWORKS, "vgg": NETWORKS_TOO, "paxos": CONSENSUS, "raft": CONSENSUS_TOO, "glia": GLIA}


def readme(title: str, tags: list[str], tldr: str, method: str) -> str:
    return (
        f"---\ntitle: {title}\ntags: {tags}\nlanguage: zh\n---\n\n# {title}\n\n"
        f"> **论文**：{title}  \n> **作者**：甲乙丙  \n> **难度**：⭐⭐⭐  \n> **前置知识**：线性代数\n\n"
        f"## TL;DR\n\n{tldr}\n\n## 论文概述\n\n**问题**：无\n\n## 核心方法\n\n{method}\n"
    )


def test_the_same_subject_is_nearest_and_a_stranger_has_no_relations():
    relations = relate(COLLECTION)
    assert relations.related("resnet", 1)[0][0] == "vgg"
    assert relations.related("raft", 1)[0][0] == "paxos"
    assert relations.related("glia") == []
    assert relations.related("not-there") == []


def test_similarity_is_symmetric_descending_and_between_floor_and_one():
    relations = relate(COLLECTION)
    for slug in COLLECTION:
        found = relations.related(slug, NEAREST)
        assert [value for _, value in found] == sorted((value for _, value in found), reverse=True)
        for other, value in found:
            assert FLOOR <= value <= 1
            assert dict(relations.related(other, NEAREST))[slug] == value


def test_chinese_notes_are_related_by_their_words_without_a_dictionary():
    notes = {
        "gcn": "图卷积网络在节点之间传递信息，邻接矩阵归一化后与特征相乘。",
        "gat": "图注意力网络为邻接节点分配权重，再聚合节点特征。",
        "gru": "门控循环单元预测股票价格，训练集为五年的收盘价。",
        "lstm": "长短期记忆网络用门控单元处理时间序列，例如预测股票的收盘价。",
    }
    relations = relate(notes)
    assert relations.related("gcn", 1)[0][0] == "gat"
    assert relations.related("gru", 1)[0][0] == "lstm"


def test_the_skeleton_that_all_notes_share_relates_nothing():
    one = readme("甲文", [], "卷积滤波器学习边缘。", "残差连接相加。")
    two = readme("乙篇", [], "星系红移测量距离。", "望远镜拍摄光谱。")
    assert relate({"a": one, "b": two}).related("a") == []


def test_code_formulas_and_link_targets_do_not_count():
    noise = "```python\nimport torch\ntorch.nn.functional.relu(hidden)\n```\n\n$$\\mathrm{softmax}(x)$$\n\n"
    link = "[p. 1](paper.pdf#page=1) https://example.org/torch ![](images/torch.png)"
    counted = terms(NoteText.parse(noise + link + "\n\nGalaxies drift."))
    assert set(counted) == {"galaxy", "drift"}


def test_title_tags_and_summary_weigh_more_than_the_body():
    body = "Neurons spike. " * 3 + "Attention is mentioned once."
    notes = {
        "query": NoteText(title="Attention", tags=("transformers",), summary="Attention replaces recurrence.", body=""),
        "title": NoteText(title="Attention for images", body=body),
        "body": NoteText(title="Spikes of neurons", body=body),
        "tag": NoteText(tags=("Transformers",), body=body),
        **{f"other{number}": NoteText(body=f"Galaxy {number} drifts away.") for number in range(8)},
    }
    ranked = [slug for slug, _ in relate(notes).related("query")]
    assert ranked == ["tag", "title", "body"]


def test_plurals_are_one_term_with_their_singular():
    assert terms(NoteText(body="networks queries losses bus analysis")) == terms(
        NoteText(body="network query losses bus analysis")
    )
    assert set(terms(NoteText(body="analysis bus class"))) == {"analysis", "bus", "class"}


def test_the_order_in_which_notes_arrive_changes_nothing():
    backwards = dict(reversed(COLLECTION.items()))
    assert relate(backwards) == relate(COLLECTION)


def test_the_answer_is_the_same_in_another_process():
    code = f"from paper_notes.site.related import relate; print(relate({COLLECTION!r}))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env_with(seed)
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{relate(COLLECTION)}\n"}


def env_with(seed: str) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_only_changed_notes_are_read_again(monkeypatch):
    read = []
    monkeypatch.setattr("paper_notes.site.related.terms", lambda note: read.append(note) or terms(note))
    remembered: dict = {}
    before = relate(COLLECTION, remembered)
    assert len(read) == len(COLLECTION)
    changed = {**COLLECTION, "glia": GLIA + " Astrocytes signal."}
    assert relate(changed, remembered) == relate(changed)
    assert len(read) == 2 * len(COLLECTION) + 1  # the one changed, then all of them without memory
    assert len(remembered) == len(COLLECTION)  # what is gone is forgotten
    assert relate(COLLECTION, remembered) == before


@pytest.mark.parametrize("notes", [{}, {"only": NETWORKS}, {"a": "", "b": ""}, {"a": NETWORKS, "b": NETWORKS}])
def test_tiny_and_empty_collections(notes):
    relations = relate(notes)
    assert relations.order == tuple(sorted(notes))
    if notes == {"a": NETWORKS, "b": NETWORKS}:
        assert relations.related("a") == [("b", 1.0)]


def test_a_note_with_broken_front_matter_still_counts():
    relations = relate({**COLLECTION, "odd": "---\ntitle: [\n---\n" + GLIA})
    assert relations.related("odd", 1)[0][0] == "glia"


def test_similarities_are_the_textbook_cosine():
    counts = [terms(NoteText(body=text)) for text in COLLECTION.values()]
    vocabulary = sorted(set().union(*counts))
    assert len(vocabulary) < KEPT
    df = np.array([sum(term in count for count in counts) for term in vocabulary])
    tf = np.array([[1 + np.log(count[t]) if t in count else 0 for t in vocabulary] for count in counts])
    vectors = tf * np.log((len(counts) + 1) / (df + 0.5))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    expected = vectors @ vectors.T
    np.fill_diagonal(expected, 0)
    assert np.allclose(similarities(counts), expected, atol=2e-6)


def test_previous_and_next_follow_the_shelf():
    relations = relate(COLLECTION)
    first, second, *_, last = relations.order
    assert relations.neighbours(first) == (None, second)
    assert relations.neighbours(second)[0] == first
    assert relations.neighbours(last)[1] is None
    assert relations.neighbours("not-there") == (None, None)


def test_loading_the_module_loads_no_numpy():
    code = "import sys, paper_notes.site.related, paper_notes.site.shelf; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=env_with("0")).returncode == 0
