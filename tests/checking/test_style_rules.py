"""The style rules on notes: what seed sentences they refuse, where exactly, and what they leave alone."""

import pytest

from paper_notes.checking.config import make_config
from paper_notes.checking.linter import check, lint_text
from paper_notes.checking.registry import RULES
from paper_notes.errors import UsageError
from paper_notes.note.document import Document

STYLE = tuple(rule for rule in RULES if rule.group == "style")


def style(text, settings=None):
    config = make_config(settings, [rule.name for rule in RULES])
    return check(Document(text), rules=STYLE, config=config).findings


def errors(text, settings=None):
    return [finding.rule for finding in style(text, settings) if finding.severity == "error"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("本文的核心贡献是提出了一种架构。", "template-sentence"),
        ("**本文的核心贡献**是提出了一种架构。", "template-sentence"),
        ("该方法的优势在于速度快。", "template-sentence"),
        ("综上所述，它更快。", "template-sentence"),
        ("值得注意的是，它更快。", "template-sentence"),
        ("这项工作具有重要意义。", "empty-praise"),
        ("它具有广泛应用前景。", "empty-praise"),
        ("这是一篇重要的工作。", "empty-praise"),
        ("这为该领域提供了新思路。", "empty-praise"),
        ("我认为这样更快。", "first-person"),
        ("我的理解是这样更快。", "first-person"),
        ("The core contribution of this paper is a layer.", "template-sentence"),
        ("The advantage of this method is speed.", "template-sentence"),
        ("In summary, it is faster.", "template-sentence"),
        ("It is worth noting that it is faster.", "template-sentence"),
        ("It has important significance for search.", "empty-praise"),
        ("It has broad application prospects.", "empty-praise"),
        ("This is an important work.", "empty-praise"),
        ("It provides new ideas for the field.", "empty-praise"),
        ("I think it is faster.", "first-person"),
        ("My understanding is that it is faster.", "first-person"),
    ],
)
def test_what_the_specification_bans_is_an_error(text, rule):
    assert errors(text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "> 综上所述，我认为它具有重要意义。[p. 3](paper.pdf#page=3)\n",
        "作者写道：“我们认为这是一篇重要的工作”[p. 3](paper.pdf#page=3)。\n",
        "`综上所述` 和 $值得注意的是$\n",
        "```\nIn summary, I think so.\n```\n",
        "---\ntitle: In summary, I think\n---\n\nText.\n",
        "[它](https://example.org/in-summary)\n",
        "<!-- I think -->\n",
    ],
)
def test_what_is_not_the_notes_own_prose_is_left_alone(text):
    assert errors(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "For all my gripes this is a great paper about caches.",
        "Finding outliers has great value for banks and telescopes.",
        "The 0.5B model sets a new bar: 60.2 against 50.0 on GSM8K.",
    ],
)
def test_a_verdict_or_a_standard_with_its_figures_is_no_error(text):
    assert "empty-praise" not in errors(text)


@pytest.mark.parametrize(
    "text",
    ["It sets a new standard for agents.", "It is of great practical value.", "This is a seminal paper."],
)
def test_praise_without_a_reason_stays_an_error(text):
    assert errors(text) == ["empty-praise"]


@pytest.mark.parametrize(
    "text",
    [
        "这里需要注意的是，两个滤波器不相同。",
        "In short, p(w) is taken as known.",
        "这是一篇不错的文章，思路简单清晰。",
        "虽然它具有巨大潜力，成本仍是问题。",
        "尽管位置轨迹提供了宝贵的见解，它们也泄露隐私。",
        "Although it provides new insights, it costs too much.",
    ],
)
def test_what_a_strict_reader_often_lets_stand_is_a_warning(text):
    assert [finding.severity for finding in style(text)] == ["warning"]


def test_what_follows_a_concession_is_not_conceded():
    assert errors("虽然速度不快，但它具有重要意义。") == ["empty-praise"]
    assert errors("Although it is slow, it has important significance.") == ["empty-praise"]


def test_places_are_exact_behind_markup_and_beyond_the_basic_plane():
    text = "𠀀 **粗体** `码` 𝑥。\r\n\r\n- 好的，[我认为](x.md)它更快。\r\n"
    finding = next(f for f in style(text) if f.rule == "first-person")
    assert (finding.line, finding.column, finding.end_column) == (3, 7, 10)


def test_a_phrase_over_a_line_break_is_found():
    finding = next(f for f in style("It is worth\nnoting that it runs.\n") if f.rule == "template-sentence")
    assert (finding.line, finding.end_line) == (1, 2)


