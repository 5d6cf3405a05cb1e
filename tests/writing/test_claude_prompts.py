"""The prompts promise nothing that the checks then refuse, and what goes back to the model can be acted on."""

import re

import pytest

from claude_model import NOTE, answer
from messages_server import serving
from paper_notes.checking.linter import lint_text
from paper_notes.paper.reader import read_paper
from paper_notes.writing.claude.options import ClaudeOptions
from paper_notes.writing.claude.prompts import NAMES, prompt
from paper_notes.writing.claude.sanitising import contract_citations, expand_citations
from paper_notes.writing.claude.writer import ClaudeWriter
from paper_notes.writing.model import Brief
from papers import write_paper

LACKING = {
    "en": (
        "The paper has no figure of the architecture.",
        "The paper has no formula.",
        "There is no pseudocode.",
        "There are no experiments, hence no tables or figures of results.",
        "There is no ablation.",
    ),
    "zh": (
        "文中没有架构图。",
        "文中没有公式。",
        "文中没有伪代码。",
        "文中没有实验，也就没有结果图表。",
        "文中没有消融实验。",
    ),
}
"""What a note says where the paper lacks a figure of the method, a formula, code, results, an ablation."""

RULES = (
    "method-without-figure",
    "method-without-formula",
    "method-without-pseudo-code",
    "results-without-picture",
    "missing-ablation",
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", range(5))
def test_what_the_prompt_says_of_a_lack_satisfies_the_rule(language, number):
    sentence, rule = LACKING[language][number], RULES[number]
    assert sentence in prompt("write", language).text
    method, experiments = {"en": ("Core Method", "Experiments"), "zh": ("核心方法", "实验分析")}[language]
    more = {"en": "The scores come from a comparison.", "zh": "得分由比较得出。"}[language]

    def found(method_text, experiments_text):
        text = f"## {method}\n\n{method_text}\n\n## {experiments}\n\n{experiments_text}\n"
        return {finding.rule for finding in lint_text(text, "note/README.md")}

    assert rule in found(more, more)
    assert rule not in found(f"{sentence}{more}", f"{sentence}{more}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_prompt_keeps_its_own_rules_of_style(language):
    text = prompt("write", language).text
    example = re.search(r"^# (?:Example|示例).*?\n\n(.*?)^# ", text, re.M | re.S)[1]
    heading = {"en": "Core Method", "zh": "核心方法"}[language]
    findings = lint_text(f"## {heading}\n\n{expand_citations(example)}", "note/README.md")
    of_the_whole = {"method-without-figure", "method-without-pseudo-code", "missing-section", "incomplete-meta-block"}
    assert not [str(f) for f in findings if f.rule not in of_the_whole and f.severity != "suggestion"]


def test_every_prompt_has_a_version_and_its_places_in_both_languages():
    for name in NAMES:
        places = [set(re.findall(r"\{\{(\w+)\}\}", prompt(name, language).text)) for language in ("zh", "en")]
        assert places[0] == places[1]
        assert prompt(name, "zh").version == prompt(name, "en").version


def test_citations_go_to_the_model_as_it_writes_them():
    text = "甲 [p. 3]，乙 [pp. 3–4]。"
    assert contract_citations(expand_citations(text)) == text


def test_findings_that_go_back_can_be_acted_on(tmp_path, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    pdf = write_paper(tmp_path / "paper.pdf")
    drafts = []

    def model(body, number):
        if "schema" in str(body.get("output_config", {})):
            return answer(body)
        drafts.append(body["messages"][0]["content"][-1]["text"])
        wrong = "差 0.71 [p. 2]，也就是 0.71 [p. 2]。令人惊叹的是，$\\alpha$ 与此无关。"
        return {"text": NOTE.replace("去掉细化，", f"{wrong}去掉细化，")} if len(drafts) == 1 else {"text": NOTE}

    with serving(model) as server:
        writer = ClaudeWriter(ClaudeOptions(base_url=server.url), tmp_path / "cache")
        writer.write(read_paper(pdf), Brief("shelf", "zh", pdf=pdf))
    _, repair = drafts
    assert "paper.pdf#page" not in repair
    draft, findings = repair.split("</draft>")
    assert "[p. 2]" in draft
    assert "[p. 2]" in findings
    assert findings.count("论文中没有 0.71") == 1
    assert "\\\\alpha" not in findings
    gravity = re.findall(r"^- \[(\w+)\]", findings, re.M)
    assert gravity == sorted(gravity, key=["error", "warning", "suggestion"].index)
