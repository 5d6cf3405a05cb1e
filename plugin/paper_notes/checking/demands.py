"""What a reading note is asked to be, demand by demand, and the rules that hold it to that.

``AVOIDED`` is what a note must not do, ``ASKED`` what it must hold. A demand that no program can judge says so: it
stands in the writer's instructions, and a person who reviews a note looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand in a sentence, the names of its rules, and, where rules reach only part of it, what is left."""

    text: str
    rules: tuple[str, ...]
    left: str = ""


AVOIDED: tuple[Demand, ...] = (
    Demand("Template sentences: “the core contribution of this paper is”, 本文的核心贡献是", ("template-sentence",)),
    Demand("Template sentences: “the advantage of this method is”, 该方法的优势在于", ("template-sentence",)),
    Demand("Announced summaries: “in summary”, 综上所述", ("template-sentence",)),
    Demand("Announced importance: “it is worth noting that”, 值得注意的是", ("template-sentence",)),
    Demand(
        "Claims of significance or broad prospects, 具有重要意义, 广泛应用前景",
        ("template-sentence", "vague-conclusion"),
    ),
    Demand("Praise without a reason: “an important work”, 这是一篇重要的工作", ("empty-praise",)),
    Demand("“Provides new ideas for the field”, 为该领域提供了新思路", ("empty-praise", "vague-conclusion")),
    Demand(
        "General remarks without analysis",
        ("vague-conclusion", "vague-quantity", "hype", "filler", "unargued-answer", "vague-tldr"),
        "whether an analysis is good is for a reader to say",
    ),
    Demand("Emoji in numbers", ("emoji",)),
    Demand("Every sentence in bold", ("bold-everywhere", "bold-led-list")),
    Demand("Nesting too deep", ("deep-nesting",)),
    Demand("Decoration in general: rulers, dashes, layout in HTML", ("horizontal-rule", "dash", "html-layout")),
    Demand(
        "First person where it isn't needed: “I think”, “my understanding is”, 我认为, 我的理解是", ("first-person",)
    ),
    Demand("The paper's “we” as one's own", ("paper-we",)),
    Demand("Folded answers", ("folded-text",)),
    Demand(
        "Statements that the paper doesn't make", ("number-not-in-paper", "quote-not-on-page", "claim-without-page")
    ),
)

ASKED: tuple[Demand, ...] = (
    Demand(
        "A meta block on top: paper, authors, published, reading time, difficulty, prerequisites",
        ("incomplete-meta-block",),
    ),
    Demand("Meta block and front matter say the same", ("meta-mismatch", "front-matter-error")),
    Demand("Difficulty of one to five stars, with the reason", ("bad-difficulty",)),
    Demand("TL;DR of two or three sentences, 100 words or Han characters at most", ("tldr-length",)),
    Demand("TL;DR names problem, approach and what is new, with something concrete", ("vague-tldr",)),
    Demand("Overview: the problem, the approach, two or three contributions", ("incomplete-overview",)),
    Demand(
        "Background: how it was done before, what is wrong with that, and why",
        ("missing-section",),
        "that the section is there; what it says is for the writer's instructions and the reader",
    ),
    Demand("All seven sections, in order", ("missing-section", "section-order", "empty-section")),
    Demand(
        "Method: the architecture as a figure, and how data flows through it", ("method-without-figure", "thin-method")
    ),
    Demand("Method: the core formulas, each symbol explained", ("method-without-formula", "symbol-unexplained")),
    Demand(
        "Formulas as in the paper, and such that they can be typeset", ("formula-error",), "equality with the paper's"
    ),
    Demand("Method: pseudo-code or code of the key algorithm", ("method-without-pseudo-code",)),
    Demand("Method: inputs and outputs, reasons for the design", ("thin-method",)),
    Demand("Training, hyper-parameters, tricks", ("thin-method",), "whether all that matter are named"),
    Demand("Experiments: conclusions, not numbers alone", ("numbers-without-conclusion", "results-without-picture")),
    Demand("Experiments: what ablations show", ("missing-ablation",)),
    Demand("Experiments: how it scales, where the paper says so", (), "in the writer's instructions"),
    Demand(
        "Numbers, quotations and pages are those of the paper",
        ("number-not-in-paper", "quote-not-on-page", "page-out-of-range", "citation-off-topic"),
    ),
    Demand("At least three questions and answers, shown openly", ("too-few-questions", "folded-text")),
    Demand("Answers that argue, with examples", ("unargued-answer",)),
    Demand(
        "Questions on why, on details, on limits, on what follows", ("no-question-on-limits",), "the other three kinds"
    ),
    Demand("What the paper doesn't say is marked as speculation", ("claim-without-page",)),
    Demand("Limitations, beside the contributions", ("missing-limitations",)),
    Demand(
        "Summary: contributions, limitations, where it applies",
        ("missing-section", "missing-limitations"),
        "where it applies",
    ),
    Demand("One folder a paper: short name, lower case, joined by “-”; the note is README.md", ("folder-name",)),
    Demand("Images in images/, named fig{n}_{type}_{what}.png", ("image-name", "missing-image")),
    Demand(
        "Figures of the architecture, the method and the main result are taken from the paper",
        ("method-without-figure", "results-without-picture"),
    ),
    Demand(
        "Below each figure: what it shows, key points, where the text speaks of it",
        ("undescribed-figure", "figure-mismatch"),
    ),
    Demand("Every image says what it shows to those who can't see it", ("missing-alt-text",)),
    Demand("Standard terms of the field", ("wrong-term", "inflated-wording"), "terms that the settings don't list"),
    Demand(
        "Easy to read: intuition before detail, analogies, long formulas in steps",
        ("long-sentence", "stacked-compounds", "piled-list"),
        "the order of explanation",
    ),
    Demand(
        "Tidy Chinese: full-width punctuation, a space beside Latin letters",
        ("half-width-punctuation", "missing-space"),
    ),
    Demand("Comparison with related work", (), "in the writer's instructions"),
)
