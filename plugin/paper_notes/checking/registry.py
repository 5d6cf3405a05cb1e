"""All rules, in the order in which the rules' page lists them. A new rule is added here by hand."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from paper_notes.checking.config import RuleOptions
from paper_notes.checking.rule import BaseRule
from paper_notes.checking.rules.banned_phrase import BannedPhrase
from paper_notes.checking.rules.claim_without_page import ClaimWithoutPage
from paper_notes.checking.rules.consequence_tail import ConsequenceTail
from paper_notes.checking.rules.contrast_formula import ContrastFormula
from paper_notes.checking.rules.emoji import Emoji
from paper_notes.checking.rules.empty_praise import EmptyPraise
from paper_notes.checking.rules.figure_mismatch import FigureMismatch
from paper_notes.checking.rules.filler import Filler
from paper_notes.checking.rules.first_person import FirstPerson
from paper_notes.checking.rules.formula_error import FormulaError
from paper_notes.checking.rules.html_layout import HtmlLayout
from paper_notes.checking.rules.hype import Hype
from paper_notes.checking.rules.inflated_wording import InflatedWording
from paper_notes.checking.rules.long_sentence import LongSentence
from paper_notes.checking.rules.missing_section import MissingSection
from paper_notes.checking.rules.number_not_in_paper import NumberNotInPaper
from paper_notes.checking.rules.page_out_of_range import PageOutOfRange
from paper_notes.checking.rules.paper_as_subject import PaperAsSubject
from paper_notes.checking.rules.paper_we import PaperWe
from paper_notes.checking.rules.piled_list import PiledList
from paper_notes.checking.rules.quote_not_on_page import QuoteNotOnPage
from paper_notes.checking.rules.quotes_for_emphasis import QuotesForEmphasis
from paper_notes.checking.rules.section_order import SectionOrder
from paper_notes.checking.rules.stacked_compounds import StackedCompounds
from paper_notes.checking.rules.symbol_unexplained import SymbolUnexplained
from paper_notes.checking.rules.template_sentence import TemplateSentence
from paper_notes.checking.rules.vague_conclusion import VagueConclusion
from paper_notes.checking.rules.vague_quantity import VagueQuantity
from paper_notes.errors import UsageError

RULES: tuple[type[BaseRule], ...] = (
    # structure
    MissingSection,
    SectionOrder,
    FormulaError,
    # format
    Emoji,
    HtmlLayout,
    # style
    TemplateSentence,
    EmptyPraise,
    VagueConclusion,
    FirstPerson,
    PaperWe,
    Hype,
    InflatedWording,
    ContrastFormula,
    ConsequenceTail,
    PaperAsSubject,
    VagueQuantity,
    Filler,
    LongSentence,
    PiledList,
    QuotesForEmphasis,
    StackedCompounds,
    BannedPhrase,
    # evidence
    NumberNotInPaper,
    QuoteNotOnPage,
    PageOutOfRange,
    FigureMismatch,
    ClaimWithoutPage,
    SymbolUnexplained,
)

OF_THE_ENGINE = {
    "useless-suppression": "A comment that allows a rule has no reason, no known rule, or nothing to allow.",
    "not-utf-8": "The file isn't UTF-8 text.",
}
"""Findings that no rule makes but the engine itself."""


def rule_names() -> list[str]:
    """Every name that settings may speak of."""
    return [*(rule.name for rule in RULES), *OF_THE_ENGINE]


def rule_named(name: str) -> type[BaseRule]:
    """The rule of that name; raises :class:`UsageError` with near names when there is none."""
    for rule in RULES:
        if rule.name == name:
            return rule
    near = difflib.get_close_matches(name, [rule.name for rule in RULES], n=3)
    raise UsageError(f"there is no rule {name!r}", f"did you mean {' or '.join(near)}?" if near else "")


_made: tuple[object, object, list[BaseRule]] | None = None


def make_rules(rules: Iterable[type[BaseRule]], options: RuleOptions) -> list[BaseRule]:
    """One object of each rule; the last list is kept, since rules may build tables from the options."""
    global _made
    if _made is None or _made[0] is not rules or _made[1] != options:
        _made = (rules, options, [rule(options) for rule in rules])
    return _made[2]
