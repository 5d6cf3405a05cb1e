"""Formulas to MathML Core at build time: no script, no request. Pages then need only a font with a MATH table.

Reads what ``pymdownx.arithmatex`` in generic mode leaves in a page's HTML (``\\(…\\)`` and ``\\[…\\]`` in elements of
class ``arithmatex``), so no Markdown is parsed here.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from markupsafe import escape
from math_core import LatexError, LatexToMathML

from paper_notes.gate.formula import pass_formula
from paper_notes.site.interface import INTERFACE

_OPENING, _CLOSING = "（「『“‘《〈【(", "，。、；：！？）」』”’》〉】,.;:!?)"
# each pattern is linear: what is between two marks holds no "<", and a run is looked at from its beginning only
_INLINE = re.compile(
    rf'(?<![{_OPENING}])([{_OPENING}]*+)<span class="arithmatex">\\\(([^<]*)\\\)</span>([{_CLOSING}]*)'
)
_BACKTICKED = re.compile(r"\$<code>([^<]+)</code>\$")  # GitHub's other way to write a formula in a line
_WIDE_BEFORE = re.compile(r'(?<=[、，。；：？！（「『《〈【“‘…—]) (?=<span class="arithmatex">)')
_DISPLAY = re.compile(r'<(div|span) class="arithmatex">\s*\\\[([^<]*)\\\]\s*</\1>')
_ENTRY = re.compile(r'(?<=<span class="md-ellipsis">)[^<]*\\\([^<]*(?=<)')  # of the table of contents
_RAW_INLINE = re.compile(r"\\\(((?:[^\\]|\\(?![()]))+)\\\)")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)\b")
_ANNOTATION = re.compile(r"<annotation\b[^<>]*>[^<]*</annotation>")
_MARKUP = re.compile(r"<[^<>]*>")

_converter = LatexToMathML(annotation=True, fancy_error=False)


@dataclass(frozen=True, slots=True)
class RefusedFormula:
    """A formula that could not be converted: its LaTeX, and what the converter says of it."""

    latex: str
    message: str


def latex_to_mathml(latex: str, *, display: bool) -> str:
    """One formula as a ``<math>`` element that carries its LaTeX; raises ``math_core.LatexError``."""
    return pass_formula(_converter.convert_with_local_state(latex, displaystyle=display))


def render_formulas(page: str, language: str = "en") -> tuple[str, list[RefusedFormula]]:
    """A page's HTML with every formula as MathML, and those that were refused (left as LaTeX in ``<code>``).

    Display formulas are numbered: by their ``\\tag`` when any formula of the page has one, so that the paper's own
    numbers stand, else in order.
    """
    page = _BACKTICKED.sub(r'<span class="arithmatex">\\(\1\\)</span>', page)
    if 'class="arithmatex"' not in page:
        return page, []
    page = _WIDE_BEFORE.sub("", page)  # the space is for GitHub; the punctuation has room enough of its own
    refused: list[RefusedFormula] = []
    words = INTERFACE[language]
    own_numbers = any(_TAG.search(html.unescape(match.group(2))) for match in _DISPLAY.finditer(page))
    count = 0
    anchors: set[str] = set()

    def convert(latex: str, display: bool) -> str:
        try:
            return latex_to_mathml(latex, display=display)
        except LatexError as error:
            refused.append(RefusedFormula(latex, str(error)))
            return f'<code class="pn-refused" title="{escape(error)}">{escape(latex)}</code>'

    def inline(match: re.Match[str]) -> str:
        before, latex, after = match.groups()
        formula = convert(html.unescape(latex).strip(), False)
        # a line may end before or after a formula, whatever stands there: it may not begin with a comma
        return f'<span class="pn-joined">{before}{formula}{after}</span>' if before or after else formula

    def display(match: re.Match[str]) -> str:
        nonlocal count
        latex = html.unescape(match.group(2)).strip()
        tag = _TAG.search(latex)
        if own_numbers:
            number = tag.group(1).strip() if tag else ""
        else:
            count += 1
            number = str(count)
        bare = _LABEL.sub("", _TAG.sub("", latex)).strip()
        element = match.group(1)
        anchor = f"formula-{_slug(number)}"
        while anchor in anchors:  # the other language's formula, side by side
            anchor += "-"
        anchors.add(anchor)
        name = f' id="{escape(anchor)}"' if number else ""
        shown = (
            f'<a class="pn-formula__number" href="#{escape(anchor)}"'
            f' aria-label="{escape(words.formula.format(number))}">({escape(number)})</a>'
            if number
            else ""
        )
        return (
            f'<{element} class="pn-formula"{name}><{element} class="pn-formula__body" tabindex="0" role="group"'
            f' aria-label="{escape(words.formula.format(number).strip())}">{convert(bare, True)}</{element}>'
            f"{shown}</{element}>"
        )

    def listed(match: re.Match[str]) -> str:
        return convert(html.unescape(match.group(1)).strip(), False)

    page = _INLINE.sub(inline, _DISPLAY.sub(display, page))
    # a heading's formula stands in the table of contents again, there as bare LaTeX
    page = _ENTRY.sub(lambda entry: _RAW_INLINE.sub(listed, entry.group()), page)
    return page, refused


def characters_in_formulas(page: str) -> set[str]:
    """The characters that the page's formulas show; the maths font must have them."""
    formulas = (part.partition("</math>")[0] for part in page.split("<math")[1:])
    shown = (_MARKUP.sub("", _ANNOTATION.sub("", f"<math{math}")) for math in formulas)
    return set(html.unescape("".join(shown)))


def _slug(number: str) -> str:
    return re.sub(r"[^\w.-]+", "-", number).strip("-")
