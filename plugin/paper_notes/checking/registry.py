"""All rules, in the order in which the rules' page lists them. A rule that isn't a file of phrases is added by hand."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from paper_notes.checking.config import RuleOptions
from paper_notes.checking.phrase_rule import phrase_rules
from paper_notes.checking.rule import BaseRule
from paper_notes.checking.rules.bad_difficulty import BadDifficulty
from paper_notes.checking.rules.banned_phrase import BannedPhrase
from paper_notes.checking.rules.bold import BoldEverywhere, BoldLedList
from paper_notes.checking.rules.citation_off_topic import CitationOffTopic
from paper_notes.checking.rules.claim_without_page import ClaimWithoutPage
from paper_notes.checking.rules.contradicted_claim import ContradictedClaim
from paper_notes.checking.rules.contradicted_in_second_reading import ContradictedInSecondReading
from paper_notes.checking.rules.dash import Dash
from paper_notes.checking.rules.deep_nesting import DeepNesting
from paper_notes.checking.rules.emoji import Emoji
from paper_notes.checking.rules.empty_section import EmptySection
from paper_notes.checking.rules.experiments import MissingAblation, NumbersWithoutConclusion, ResultsWithoutPicture
from paper_notes.checking.rules.figure_mismatch import FigureMismatch
from paper_notes.checking.rules.folded_text import FoldedText
from paper_notes.checking.rules.folder_name import FolderName
from paper_notes.checking.rules.formula_error import FormulaError
from paper_notes.checking.rules.formula_lost_on_github import FormulaLostOnGithub
from paper_notes.checking.rules.front_matter_error import FrontMatterError
from paper_notes.checking.rules.half_width_punctuation import HalfWidthPunctuation
from paper_notes.checking.rules.horizontal_rule import HorizontalRule
from paper_notes.checking.rules.html_layout import HtmlLayout
from paper_notes.checking.rules.images import ImageName, MissingAltText, MissingImage, UndescribedFigure
from paper_notes.checking.rules.incomplete_overview import IncompleteOverview
from paper_notes.checking.rules.long_sentence import LongSentence
from paper_notes.checking.rules.meta_block import IncompleteMetaBlock, MetaMismatch
from paper_notes.checking.rules.missing_limitations import MissingLimitations
from paper_notes.checking.rules.missing_section import MissingSection
from paper_notes.checking.rules.missing_space import MissingSpace
from paper_notes.checking.rules.number_not_in_paper import NumberNotInPaper
from paper_notes.checking.rules.page_out_of_range import PageOutOfRange
from paper_notes.checking.rules.piled_list import PiledList
from paper_notes.checking.rules.questions import NoQuestionOnLimits, TooFewQuestions, UnarguedAnswer
from paper_notes.checking.rules.quote_not_on_page import QuoteNotOnPage
from paper_notes.checking.rules.quotes_for_emphasis import QuotesForEmphasis
from paper_notes.checking.rules.section_order import SectionOrder
from paper_notes.checking.rules.stacked_compounds import StackedCompounds
from paper_notes.checking.rules.symbol_unexplained import SymbolUnexplained
from paper_notes.checking.rules.thin_method import (
    MethodWithoutFigure,
    MethodWithoutFormula,
    MethodWithoutPseudoCode,
    ThinMethod,
)
from paper_notes.checking.rules.tldr import TldrLength, VagueTldr
from paper_notes.checking.rules.wrong_term import WrongTerm
from paper_notes.errors import UsageError

RULES: tuple[type[BaseRule], ...] = (
    # structure
    FrontMatterError,
    IncompleteMetaBlock,
    MetaMismatch,
    BadDifficulty,
    MissingSection,
    SectionOrder,
    EmptySection,
    TldrLength,
    VagueTldr,
    IncompleteOverview,
    MethodWithoutFigure,
    MethodWithoutFormula,
    MethodWithoutPseudoCode,
    ThinMethod,
    NumbersWithoutConclusion,
    ResultsWithoutPicture,
    MissingAblation,
    TooFewQuestions,
    UnarguedAnswer,
    NoQuestionOnLimits,
    FoldedText,
    MissingLimitations,
    MissingImage,
    ImageName,
    MissingAltText,
    UndescribedFigure,
    FolderName,
    FormulaError,
    FormulaLostOnGithub,
    # format
    Emoji,
    HtmlLayout,
    BoldEverywhere,
    BoldLedList,
    Dash,
    HorizontalRule,
    DeepNesting,
    HalfWidthPunctuation,
    MissingSpace,
    WrongTerm,
    # style
    *phrase_rules(),
    LongSentence,
    PiledList,
    QuotesForEmphasis,
    StackedCompounds,
    BannedPhrase,
    # evidence
    NumberNotInPaper,
    ContradictedClaim,
    ContradictedInSecondReading,
    QuoteNotOnPage,
    PageOutOfRange,
    FigureMismatch,
    ClaimWithoutPage,
    CitationOffTopic,
    SymbolUnexplained,
)

OF_THE_ENGINE = {
    "useless-suppression": "A comment that allows a rule has no reason, no known rule, or nothing to allow.",
    "not-utf-8": "The file isn't UTF-8 text.",
    "unreadable-file": "The file can't be read.",
    "oversized-block": "A paragraph of more than 20,000 characters: nothing in it is checked.",
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
