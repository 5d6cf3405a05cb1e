"""Formulas as MathML: what of a converter's output may stand on the page."""

from __future__ import annotations

from functools import cache

import nh3

from paper_notes.gate.elements import MATHML, MATHML_ATTRIBUTES

_STYLES = frozenset(
    [
        "color",
        "background-color",
        "border",
        "border-top",
        "border-bottom",
        "border-left",
        "border-right",
        "padding",
        "padding-top",
        "padding-bottom",
        "padding-left",
        "padding-right",
        "margin",
        "margin-left",
        "margin-right",
        "text-align",
        "vertical-align",
        "width",
        "height",
        "math-depth",
        "math-shift",
        "math-style",
        "text-decoration",
        "display",
        "font-size",
        "font-family",
        "line-height",
        "justify-items",
        "font-variant-caps",
    ]
)


def pass_formula(mathml: str) -> str:
    """A ``<math>`` element with nothing but the elements, attributes and styles of formulas."""
    return _cleaner().clean(mathml)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*MATHML, "menclose"},
        attributes={"*": set(MATHML_ATTRIBUTES)},
        filter_style_properties=set(_STYLES),
        link_rel=None,
    )
