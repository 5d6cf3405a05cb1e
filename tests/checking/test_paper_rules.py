"""The rules that hold a note against its paper, on a paper of three pages made here."""

import re

import pytest

from paper_notes.checking.linter import check
from paper_notes.checking.registry import RULES, rule_named
from paper_notes.checking.rule import PaperRule
from paper_notes.note.document import Document
from paper_notes.paper.model import Box, Figure, Metadata, Paper

BOX = Box(0, 0, 100, 100)


def figure(kind, number, page, caption, rows=()):
    prefix = {"figure": "fig", "table": "table", "algorithm": "algo"}[kind]
    label = f"{kind.title()} {number}"
    return Figure(page, kind, number, label, caption, BOX, BOX, page, "result", f"{prefix}{number}_result", rows=rows)


PAPER = Paper(
    sha256="0" * 64,
    pages=3,
    metadata=Metadata("A title", ("A. Author",), "", "en"),
    figures=(
        figure("figure", "1", 1, "The encoder with its gated residual connections and the memory bank"),
        figure("figure", "2", 2, "Validation loss of both optimisers over the first hundred epochs"),
        figure("table", "1", 3, "Accuracy", (("Method", "CIFAR", "MNIST"), ("Ours", "91.2", "99.1"))),
    ),
    page_texts=(
        "Training took 3.5 days on eight P100 GPUs. We use a gated residual connection. See Figure 1. "
        "The quartzwheel outruns the palimpsest.",
        "We trained for 100,000 steps with a batch of 64 and warmed up for 4000 steps. Figure 2 shows the loss.",
        "The gain is 28.4 against 26.36 before. Table 1: Accuracy Method CIFAR MNIST Ours 91.2 99.1",
    ),
)


def findings(rule, text):
    return [f for f in check(Document(text), paper=PAPER, rules=(rule_named(rule),)).findings if f.rule == rule]


@pytest.mark.parametrize("rule", [rule for rule in RULES if issubclass(rule, PaperRule)], ids=lambda rule: rule.name)
def test_own_examples(rule):
    for text in rule.bad:
        assert findings(rule.name, text), text
    for text in rule.good:
        assert not findings(rule.name, text), text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", [rule for rule in RULES if issubclass(rule, PaperRule)], ids=lambda rule: rule.name)
