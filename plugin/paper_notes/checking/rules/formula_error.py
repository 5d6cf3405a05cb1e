"""Formulas that no renderer can typeset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from math_core import LatexError, LatexToMathML

from paper_notes.checking.rule import Fault, Rule
from paper_notes.note.document import Document

_NUMBERING = re.compile(r"\\(?:tag\*?|label)\s*\{[^{}]*\}|\\(?:nonumber|notag)\b")

_INSTEAD = {r"\pmb": r"\boldsymbol", r"\widetilde": r"\tilde", r"\*": "*"}
"""Commands that LaTeX knows and the renderer doesn't, and what shows the same."""


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def formula_problem(latex: str, *, display: bool) -> tuple[int, str] | None:
    """Where in the LaTeX the first error is (characters from 0) and what it is; None for a sound formula.

    Numbers and labels (``\\tag``, ``\\label``) are the page's business, not the formula's, and are left out.
    """
    latex = _NUMBERING.sub(lambda match: " " * len(match.group()), latex)
    try:
        _converter().convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        place, _, message = str(error).partition(": ")
        at = int(place) if place.isdecimal() else 0
        return min(at, len(latex)), (message if place.isdecimal() else str(error)).strip().rstrip(".")
    return None


class FormulaError(Rule):
    """Each formula that math-core, which also renders the site, refuses."""

    name = "formula-error"
    severity = "error"
    group = "structure"
    what = "A formula that can't be typeset: an unknown command, a brace that is never closed, an argument missing."
    why = "Readers see raw LaTeX, or red text, where the formula should be."
    example = r"$\frac{a}$"
    instead = r"$\frac{a}{b}$"
    bad = ("$\\frac{a}$\n", "$$\n\\begin{cases} a \\\\ b\n$$\n", "- x\n\n  $$\n  \\nosuchcommand x\n  $$\n")
    good = ("$\\frac{a}{b}$\n", "$$\nA = \\text{softmax}(QK^T)V\n$$\n", "It costs $5 or $6.\n", "`$\\frac{a}$`\n")

    def check(self, document: Document) -> Iterator[Fault]:
        for block in document.blocks:
            if block.kind == "formula":
                yield from self._check(block.content, block.content_start, display=True)
            for span in block.spans:
                if span.kind == "formula":
                    yield from self._check(span.content, span.inner_start, display=span.display)

    def _check(self, latex: str, start: int, *, display: bool) -> Iterator[Fault]:
        problem = formula_problem(latex, display=display)
        if problem is not None:
            at = start + problem[0]
            better = next((f"; write {new}" for old, new in _INSTEAD.items() if f'"{old}"' in problem[1]), "")
            yield Fault(at, min(at + 1, start + len(latex)), f"this formula can't be typeset: {problem[1]}{better}")
