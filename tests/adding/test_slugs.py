from __future__ import annotations

import pytest

from paper_notes.adding.slugs import name_of_system, slug_of
from paper_notes.paper.model import Metadata, Paper


def paper(abstract, text=""):
    return Paper("0" * 64, 1, Metadata("", (), abstract, "en"), page_texts=(f"{abstract} {text}",))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("GlowNet: Lighting Small Rooms with Large Lamps", "glownet"),
        ("An Elementary Proof of a Theorem on Shelves", "elementary-proof-theorem-shelves"),
        ("基于注意力的城市交通流量预测方法研究", "zhuyili-chengshi-jiaotongliuliang-yuce"),
        ("绿色重庆的银行与旅行", "lvse-chongqing-yinhang-lvxing"),
        ("RoadLM：面向城市的路网模型", "roadlm"),
        ("Ünïcode Ñotes", "unicode-notes"),
        ("", ""),
    ],
)
def test_short_names_in_ascii(title, slug):
    assert slug_of(title) == slug
    assert len(slug) <= 40


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We propose a new architecture, the Lantern, which is small. The Lantern glows. A Lantern.", "Lantern"),
        ("We present a technique called “q-SNE” that draws. q-SNE is fast and q-SNE is small.", "q-SNE"),
        ("We introduce GLOW, a lamp. GLOW is bright. GLOW wins.", "GLOW"),
        ("The proposed method, Room Aware Lamp (RAL), is dim. RAL is old. RAL is slow.", "RAL"),
        ("本文提出 RoadLM，用于路网。RoadLM 更快。RoadLM 更准。", "RoadLM"),
        ("我们将该模型命名为DeepLamp。DeepLamp 更亮。DeepLamp 更小。", "DeepLamp"),
        # not certain
        ("We use CNNs called LeNet once.", ""),
        ("We propose a model that beats GLOW. GLOW is old. GLOW is slow.", ""),
        ("We propose a method, the lamp. Our network, the Lamp, glows; a lamp, lamps, Lamp, Lamp.", ""),
        ("We propose recurrent lamps (XYZ). XYZ are old. XYZ are slow.", ""),
        ("", ""),
    ],
)
def test_what_a_paper_calls_its_system(abstract, name):
    assert name_of_system(paper(abstract)) == name


def test_the_systems_name_goes_before_words_of_the_title():
    said = "We propose a new architecture, the Lantern, which is small. The Lantern glows. A Lantern."
    assert slug_of("Light Is All You Need", paper(said)) == "lantern"
