from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from math_core import LatexError, LatexToMathML

from paper_notes.checking.model import Severity
from paper_notes.checking.rule import Fault, Message, Rule
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


_WRONG_ANYWHERE = (
    "Expected argument",
    "Expected closing token",
    'Expected "\\end',
    "Unmatched closing token",
    "Duplicate subscript",
    "There must be a parenthesis",
)
"""How math-core's messages begin for what no LaTeX accepts; what else it refuses, other renderers may know."""

_ESCAPED_MARK = re.compile(r"\\([*_])")


class FormulaError(Rule):
    name = "formula-error"
    severity = "error"
    group = "structure"
    what = (
        "A formula that can't be typeset: a brace that is never closed, an argument missing, two exponents on one "
        "base. A command or a form that only the site's renderer doesn't know is a warning."
    )
    why = "Readers see raw LaTeX, or red text, where the formula should be."
    example = r"$\frac{a}$"
    instead = r"$\frac{a}{b}$"
    bad = ("$\\frac{a}$\n", "$$\n\\begin{cases} a \\\\ b\n$$\n", "- x\n\n  $$\n  \\nosuchcommand x\n  $$\n")
    good = (
        "$\\frac{a}{b}$\n",
        "$$\nA = \\text{softmax}(QK^T)V\n$$\n",
        "It costs $5 or $6.\n",
        "位移 \\(f_s^\\*\\) 为 42。\n",
        "`$\\frac{a}$`\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        for block in document.blocks:
            if block.kind == "formula":
                yield from self._check(block.content, block.content_start, display=True)
            for span in block.spans:
                if span.kind == "formula":
                    # between \\( and \\) Markdown has taken the backslash from a mark before LaTeX is read
                    bare = document.text[span.start] == "\\"
                    latex = _ESCAPED_MARK.sub(r" \1", span.content) if bare else span.content
                    yield from self._check(latex, span.inner_start, display=span.display)

    def _check(self, latex: str, start: int, *, display: bool) -> Iterator[Fault]:
        problem = formula_problem(latex, display=display)
        if problem is not None:
            at = start + problem[0]
            better = next((new for old, new in _INSTEAD.items() if f'"{old}"' in problem[1]), "")
            if problem[1].startswith(_WRONG_ANYWHERE):
                said = Message(f"this formula can't be typeset: {problem[1]}", f"公式有误，排不出来：{problem[1]}")
                severity: Severity | None = None
            else:
                said = Message(
                    f"the site can't typeset this: {problem[1]}" + (f"; write {better}" if better else ""),
                    f"网站排不出：{problem[1]}" + (f"；可写 {better}" if better else ""),
                )
                severity = "warning"
            yield Fault(at, min(at + 1, start + len(latex)), said, severity=severity)