def fixed(text):
    edits = sorted((f.edit for f in style(text) if f.edit), key=lambda edit: -edit.start)
    for edit in edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("值得注意的是，模型更快。\n", "模型更快。\n"),
        ("综上所述，它更快。\n", "它更快。\n"),
        ("In summary, it is faster.\n", "It is faster.\n"),
        ("It is worth noting that this runs.\n", "It is worth noting that this runs.\n"),
        ("We run it in order to win.\n", "We run it to win.\n"),
        ("但值得注意的是，它更快。\n", "但值得注意的是，它更快。\n"),
        ("综上所述，**它**更快。\n", "综上所述，**它**更快。\n"),
    ],
)
def test_edits_are_offered_only_where_the_rest_stays_a_sentence(text, after):
    assert fixed(text) == after
    assert fixed(after) == after


def test_one_slip_is_a_suggestion_and_many_are_warnings():
    rest = "模型把用户的历史行为排成一个序列，注意力层不做归一化。" * 40
    one = [f for f in style("性能显著提升。" + rest) if f.rule == "hype"]
    many = [
        f for f in style("性能显著提升，能力强大，至关重要，潜力巨大，首次全面地超越，成功解决。\n") if f.rule == "hype"
    ]
    assert [f.severity for f in one] == ["suggestion"]
    assert len(many) > 3
    assert {f.severity for f in many} == {"warning"}


def test_a_phrase_may_say_what_to_write_in_its_place():
    messages = [f.message for f in style("It leverages a cache.")] + [f.message for f in style("它旨在提速。")]
    assert any("write use" in message for message in messages)
    assert any("可写“要”" in message for message in messages)


def test_the_users_own_phrases():
    settings = {"phrases": {"banned": ["赋(能|智)", {"phrase": "打通…闭环", "instead": "写两个系统的名字"}]}}
    found = [f for f in style("它赋智推荐，打通了推荐闭环。\n", settings) if f.rule == "banned-phrase"]
    assert [(f.column, f.end_column) for f in found] == [(2, 4), (7, 14)]
    assert "写两个系统的名字" in found[1].message
    assert errors("In summary, it runs.", {"phrases": {"allowed": ["in summary"]}}) == []


def test_messages_say_what_to_write_instead_and_never_who_wrote_it():
    for text in ("综上所述，我认为它显著提升，具有重要意义。", "In summary, I think it significantly improves."):
        for finding in lint_text(text):
            assert len(finding.message) > 8
            assert not any(word in finding.message.lower() for word in ("machine", " ai ", "llm", "机器", "模型生成"))


@pytest.mark.parametrize("phrases", [{"banned": ["(a|b"]}, {"banned": [{"phrase": "a)"}]}, {"allowed": ["[a"]}])
def test_a_phrase_that_cannot_be_read_is_told_with_its_setting(phrases):
    with pytest.raises(UsageError, match=r"lint\.phrases\.(banned|allowed): phrase"):
        make_config({"phrases": phrases}, [])


@pytest.mark.parametrize(
    "text",
    [
        'The authors write "it is worth noting that this is fast" in section 3.',
        "The authors write “in summary, this is fast”.",
        "The authors write ‘it is worth noting that it’s fast’ in section 3.",
        "They write:\n\n> It is worth noting that this is fast.",
        "They write\n\n> [...] it is worth noting that this is fast.",
        "作者写道：「值得注意的是，它更快」，没有给数字。",
        "作者说：\n\n> 值得注意的是，它更快。",
        "中文笔记引用原文，不带页码，也是原文的话。\n\n> It is worth noting that this model is fast.",
    ],
)
def test_words_that_are_quoted_without_a_page_are_left_alone(text):
    assert "template-sentence" not in {finding.rule for finding in lint_text(text + "\n")}


@pytest.mark.parametrize(
    "text", ["> **Note** It is worth noting that this is fast.", 'It\'s "fast". In summary, it wins.']
)
def test_own_words_beside_quotations_are_not(text):
    assert "template-sentence" in {finding.rule for finding in lint_text(text + "\n")}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("模型出现了自我怀疑的倾向。", "first-person"),
        ("它用到经典逻辑而非单调逻辑。", "contrast-formula"),
        ("这才是真正的 Jacobian。", "contrast-formula"),
        ("图像与文本的匹配属于跨模态检索。", "vague-quantity"),
        ("该方法没有改善其推理能力。", "consequence-tail"),
    ],
)
def test_terms_denials_and_literal_words_are_no_faults(text, rule):
    assert rule not in {finding.rule for finding in lint_text(text + "\n")}