def test_messages_come_in_the_notes_language(rule, language):
    for text in rule.bad:
        document = Document(text)
        document.__dict__["language"] = language
        for finding in check(document, paper=PAPER, rules=(rule,)).findings:
            said = re.sub("“[^”]*”", "", finding.message)
            assert any("\u4e00" <= char <= "\u9fff" for char in said) == (language == "zh"), finding.message


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("number-not-in-paper", "训练 4.5 天 [p. 1](paper.pdf#page=1)。"),
        ("number-not-in-paper", "训练 3.5 天 [p. 2](paper.pdf#page=2)。"),
        ("number-not-in-paper", "在 $N = 512$ 时收敛。"),
        ("number-not-in-paper", "词表 82K [p. 3](paper.pdf#page=3)。"),
        ("number-not-in-paper", "提升 2.4（推算：28.4 − 26.36 = 2.4）[p. 3](paper.pdf#page=3)。"),
        ("number-not-in-paper", "| 模型 | 准确率 |\n|---|---|\n| Ours | 92.1 |\n\n数据 [p. 3](paper.pdf#page=3)。"),
        ("number-not-in-paper", "训练 3.5 小时 [p. 1](paper.pdf#page=1)。"),
        ("number-not-in-paper", "训练 &#52;.5 天 [p. 1](paper.pdf#page=1)。"),
        ("quote-not-on-page", "原文“Training took four days on eight P100 GPUs”[p. 1](paper.pdf#page=1)。"),
        ("quote-not-on-page", "> We use a gated residual connection.\n\n[p. 2](paper.pdf#page=2)"),
        ("page-out-of-range", "训练 3.5 天 [p. 4](paper.pdf#page=4)。"),
        ("page-out-of-range", "训练 3.5 天 [pp. 2–4](paper.pdf#page=2)。"),
        ("figure-mismatch", "![图 1：编码器](images/fig2_result_loss.png)"),
        ("figure-mismatch", "![](images/fig2_result_loss.png)\n\n**图示内容**：图 1 给出结构。"),
        (
            "figure-mismatch",
            "![](images/fig2_result.png)\n\nThe encoder with its gated residual connections and the memory bank.",
        ),
        ("figure-mismatch", "如图 7 所示，损失下降。"),
        ("figure-mismatch", "原文表 82 列出词表的大小。"),
        ("figure-mismatch", "此外表 82 个别数字不同，见第 3 页附图 7a。"),
        ("figure-mismatch", "![图 1](images/fig1_result.png)\n\n**与正文对应**：第 3 节 [p. 3](paper.pdf#page=3)"),
        ("claim-without-page", "训练用了 3.5 天。"),
        ("claim-without-page", "Our variant is faster than the baseline."),
        ("symbol-unexplained", "$$\nL = \\lambda w\n$$\n\n其中 $w$ 是权重，$L$ 是损失。"),
    ],
)
def test_found(rule, text):
    assert findings(rule, text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "number-not-in-paper",
            "训练 3.5 天，用了 8 张 P100 [p. 1](paper.pdf#page=1)，共 10 万步 [p. 2](paper.pdf#page=2)。",
        ),
        ("number-not-in-paper", "提升 2.04（推算：28.4 − 26.36 = 2.04）[p. 3](paper.pdf#page=3)。差距 2.04 并不小。"),
        ("number-not-in-paper", "如图 9、表 12、式 (7) 和第 3.1 节所示，有三点原因：(1) 快；(2) 稳。"),
        ("number-not-in-paper", "推测：步数翻到 20 万会更好。假设有 1234 个样本。"),
        ("number-not-in-paper", "共 84 小时（推算：3.5 × 24 = 84）[p. 1](paper.pdf#page=1)。"),
        ("number-not-in-paper", "以一个元素为例，旧值为 0.87。设门值为 0.93。Let $x = 77$."),
        ("claim-without-page", "以一个元素为例，旧值为 0.87。设门值为 0.93。Let $x = 77$."),
        ("number-not-in-paper", "`range(77)` 与 [链接](https://example.org/77) 不算。"),
        ("number-not-in-paper", "Ours 在 CIFAR 上为 91.2 [p. 3](paper.pdf#page=3)。"),
        ("number-not-in-paper", "$x_{17} = y^{23}$"),
        ("quote-not-on-page", "原文“Training took 3.5 days on eight P100 GPUs”[p. 1](paper.pdf#page=1)。"),
        ("quote-not-on-page", "所谓“门控残差”见 [p. 2](paper.pdf#page=2)。"),
        ("page-out-of-range", "训练 3.5 天 [pp. 1–3](paper.pdf#page=1)。"),
        (
            "figure-mismatch",
            "![图 2：损失](images/fig2_result_loss.png)\n\n**图示内容**：图 2 给出验证损失，与图 1 无关。",
        ),
        ("figure-mismatch", "如图 2 所示，见表 1。代表 3 类。"),
        ("figure-mismatch", "词表 82K，字表（82）；查表 82 次，特征图 82 张，知识图 82 万条边，意图 82 种。"),
        ("figure-mismatch", "长表 82K 行、大图 82.5 万张，表 82%。"),
        ("claim-without-page", "训练用了 3.5 天，共 10 万步。批大小为 64 [p. 2](paper.pdf#page=2)。"),
        ("claim-without-page", "设置如下 [p. 2](paper.pdf#page=2)：\n\n- 批大小 64\n- 热身 4000 步\n"),
        ("claim-without-page", "训练用了 3.5 天 [p. 1](paper.pdf#page=1)。这 3.5 天里没有中断。"),
        (
            "claim-without-page",
            "![图 2：损失](images/fig2_result_loss.png)\n\n**关键信息**：\n\n- 第 100 轮持平\n- 高 3.5\n\n"
            "**与正文对应**：第 4 节 [p. 2](paper.pdf#page=2)",
        ),
        ("claim-without-page", "## TL;DR\n\n训练用了 3.5 天。"),
        ("claim-without-page", "| 步 | 批 |\n|---|---|\n| 4000 | 64 |\n\n见 [p. 2](paper.pdf#page=2)。"),
        ("symbol-unexplained", "$$\n\\sum_{k=1}^{n} w_k x_k\n$$\n\n$w$ 是权重，x 是输入，$n$ 是个数。"),
    ],
)
def test_left_alone(rule, text):
    assert not findings(rule, text), findings(rule, text)


def test_a_wrong_page_comes_with_its_mending():
    text = "原文“We use a gated residual connection”[p. 3](paper.pdf#page=3)。"
    (finding,) = findings("quote-not-on-page", text)
    edit = finding.edit
    mended = text[: edit.start] + edit.text + text[edit.end :]
    assert "[p. 1](paper.pdf#page=1)" in mended
    assert not findings("quote-not-on-page", mended)


def test_a_sum_from_numbers_of_nobody_says_how_to_make_up_an_example():
    (finding,) = findings("number-not-in-paper", "得到 6.2（推算：3.5 + 2.7 = 6.2）[p. 1](paper.pdf#page=1)。")
    assert finding.message.startswith("算式里的 2.7 论文中没有")
    assert "“假设”" in finding.message


def test_places_are_those_of_the_file():
    text = "一行\n\n训练 **4.5** 天 [p. 1](paper.pdf#page=1)。"
    (finding,) = findings("number-not-in-paper", text)
    assert (finding.line, finding.column, finding.end_column) == (3, 6, 9)
