"""What a rule is, and how to write the next one.

A rule that looks for phrases is a file of its own and nothing else: see :mod:`paper_notes.checking.phrase_rule`. For
any other:

1. Make ``checking/rules/<name>.py``, the name in snake case, and in it one class, whose attributes are all that is
   written about the rule anywhere::

       class HorizontalRule(Rule):
           name = "horizontal-rule"          # named for the fault, so that "allow horizontal-rule" reads right
           severity = "suggestion"           # the default; the user's configuration may change it
           group = "format"                  # structure, format, style or evidence
           weight = 0.5                      # what one finding adds to the prose score; 0 (default) for structure
           what = "A ruler between paragraphs."
           why = "Headings already divide a note."
           example = "text\\n\\n---\\n\\ntext"
           instead = "Leave it out, or write a heading."
           bad = ("One.\\n\\n---\\n\\nTwo.\\n",)  # Markdown in which the rule finds something: its tests
           good = ("One.\\n\\nTwo.\\n",)       # Markdown in which it finds nothing

           def check(self, document: Document) -> Iterator[Fault]:
               for block in document.of_kind("rule"):
                   yield Fault(block.start, block.end, Message("leave out the ruler", "删去分隔线"))

2. Add the class to ``RULES`` in ``checking/registry.py``. That is all: configuration, suppression, severity, line and
   column, output, ``--fix``, the rules' page, ``--explain``, what editors show and the test of the examples come from
   there.

What a rule works on is the :class:`~paper_notes.note.document.Document`: ``find(pattern)`` searches the prose
(code, formulas, quotations of the paper and so on are not in it) and yields match, start, end, the last two being
offsets in the file; ``sentences``, ``prose_blocks``, ``headings``, ``spans(kind)``, ``section(key)`` give the rest.
A fault's place is always in offsets of ``document.text``, and so is its :class:`~paper_notes.checking.model.Edit`. An
edit must be right whenever it is offered, and must leave nothing for a second run to change.

A rule that checks the note against the paper derives from :class:`PaperRule` and gets the paper too; it is left out
when there is none. A rule that reads the user's settings takes them from ``self.options`` (see ``checking/config.py``)
and names them in ``settings``. A rule that comes after the first version says so in ``since``. Rules hold no state
between notes. ``bad_path`` is the path under which the bad examples are checked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from paper_notes.checking.model import Edit, Severity
from paper_notes.messages import Message

if TYPE_CHECKING:
    from paper_notes.checking.config import RuleOptions
    from paper_notes.checking.evidence.second_answers import SecondAnswer
    from paper_notes.note.document import Document
    from paper_notes.paper.model import Paper

__all__ = ["BaseRule", "Fault", "Message", "PaperRule", "Rule"]

Group = Literal["structure", "format", "style", "evidence"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: a stretch of the file (offsets, end exclusive) and what to write instead.

    ``weight`` and ``severity`` override the rule's own, for rules whose entries differ (phrase lists).
    """

    start: int
    end: int
    message: Message
    edit: Edit | None = None
    weight: float | None = None
    severity: Severity | None = None


class BaseRule(ABC):
    """What all rules share; derive from :class:`Rule`, :class:`PaperRule` or :class:`AnswerRule`."""

    name: ClassVar[str]
    severity: ClassVar[Severity]
    group: ClassVar[Group]
    weight: ClassVar[float] = 0.0
    what: ClassVar[str]
    """The fault, in a sentence or two."""
    why: ClassVar[str]
    example: ClassVar[str]
    instead: ClassVar[str]
    bad: ClassVar[tuple[str, ...]]
    good: ClassVar[tuple[str, ...]]
    bad_path: ClassVar[str] = "README.md"
    settings: ClassVar[tuple[str, ...]] = ()
    since: ClassVar[str] = "0.1"
    needs_paper: ClassVar[bool] = False

    def __init__(self, options: RuleOptions) -> None:
        self.options = options

    @classmethod
    def when(cls) -> str:
        """From how many on it finds fault, for a rule to which one is not enough; "" for the others."""
        return ""


class Rule(BaseRule):
    """A rule that needs the note alone."""

    @abstractmethod
    def check(self, document: Document) -> Iterator[Fault]:
        """Yield the faults of a note, in any order."""


class PaperRule(BaseRule):
    """A rule that holds the note against the paper."""

    needs_paper = True

    @abstractmethod
    def check(self, document: Document, paper: Paper) -> Iterator[Fault]:
        """Yield the faults of a note of this paper, in any order."""


class AnswerRule(BaseRule):
    """A rule on what a second reader answered about the note's claims; left out where nothing was answered."""

    needs_paper = True

    @abstractmethod
    def check(self, document: Document, paper: Paper, answers: Mapping[str, SecondAnswer]) -> Iterator[Fault]:
        """Yield the faults of a note of this paper, in any order; ``answers`` are kept under the claims' keys."""
