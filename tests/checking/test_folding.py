"""What a line has many times is told once, and mended everywhere."""

from paper_notes.checking.fix import fix_text
from paper_notes.checking.linter import lint_text


def of_rule(text, rule):
    return [finding for finding in lint_text(text) if finding.rule == rule]


def test_alike_faults_of_a_line_are_one_finding():
    found = of_rule("用Transformer训练3天，再用BERT。\n", "missing-space")
    assert [(finding.line, finding.column, finding.count) for finding in found] == [(1, 1, 5)]
    assert "5 处" in found[0].message
    assert len(found[0].more_edits) == 4


def test_other_lines_and_other_messages_stay_apart():
    assert len(of_rule("用Transformer训练\n\n用BERT训练\n", "missing-space")) == 2
    text = "In summary, it is fast. It is worth noting that it is small. In summary, it wins.\n"
    assert [finding.count for finding in of_rule(text, "template-sentence")] == [2, 1]


def test_all_places_are_mended():
    assert fix_text("用Transformer训练3天，再用BERT。\n", lint_text)[0] == "用 Transformer 训练 3 天，再用 BERT。\n"
